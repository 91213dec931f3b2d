// The page's side of the protocol. It owns the worker: it numbers the runs and drops what belongs to older ones, gives
// credit once a frame has been drawn, keeps the newest snapshot, and when the worker dies it puts another in its place
// and brings the run to the step that the page has seen. It knows no store: what happens goes to one listener.
import type { Change, ClientDependencies, Intent } from './clientParts.ts';
import { Deaths } from './deaths.ts';
import type { RunKind, TranslationRun } from './kind.ts';
import { messageOf } from './messageOf.ts';
import {
  type Failed,
  type Frame,
  type Message,
  type Missing,
  type Replay,
  type Request,
  unexpected,
} from './protocol.ts';
import type { FailureReason, RunBeginning, RunClient, RunEvent, RunPoint } from './runClient.ts';
import { WorkerSeat } from './workerSeat.ts';

const deathsForgiven = 2; // in a row; with the third we give up
const secondTryAfter = 500; // ms; the first try is at once

export class TrainerClient<K extends RunKind = TranslationRun> implements RunClient<K> {
  readonly #dependencies: ClientDependencies<K>;
  readonly #listener: (event: RunEvent<K>) => void;
  readonly #seat: WorkerSeat<K>;
  readonly #deaths = new Deaths();
  #cancelRestart: (() => void) | null = null;
  #relaxedKernels: string | undefined;
  #fetching = false; // the run waits for them
  #began = false; // some worker has been ready
  #runId = 0;
  #intent: Intent<K> | null = null;
  #recovering = false; // a new worker is catching up

