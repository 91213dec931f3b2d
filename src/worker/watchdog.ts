// Tells a dead worker from a slow day. A worker that was closed, terminated or hangs sends no error event, so it is
// asked now and then; what counts is the number of questions without an answer, not the time that went by: a
// laptop that slept, or a tab whose timers are throttled, asked fewer questions and must not bury anyone.

const interval = 500; // ms between questions
const patience = 4; // unanswered questions in a row
const startPatience = 60; // the same while the script is still loading, which takes as long as the network takes

export interface WatchdogDependencies {
  /** Runs the task every so many milliseconds until the returned function is called. */
  every(milliseconds: number, task: () => void): () => void;
  /** Whether nobody sees the page; then browsers slow everything down and silence means nothing. */
  hidden(): boolean;
  ask(serial: number): void;
  /** Too many questions without an answer. Called once; the watchdog has stopped. */
  dead(): void;
}

export class Watchdog {
  readonly #dependencies: WatchdogDependencies;
  readonly #stop: () => void;
  #serial = 0;
  #waiting = false; // the last question has no answer
  #missed = 0;
  #patience = startPatience;

  constructor(dependencies: WatchdogDependencies) {
    this.#dependencies = dependencies;
    this.#stop = dependencies.every(interval, () => this.#tick());
  }

  /** The worker's script has loaded: from now on silence is a bad sign. */
  ready(): void {
    this.#patience = patience;
  }

  /** The worker sent something, an answer or anything else. */
  heard(): void {
    this.#waiting = false;
    this.#missed = 0;
  }

  stop(): void {
    this.#stop();
  }

  #tick(): void {
    if (this.#dependencies.hidden()) {
      this.heard();
      return;
    }
    if (this.#waiting) this.#missed++;
    if (this.#missed >= this.#patience) {
      this.#stop();
      this.#dependencies.dead();
      return;
    }
    this.#waiting = true;
    this.#dependencies.ask(++this.#serial);
  }
}
