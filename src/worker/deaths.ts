// Counts the deaths of workers, to tell bad luck from a run that kills whoever computes it.
// Does not read a clock: times are arguments.

const span = 60_000; // ms; older deaths are forgotten

export class Deaths {
  #times: number[] = [];
  #step = 0;

  /** A worker died at `now`, when the run had come to `step`; how many have died in the last minute without progress. */
  add(now: number, step: number): number {
    if (step !== this.#step) this.#times = [];
    this.#step = step;
    this.#times = [...this.#times.filter((time) => now - time < span), now];
    return this.#times.length;
  }

  forget(): void {
    this.#times = [];
  }
}
