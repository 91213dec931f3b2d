// A worker that runs the real trainer on a fake clock, and can die in all the ways workers do.
import type { RunKind, TranslationRun } from '../../src/worker/kind.ts';
import type { Message, Request } from '../../src/worker/protocol.ts';
import type { Clock } from '../../src/worker/runParts.ts';
import { Trainer } from '../../src/worker/trainer.ts';
import { Translations } from '../../src/worker/translations.ts';
import type { WorkerLike } from '../../src/worker/workerSeat.ts';
import { type FakeClock, FakeSession, type FakeSessionOptions } from './fakes.ts';

/** What the script of a worker is given by its surroundings. */
export interface Surroundings<K extends RunKind> {
  readonly clock: Clock;
  post(message: Message<K>, transfer: Transferable[]): void;
}

/** A worker of any kind of run; `load` is what its script does. */
export class WorkerOf<K extends RunKind> implements WorkerLike<K> {
  onmessage: WorkerLike<K>['onmessage'] = null;
  onerror: WorkerLike<K>['onerror'] = null;
  onmessageerror: WorkerLike<K>['onmessageerror'] = null;
  /** All it was asked, in order. */
  readonly requests: Request<K>[] = [];
  terminated = false;
  readonly #clock: FakeClock;
  #alive = true;
  #trainer: { receive(request: Request<K>): void } | null = null;

  constructor(
    clock: FakeClock,
    load: (surroundings: Surroundings<K>) => { receive(request: Request<K>): void },
    loads = true,
  ) {
    this.#clock = clock;
    const surroundings: Surroundings<K> = {
      clock: {
        now: clock.now,
        soon: (task) => this.#soon(task),
        later: (milliseconds, task) => clock.later(milliseconds, () => this.#alive && task()),
      },
      post: (message, transfer) => this.#post(structuredClone(message, { transfer })),
    };
    if (loads)
      this.#soon(() => {
        this.#trainer = load(surroundings);
      });
  }

  postMessage(request: Request<K>): void {
    const copy = structuredClone(request);
    this.requests.push(copy);
    this.#soon(() => this.#trainer?.receive(copy));
  }

  terminate(): void {
    this.terminated = true;
    this.#alive = false;
  }

  /** As self.close() or a hang: from now on silence, and no event. */
  die(): void {
    this.#alive = false;
  }

  /** As a script that cannot be loaded, or an error that nobody caught. */
  fail(message: string): void {
    this.#alive = false;
    this.onerror?.({ message } as ErrorEvent);
  }

  /** Says something that it was not asked to. */
  say(message: Message<K>): void {
    this.#post(message);
  }

  #post(message: Message<K>): void {
    this.#soon(() => this.onmessage?.({ data: message } as MessageEvent<Message<K>>));
  }

  #soon(task: () => void): void {
    this.#clock.soon(() => {
      if (this.#alive) task();
    });
  }
}

/** The home page's worker, with a session without a model. */
export class FakeWorker extends WorkerOf<TranslationRun> {
  session: FakeSession | null = null;

  constructor(clock: FakeClock, options: FakeSessionOptions = {}, loads = true) {
    const make = (given: ConstructorParameters<typeof FakeSession>[0]) => {
      this.session = new FakeSession(given, clock, options);
      return this.session;
    };
    super(
      clock,
      (surroundings) =>
        new Trainer<TranslationRun, FakeSession>({
          ...surroundings,
          sessions: { create: make, restore: make },
          watching: (session, given) => new Translations(session, given),
          missing: () => null,
        }),
      loads,
    );
  }
}
