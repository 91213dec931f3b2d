// Puts off what would otherwise be done at every keystroke, until there has been a moment's rest.

export class Debounce {
  readonly #later: (milliseconds: number, task: () => void) => () => void;
  readonly #rest: number;
  #task: (() => void) | null = null;
  #cancelTimer: () => void = () => {};

  /** `rest`: milliseconds without a new task before the last one is done. */
  constructor(later: (milliseconds: number, task: () => void) => () => void, rest: number) {
    this.#later = later;
    this.#rest = rest;
  }

  get pending(): boolean {
    return this.#task !== null;
  }

  /** This task instead of the one that waits, if any. */
  put(task: () => void): void {
    this.cancel();
    this.#task = task;
    this.#cancelTimer = this.#later(this.#rest, () => this.flush());
  }

  /** Does now what waits, if anything. */
  flush(): void {
    const task = this.#task;
    this.cancel();
    task?.();
  }

  cancel(): void {
    this.#cancelTimer();
    this.#task = null;
  }
}