  constructor(dependencies: ClientDependencies<K>, listener: (event: RunEvent<K>) => void) {
    this.#dependencies = dependencies;
    this.#listener = listener;
    this.#seat = new WorkerSeat(
      dependencies,
      (message) => this.#hear(message),
      (cause) => this.#died(cause),
    );
  }

  get running(): boolean {
    return this.#intent?.running ?? false;
  }

  point(): RunPoint<K> | null {
    const intent = this.#intent;
    if (!intent) return null;
    const { config, relaxed, snapshot, seen } = intent;
    return { config, relaxed, snapshot, step: Math.max(seen, snapshot?.step ?? 0) }; // the snapshot may be ahead of the last frame
  }

  start({ point, shown, watched, stepsPerSecond }: RunBeginning<K>): void {
    const begun = point.snapshot?.step ?? 0;
    this.#intent = {
      config: point.config,
      relaxed: point.relaxed,
      snapshot: point.snapshot,
      seen: shown ? begun : point.step,
      replayTo: point.step,
      running: false,
      watched,
      stepsPerSecond,
      steps: 0,
      changes: [],
    };
    this.#recovering = false;
    this.#deaths.forget();
    this.#begin();
  }

  train(): void {
    if (this.#intent) {
      this.#intent.running = true;
      this.#intent.steps = 0;
    }
    this.#send((runId) => ({ type: 'train', runId }));
  }

  pause(): void {
    this.#stand();
    this.#send((runId) => ({ type: 'pause', runId }));
  }

  step(): void {
    if (this.#intent) {
      this.#intent.running = false;
      if (this.#fetching) this.#intent.steps++;
    }
    this.#send((runId) => ({ type: 'step', runId }));
  }

  setSpeed(stepsPerSecond: number | null): void {
    if (this.#intent) this.#intent.stepsPerSecond = stepsPerSecond;
    this.#send((runId) => ({ type: 'speed', runId, stepsPerSecond }));
  }

  watch(watched: K['watched']): void {
    if (this.#intent) this.#intent.watched = watched;
    this.#send((runId) => ({ type: 'watch', runId, watched }));
  }

  setLearningRate(learningRate: number): void {
    this.#change({ type: 'setLearningRate', learningRate });
  }

  goBack(learningRate: number): void {
    this.#change({ type: 'goBack', learningRate });
  }

  retry(): void {
    if (!this.#intent) return;
    this.#intent.running = false;
    this.#leave();
    this.#deaths.forget();
    this.#begin();
  }

  dispose(): void {
    this.#leave();
    this.#intent = null;
  }

  #leave(): void {
    this.#cancelRestart?.();
    this.#seat.dismiss();
  }

  /** Has the run built as it should be by now, by the worker there is or by a new one. */
  #begin(): void {
    const intent = this.#intent;
    if (!intent) return;
    this.#cancelRestart?.();
    this.#fetching = intent.relaxed && this.#relaxedKernels === undefined;
    // What is computed while the kernels are fetched would be for nothing.
    if (this.#fetching) this.#send((runId) => ({ type: 'pause', runId }));
    // A new number even for the same run: a credit or a message of the worker before is not for this one.
    this.#runId++;
    if (this.#fetching) {
      this.#fetch(intent);
      return;
    }
    if (!this.#seat.taken && !this.#hire()) return;
    const replay: Replay = {
      toStep: Math.max(intent.seen, intent.replayTo),
      quietTo: intent.seen,
      train: intent.running,
    };
    const { config, relaxed, snapshot, watched, stepsPerSecond } = intent;
    this.#send((runId) => ({
      type: 'start',
      runId,
      // The config may know of changes made after the snapshot was.
      origin: snapshot ? { kind: 'snapshot', snapshot: { ...snapshot, config } } : { kind: 'config', config },
      kernels: relaxed ? this.#relaxedKernels : undefined,
      watched,
      stepsPerSecond,
      replay,
    }));
    for (const change of intent.changes) this.#send((runId) => ({ ...change, runId }));
    for (; intent.steps > 0; intent.steps--) this.#send((runId) => ({ type: 'step', runId }));
  }

  /** Begins the run once its kernels are there; where they cannot be had, with the plain ones. */
  #fetch(intent: Intent<K>): void {
    const runId = this.#runId;
    const begin = (act: () => void) => {
      if (runId !== this.#runId || intent !== this.#intent) return; // another has begun since
      act();
      this.#begin();
    };
    this.#dependencies.relaxedKernels().then(
      (packed) =>
        begin(() => {
          this.#relaxedKernels = packed;
        }),
      (error: unknown) =>
        begin(() => {
          intent.relaxed = false;
          intent.snapshot = null; // a plain run has nothing of a relaxed one in it
          this.#listener({ type: 'relaxedRefused', message: messageOf(error) });
        }),
    );
  }

  /** False when there is no worker to be had; the listener has been told. */
  #hire(): boolean {
    const missing = this.#dependencies.missing();
    if (missing) {
      this.#unsupported(missing);
      return false;
    }
    try {
      this.#seat.hire();
      return true;
    } catch (error) {
      this.#fail('worker-refused', messageOf(error));
      return false;
    }
  }

  #died(cause: string): void {
    const { now, later } = this.#dependencies;
    const deaths = this.#deaths.add(now(), this.#intent?.seen ?? 0);
    if (deaths > deathsForgiven) {
      this.#fail(this.#began ? 'worker-died' : 'worker-refused', cause);
      return;
    }
    this.#recovering = true;
    if (deaths === 1) this.#begin();
    else this.#cancelRestart = later(secondTryAfter, () => this.#begin());
  }

  #fail(reason: FailureReason, message: string): void {
    this.#recovering = false;
    if (this.#intent) this.#intent.running = false;
    this.#listener({ type: 'failed', reason, message });
  }

  #unsupported(missing: Missing): void {
    this.#recovering = false;
    if (this.#intent) this.#intent.running = false;
    this.#listener({ type: 'unsupported', missing });
  }

  /** The run is to stand still; a replay that the page watches ends where it is. */
  #stand(): void {
    if (!this.#intent) return;
    this.#intent.running = false;
    this.#intent.steps = 0;
    this.#intent.replayTo = 0;
  }

  #send(request: (runId: number) => Request<K>): void {
    this.#seat.send(request(this.#runId));
  }

  #hear(message: Message<K>): void {
    if (message.type === 'ready') {
      this.#began = true;
      return;
    }
    const intent = this.#intent;
    if (message.type === 'pong' || message.runId !== this.#runId || !intent) return;
    switch (message.type) {
      case 'built':
        intent.config = message.config;
        this.#listener(message);
        break;
      case 'frame':
        this.#drawn(intent, message);
        break;
      case 'reached':
        intent.replayTo = 0;
        this.#listener({ type: 'reached', step: message.step });
        break;
      case 'configured':
        this.#configured(intent, message.config, message.step);
        break;
      case 'snapshot':
        intent.snapshot = message.snapshot;
        break;
      case 'diverged':
        this.#stand();
        this.#listener(message);
        break;
      case 'failed':
        this.#failed(message);
        break;
      case 'unsupported':
        this.#unsupported(message.missing);
        break;
      default:
        throw unexpected(message);
    }
  }

  #failed({ during, message }: Failed): void {
    if (during === 'prediction') this.#listener({ type: 'predictionFailed', message });
    else if (during === 'setting') this.#listener({ type: 'settingRefused', message });
    else this.#fail('error', message);
  }

  #drawn(intent: Intent<K>, frame: Frame<K>): void {
    intent.seen = frame.step;
    if (this.#recovering) {
      this.#recovering = false;
      this.#listener({ type: 'restarted', step: frame.step });
    }
    this.#listener(frame);
    const { runId } = frame;
    // By then another run may have begun; the worker drops the credit of this one.
    this.#dependencies.afterDraw(() => this.#send(() => ({ type: 'credit', runId })));
  }

  #change(change: Change): void {
    this.#intent?.changes.push(change);
    this.#send((runId) => ({ ...change, runId }));
  }

  #configured(intent: Intent<K>, config: K['config'], step: number): void {
    intent.config = config;
    if (intent.changes.shift()?.type === 'goBack') {
      intent.seen = step;
      if (intent.snapshot && intent.snapshot.step > step) intent.snapshot = null;
    }
    // While more answers are on their way, this one is older than what the page shows.
    if (intent.changes.length === 0) this.#listener({ type: 'configured', config });
  }
}
