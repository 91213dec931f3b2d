// When the next update is due. A schedule, not a delay after each update: an update that comes a few milliseconds late
// does not make the following ones late, so 25 a second are 25 a second. Does not read a clock: times are arguments.

// A run that fell further behind than this does not catch up: after a laptop's sleep a hundred updates in one burst
// would be nothing to watch.
const forgivenLag = 250; // ms

export class Pace {
  #interval = 0; // ms between updates; 0: no pacing
  #next = 0; // when the next update is due

  /** Steps a second from now on; null: none are waited for. The next update is due at once. */
  start(stepsPerSecond: number | null, now: number): void {
    this.#interval = stepsPerSecond === null ? 0 : 1000 / stepsPerSecond;
    this.#next = now;
  }

  /** Milliseconds until the next update is due; 0 when it is due. */
  wait(now: number): number {
    return this.#interval === 0 ? 0 : Math.max(0, this.#next - now);
  }

  /** An update was done: the next one is due one interval after this one was. */
  stepped(now: number): void {
    this.#next += this.#interval;
    if (now - this.#next > Math.max(forgivenLag, this.#interval)) this.#next = now;
  }
}
