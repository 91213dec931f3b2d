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
    create(config: K['config'], kernels: string | undefined): S;
    restore(snapshot: K['snapshot'], kernels: string | undefined): S;
  };
  /** What the page looks at of a session's run. */
  watching(session: S, options: WatchingOptions<K>): Watching<K>;
  /** What the browser lacks; null when it can train. */
  missing(): Missing | null;
}

export class Trainer<K extends RunKind, S extends TrainableSession<K>> {
  readonly #dependencies: TrainerDependencies<K, S>;
  #run: Run<K> | null = null;

  constructor(dependencies: TrainerDependencies<K, S>) {
    this.#dependencies = dependencies;
    dependencies.post({ type: 'ready' }, []);
  }

  receive(request: Request<K>): void {
    if (request.type === 'ping') this.#dependencies.post({ type: 'pong', serial: request.serial }, []);
    else if (request.type === 'start') this.#start(request);
    else if (request.runId === this.#run?.id) this.#run.receive(request);
  }

  #start(request: Extract<Request<K>, { type: 'start' }>): void {
    const { clock, post, sessions } = this.#dependencies;
    const { runId, origin, kernels, watched } = request;
    this.#run?.close();
    this.#run = null;
    const missing = this.#dependencies.missing();
    if (missing) {
      post({ type: 'unsupported', runId, missing }, []);
      return;
    }
    try {
      const session =
        origin.kind === 'config'
          ? sessions.create(origin.config, kernels)
          : sessions.restore(origin.snapshot, kernels);
      this.#run = new Run({
        id: runId,
        session,
        clock,
        post,
        watching: this.#dependencies.watching(session, { runId, watched, clock, post }),
        stepsPerSecond: request.stepsPerSecond,
        replay: request.replay,
      });
    } catch (error) {
      post({ type: 'failed', runId, during: 'build', message: messageOf(error) }, []);
    }
  }
}
