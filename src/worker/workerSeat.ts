// The place of the one worker: who sits there is watched, and leaves when it dies. Who comes next is the client's business.
import type { RunKind, TranslationRun } from './kind.ts';
import type { Message, Request } from './protocol.ts';
import { Watchdog } from './watchdog.ts';

/** The part of a Worker that is used. */
export interface WorkerLike<K extends RunKind = TranslationRun> {
  postMessage(message: Request<K>): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Message<K>>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface SeatDependencies<K extends RunKind> {
  /** May throw, where the page may not have workers. */
  createWorker(): WorkerLike<K>;
  /** Runs the task every so many milliseconds until the returned function is called. */
  every(milliseconds: number, task: () => void): () => void;
  /** Whether nobody sees the page. */
  hidden(): boolean;
}

export class WorkerSeat<K extends RunKind> {
  readonly #dependencies: SeatDependencies<K>;
  readonly #heard: (message: Message<K>) => void;
  readonly #died: (cause: string) => void;
  #worker: WorkerLike<K> | null = null;
  #watchdog: Watchdog | null = null;

  /** `heard` gets every message of the worker, `died` the cause of its death; the seat is empty by then. */
  constructor(
    dependencies: SeatDependencies<K>,
    heard: (message: Message<K>) => void,
    died: (cause: string) => void,
  ) {
    this.#dependencies = dependencies;
    this.#heard = heard;
    this.#died = died;
  }

  get taken(): boolean {
    return this.#worker !== null;
  }

  /** Puts a new worker in the empty seat. @throws what the browser throws where no worker may be made */
  hire(): void {
    const worker = this.#dependencies.createWorker();
    const { every, hidden } = this.#dependencies;
    const watchdog = new Watchdog({
      every,
      hidden,
      ask: (serial) => worker.postMessage({ type: 'ping', serial }),
      dead: () => this.#bury('no answer'),
    });
    worker.onmessage = (event) => {
      watchdog.heard();
      if (event.data.type === 'ready') watchdog.ready();
      this.#heard(event.data);
    };
    worker.onerror = (event) => this.#bury(event.message || 'the script could not be loaded');
    worker.onmessageerror = () => this.#bury('a message could not be read');
    this.#worker = worker;
    this.#watchdog = watchdog;
  }

  /** Empties the seat; nothing more is heard of who sat there. */
  dismiss(): void {
    this.#watchdog?.stop();
    this.#watchdog = null;
    const worker = this.#worker;
    this.#worker = null;
    if (!worker) return;
    worker.onmessage = null;
    worker.onerror = null;
    worker.onmessageerror = null;
    worker.terminate();
  }

  /** Sends to the worker, if there is one. */
  send(request: Request<K>): void {
    this.#worker?.postMessage(request);
  }

  #bury(cause: string): void {
    this.dismiss();
    this.#died(cause);
  }
}
