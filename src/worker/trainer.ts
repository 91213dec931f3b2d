// The worker's side of the protocol: builds the run a request asks for, hands it the requests that are its own, and
// drops those of older runs. No globals: trainer.worker.ts gives it the real clock, port and sessions.
import type { ExperimentConfig } from '../experiment/config.ts';
import type { Snapshot } from '../experiment/session.ts';
import { messageOf } from './messageOf.ts';
import type { Message, Missing, Request } from './protocol.ts';
import { Run } from './run.ts';
import type { Clock, TrainableSession } from './runParts.ts';

export interface TrainerDependencies {
  readonly clock: Clock;
  /** Sends a message to the page; the buffers in `transfer` are gone afterwards. */
  post(message: Message, transfer: Transferable[]): void;
  readonly sessions: {
    create(config: ExperimentConfig, kernels: string | undefined): TrainableSession;
    restore(snapshot: Snapshot, kernels: string | undefined): TrainableSession;
  };
  /** What the browser lacks; null when it can train. */
  missing(): Missing | null;
}

export class Trainer {
  readonly #dependencies: TrainerDependencies;
  #run: Run | null = null;

  constructor(dependencies: TrainerDependencies) {
    this.#dependencies = dependencies;
    dependencies.post({ type: 'ready' }, []);
  }

  receive(request: Request): void {
    if (request.type === 'ping') this.#dependencies.post({ type: 'pong', serial: request.serial }, []);
    else if (request.type === 'start') this.#start(request);
    else if (request.runId === this.#run?.id) this.#run.receive(request);
  }

  #start(request: Extract<Request, { type: 'start' }>): void {
    const { clock, post, sessions } = this.#dependencies;
    const { runId, origin, kernels } = request;
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
        phrase: request.phrase,
        stepsPerSecond: request.stepsPerSecond,
        replay: request.replay,
      });
    } catch (error) {
      post({ type: 'failed', runId, during: 'build', message: messageOf(error) }, []);
    }
  }
}
