// The lab's watching: queries, answered with the state of the newest step or of a past one.
import { Answering } from './answering.ts';
import { Checkpoints } from './checkpoints.ts';
import type { ExplorableSession, LabRun, LabSessions } from './kind.ts';
import type { Picture, Watching, WatchingOptions } from '../watching.ts';
import { TimeMachine } from './timeMachine.ts';

const fingerprintGap = 250; // ms between fingerprints while training: hashing all parameters is not free

export class Explorations implements Watching<LabRun> {
  readonly facts: LabRun['facts'];
  readonly #newest: ExplorableSession;
  readonly #checkpoints: Checkpoints;
  readonly #machine: TimeMachine;
  readonly #answering: Answering;
  readonly #now: () => number;
  #take = false;
  #rewinds = 0;
  #fingerprint: { readonly step: number; readonly rewinds: number; readonly value: string } | null = null;
  #nextFingerprint = 0;

  constructor(
    session: ExplorableSession,
    sessions: LabSessions,
    { watched, clock }: Pick<WatchingOptions<LabRun>, 'watched' | 'clock'>,
    checkpoints = new Checkpoints(),
  ) {
    this.facts = { blindLoss: session.blindLoss };
    this.#newest = session;
    this.#checkpoints = checkpoints;
    this.#machine = new TimeMachine(session, checkpoints, sessions);
    this.#now = clock.now;
    this.#answering = new Answering(clock.now);
    checkpoints.offer(session);
    this.watch(watched);
  }

  watch({ queries, shown, take }: LabRun['watched']): void {
    this.#answering.watch(queries);
    this.#machine.show(shown);
    this.#take = take;
  }

  stepped(): void {
    this.#checkpoints.offer(this.#newest);
  }

  rewound(): void {
    this.#rewinds++;
    this.#machine.rewound();
  }

  get busy(): boolean {
    return this.#machine.busy;
  }

  work(): boolean {
    if (!this.busy) return false;
    this.#machine.work();
    return true;
  }

  picture(still: boolean): Picture<LabRun> {
    const { session } = this.#machine;
    if (!session) return { shown: { shown: null, answers: [], taken: null }, transfer: [], more: false };
    const step = session.stepCount;
    const fingerprint = this.#fingerprintOf(session, still);
    const moment = { session, step, rewinds: this.#rewinds };
    const { answers, transfer, more } = this.#answering.answer(moment, still);
    const taken = this.#take ? session.snapshot() : null;
    this.#take = false;
    return { shown: { shown: { step, fingerprint }, answers, taken }, transfer, more };
  }

  /** Null where it is not known and may not be computed yet. */
  #fingerprintOf(session: ExplorableSession, still: boolean): string | null {
    const { stepCount: step } = session;
    const rewinds = this.#rewinds;
    const known = this.#fingerprint;
    if (known?.step === step && known.rewinds === rewinds) return known.value;
    const now = this.#now();
    if (!still && session === this.#newest && now < this.#nextFingerprint) return null;
    const value = session.fingerprint();
    this.#fingerprint = { step, rewinds, value };
    this.#nextFingerprint = now + fingerprintGap;
    return value;
  }
}
