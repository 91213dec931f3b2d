// How many updates a second a run does, over about the last second. Does not read a clock: times are arguments.

const span = 1000; // ms that the rate looks back
const least = 100; // ms below which a rate would be noise

interface Mark {
  readonly time: number;
  readonly steps: number;
}

export class RateMeter {
  #marks: Mark[] = [];

  /** Forget the past: updates before a pause say nothing about the rate after it. */
  restart(): void {
    this.#marks = [];
  }

  /** Takes note that `steps` updates are done at `now`; the rate up to then in updates a second, null while unknown. */
  mark(steps: number, now: number): number | null {
    this.#marks.push({ time: now, steps });
    // Keep one mark that is at least a second old, so that slow runs have something to compare with.
    while ((this.#marks[1]?.time ?? now) <= now - span) this.#marks.shift();
    const first = this.#marks[0];
    if (!first || now - first.time < least) return null;
    return ((steps - first.steps) * 1000) / (now - first.time);
  }
}
