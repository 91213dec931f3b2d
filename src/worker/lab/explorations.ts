// The lab's watching: queries, answered with the state of the newest step or of a past one.

import type { Picture, Watching, WatchingOptions } from '../watching.ts';
import { Answering } from './answering.ts';
import { Checkpoints } from './checkpoints.ts';
import type { ExplorableSession, LabRun, LabSessions } from './kind.ts';
import { TimeMachine } from './timeMachine.ts';

export class Explorations implements Watching<LabRun> {
  readonly facts: LabRun['facts'];
  readonly #newest: ExplorableSession;
  readonly #checkpoints: Checkpoints;
  readonly #machine: TimeMachine;
  readonly #answering: Answering;
  #take = false;
  #rewinds = 0;

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
    this.#answering = new Answering(clock.now);
    checkpoints.begin(session);
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
    const fingerprint = session === this.#newest ? null : session.fingerprint();
    const moment = { session, step, rewinds: this.#rewinds };
    const { answers, transfer, more } = this.#answering.answer(moment, still);
    const taken = this.#take ? session.snapshot() : null;
    this.#take = false;
    return { shown: { shown: { step, fingerprint }, answers, taken }, transfer, more };
  }
}
