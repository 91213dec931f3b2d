// A worker that runs the real trainer on a fake clock, and can die in all the ways workers do.
import type { TranslationRun } from '../../src/worker/kind.ts';
import type { Message, Request } from '../../src/worker/protocol.ts';
import { Trainer } from '../../src/worker/trainer.ts';
import { Translations } from '../../src/worker/translations.ts';
import type { WorkerLike } from '../../src/worker/workerSeat.ts';
import { type FakeClock, FakeSession, type FakeSessionOptions } from './fakes.ts';

export class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  /** All it was asked, in order. */
  readonly requests: Request[] = [];
  terminated = false;
  session: FakeSession | null = null;
  readonly #clock: FakeClock;
  #alive = true;
  #trainer: Trainer<TranslationRun, FakeSession> | null = null;

  constructor(clock: FakeClock, options: FakeSessionOptions = {}, loads = true) {
    this.#clock = clock;
    if (loads) this.#soon(() => this.#load(options));
  }

  #load(options: FakeSessionOptions): void {
    const make = (given: ConstructorParameters<typeof FakeSession>[0]) => {
      this.session = new FakeSession(given, this.#clock, options);
      return this.session;
    };
    this.#trainer = new Trainer<TranslationRun, FakeSession>({
      clock: {
        now: this.#clock.now,
        soon: (task) => this.#soon(task),
        later: (milliseconds, task) => this.#clock.later(milliseconds, () => this.#alive && task()),
      },
      post: (message, transfer) => this.#post(structuredClone(message, { transfer })),
      sessions: { create: make, restore: make },
      watching: (session, options) => new Translations(session, options),
      missing: () => null,
    });
  }

  postMessage(request: Request): void {
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
  say(message: Message): void {
    this.#post(message);
  }

  #post(message: Message): void {
    this.#soon(() => this.onmessage?.({ data: message } as MessageEvent<Message>));
  }

  #soon(task: () => void): void {
    this.#clock.soon(() => {
      if (this.#alive) task();
    });
  }
}
