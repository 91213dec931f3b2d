// States of a run at steps it has been at, so that any step can be had again by recomputing a few updates. They lie at
// even intervals; when they take too much memory the interval doubles and every other one is dropped. So whatever the
// length of the run, no step is further from the one before it than about a share `limit / size of a state` of the run.
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { LabSnapshot } from '../../experiment/lab/session.ts';
import type { ExplorableSession } from './kind.ts';

const limit = 64 * 2 ** 20; // bytes
const firstInterval = 8; // updates

/** A snapshot without what the run's own session knows anyway. */
type Kept = Pick<LabSnapshot, 'step' | 'parameters' | 'state'>;

export class Checkpoints {
  readonly #limit: number;
  #kept: Kept[] = []; // by rising step
  #interval = firstInterval;
  #bytes = 0;
  #begun = 0; // the step at which the run began in this worker

  constructor(bytes = limit) {
    this.#limit = bytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get steps(): readonly number[] {
    return this.#kept.map(({ step }) => step);
  }

  /** The run begins where the session stands; before that step nobody has been here, so this one is kept whatever comes. */
  begin(session: Keepable): void {
    this.#begun = session.stepCount;
    if (session.stepCount > 0) this.#keep(session);
  }

  /** Takes a copy of the session's state, if its step is one of those that are kept. */
  offer(session: Keepable): void {
    const { stepCount } = session;
    if (stepCount > 0 && stepCount % this.#interval === 0) this.#keep(session);
  }

  #keep(session: Keepable): void {
    const { stepCount } = session;
    const place = this.#kept.findLastIndex(({ step }) => step <= stepCount);
    if (this.#kept[place]?.step === stepCount) return;
    const { step, parameters, state } = session.snapshot();
    this.#kept.splice(place + 1, 0, { step, parameters, state });
    this.#bytes += sizeOf({ step, parameters, state });
    this.#thin();
  }

  /**
   * The newest state kept before a step, as a snapshot of the run that `session` has come further with; null: only step 0
   * is before it. Not the step's own: what its last
   * update did is not kept, and is known again once that update has been made again.
   */
  before(step: number, { config, losses, evaluations }: Later): LabSnapshot | null {
    const kept = this.#kept.findLast((each) => each.step < step);
    if (!kept) return null;
    const nothing = new Float32Array(kept.parameters.length);
    return {
      ...kept,
      last: { gradient: nothing, update: nothing },
      config,
      losses: losses.slice(0, kept.step),
      evaluations: evaluations.filter((each) => each.step <= kept.step),
    };
  }

  /** Forgets what came after a step: the run has gone back to it and takes another way. */
  cut(step: number): void {
    this.#kept = this.#kept.filter((each) => each.step <= step);
    this.#bytes = this.#kept.reduce((bytes, each) => bytes + sizeOf(each), 0);
  }

  #thin(): void {
    while (this.#bytes > this.#limit && this.#kept.length > 1) {
      this.#interval *= 2;
      this.#kept = this.#kept.filter(({ step }) => step === this.#begun || step % this.#interval === 0);
      this.#bytes = this.#kept.reduce((bytes, each) => bytes + sizeOf(each), 0);
    }
  }
}

type Keepable = Pick<ExplorableSession, 'stepCount' | 'snapshot'>;

type Later = {
  readonly config: LabConfig;
  readonly losses: Float32Array;
  readonly evaluations: LabSnapshot['evaluations'];
};

function sizeOf({ parameters, state }: Kept): number {
  return state.reduce((bytes, block) => bytes + block.byteLength, parameters.byteLength);
}
