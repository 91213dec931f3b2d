// The worker's side of the protocol: builds the run a request asks for, hands it the requests that are its own, and
// drops those of older runs. No globals: trainer.worker.ts gives it the real clock, port and sessions.
import type { RunKind } from './kind.ts';
import { messageOf } from './messageOf.ts';
import type { Message, Missing, Request } from './protocol.ts';
import { Run } from './run.ts';
import type { Clock, TrainableSession } from './runParts.ts';
import type { Watching, WatchingOptions } from './watching.ts';

export interface TrainerDependencies<K extends RunKind, S extends TrainableSession<K>> {
  readonly clock: Clock;
  /** Sends a message to the page; the buffers in `transfer` are gone afterwards. */
  post(message: Message<K>, transfer: Transferable[]): void;
  readonly sessions: {
    /** A promise where code has to be fetched first. */
    create(config: K['config'], kernels: string | undefined): S | Promise<S>;
    restore(snapshot: K['snapshot'], kernels: string | undefined): S | Promise<S>;
  };
  /** What the page looks at of a session's run. */
  watching(session: S, options: WatchingOptions<K>): Watching<K>;
  /** What the browser lacks; null when it can train. */
  missing(): Missing | null;
}

type Start<K extends RunKind> = Extract<Request<K>, { type: 'start' }>;

/** A run that waits for its code, and what was asked of it. */
interface Coming<K extends RunKind> {
  readonly runId: number;
  readonly requests: Request<K>[];
}

export class Trainer<K extends RunKind, S extends TrainableSession<K>> {
  readonly #dependencies: TrainerDependencies<K, S>;
  #run: Run<K> | null = null;
  #coming: Coming<K> | null = null;

  constructor(dependencies: TrainerDependencies<K, S>) {
    this.#dependencies = dependencies;
    dependencies.post({ type: 'ready' }, []);
  }

  receive(request: Request<K>): void {
    if (request.type === 'ping') this.#dependencies.post({ type: 'pong', serial: request.serial }, []);
    else if (request.type === 'start') this.#start(request);
    else if (request.runId === this.#run?.id) this.#run.receive(request);
    else if (request.runId === this.#coming?.runId) this.#coming.requests.push(request);
  }

  #start(request: Start<K>): void {
    const { post, sessions } = this.#dependencies;
    const { runId, origin, kernels } = request;
    this.#run?.close();
    this.#run = null;
    this.#coming = null;
    const missing = this.#dependencies.missing();
    if (missing) {
      post({ type: 'unsupported', runId, missing }, []);
      return;
    }
    try {
      const made =
        origin.kind === 'config'
          ? sessions.create(origin.config, kernels)
          : sessions.restore(origin.snapshot, kernels);
      if (made instanceof Promise) this.#await(request, made);
      else this.#begin(request, made);
    } catch (error) {
      this.#refuse(runId, error);
    }
  }

  /** What is asked of the run meanwhile is told to it once it is there; a run that another has replaced never begins. */
  #await(request: Start<K>, made: Promise<S>): void {
    const coming: Coming<K> = { runId: request.runId, requests: [] };
    this.#coming = coming;
    made
      .then((session) => {
        if (this.#coming !== coming) return;
        this.#coming = null;
        this.#begin(request, session);
        for (const asked of coming.requests) this.receive(asked);
      })
      .catch((error: unknown) => {
        if (this.#coming === coming || this.#run?.id === coming.runId) this.#refuse(coming.runId, error);
      });
  }

  #begin({ runId, watched, stepsPerSecond, replay }: Start<K>, session: S): void {
    const { clock, post } = this.#dependencies;
    const watching = this.#dependencies.watching(session, { runId, watched, clock, post });
    this.#run = new Run({ id: runId, session, clock, post, watching, stepsPerSecond, replay });
  }

  #refuse(runId: number, error: unknown): void {
    this.#dependencies.post({ type: 'failed', runId, during: 'build', message: messageOf(error) }, []);
  }
}
