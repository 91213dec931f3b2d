// Shows a past step of a run: a second session is restored from the checkpoint before it and makes the updates from there
// again, one piece of work each. Runs are deterministic, so that is exactly the state the run had.
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { ExplorableSession, LabSessions } from './kind.ts';

export class TimeMachine {
  readonly #newest: ExplorableSession;
  readonly #checkpoints: Checkpoints;
  readonly #sessions: LabSessions;
  #asked: number | null = null;
  #past: { readonly session: ExplorableSession; config: LabConfig } | null = null;

  constructor(newest: ExplorableSession, checkpoints: Checkpoints, sessions: LabSessions) {
    this.#newest = newest;
    this.#checkpoints = checkpoints;
    this.#sessions = sessions;
  }

  /** From now on this step; null, or one that the run has not come to: the newest. */
  show(step: number | null): void {
    this.#asked = step;
    if (step === null) this.#past = null; // its memory is worth more than the moment it takes to have it again
  }

  /** The run went back to an earlier step and takes another way from there. */
  rewound(): void {
    this.#checkpoints.cut(this.#newest.stepCount);
    this.#past = null;
  }

  /** The session that stands at the step to be shown; null until it does. */
  get session(): ExplorableSession | null {
    const target = this.#target;
    if (target === null) return this.#newest;
    return this.#current?.stepCount === target ? this.#current : null;
  }

  get busy(): boolean {
    return this.session === null;
  }

  /** Brings the past a step nearer. */
  work(): void {
    const target = this.#target;
    if (target === null || this.session) return;
    const before = this.#checkpoints.before(target, this.#newest);
    const { config } = this.#newest;
    const past = this.#current;
    if (!past || past.stepCount > target || past.stepCount < (before?.step ?? 0)) {
      if (this.#past && before) {
        this.#past.session.load(before);
        this.#past.config = config;
      } else {
        const session = before ? this.#sessions.restore(before) : this.#sessions.create(config);
        this.#past = { session, config };
      }
      return;
    }
    if (past.step().diverged)
      throw new Error(`step ${target} cannot be recomputed: update ${past.stepCount} diverges`);
    this.#checkpoints.offer(past);
  }

  get #target(): number | null {
    return this.#asked === null || this.#asked >= this.#newest.stepCount ? null : this.#asked;
  }

  /** The past session, unless the run's learning rates have changed since it was made: it would go on with the old ones. */
  get #current(): ExplorableSession | null {
    return this.#past?.config === this.#newest.config ? (this.#past?.session ?? null) : null;
  }
}
