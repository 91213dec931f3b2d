// The loop of one run: which piece of work is next, when, and for how long before the worker listens again.
// It touches no global: clock, messages and session come from outside, so a test can run it step by step.
//
//             train                    diverged
//   standing ───────▶ running ──────────────────▶ standing, diverged ── goBack ──▶ standing
//      ▲  ◀─────────── pause                           ▲
//      └─ step: one update, then standing again        │
//   replaying ── target reached ──▶ standing or running │ (a replay may diverge too)
//
// Each tick works for about `slice` and then yields with a macrotask, so that a pause is heard in between. An update and
// a slice of an evaluation are the smallest pieces; they take a few milliseconds each.
import type { RunKind } from './kind.ts';
import { messageOf } from './messageOf.ts';
import { Pace } from './pace.ts';
import { type Replay, type Request, unexpected } from './protocol.ts';
import { type Post, Reporter } from './reporter.ts';
import type { Clock, RunOptions, TrainableSession } from './runParts.ts';
import type { Watching } from './watching.ts';

const slice = 12; // ms of work between two moments of listening

/** The requests a run hears; the others are about the worker as a whole. */
export type RunRequest<K extends RunKind> = Exclude<Request<K>, { type: 'start' } | { type: 'ping' }>;

export class Run<K extends RunKind> {
  readonly id: number;
  readonly #session: TrainableSession<K>;
  readonly #watching: Watching<K>;
  readonly #clock: Clock;
  readonly #post: Post<K>;
  readonly #reporter: Reporter<K>;
  readonly #pace = new Pace();

  #stepsPerSecond: number | null;
  #running = false;
  #replay: Replay | null;
  #stepsAsked = 0;
  #evaluation: Generator<void, K['evaluation']> | null = null;
  #diverged = false;
  #afterReplay: (() => void)[] = []; // changes asked for during a replay, which must not change what is replayed
  #tickAsked = false;
  #cancelLater: (() => void) | null = null;
  #closed = false;

  constructor(options: RunOptions<K>) {
    const { id, session, watching, clock, post } = options;
    this.id = id;
    this.#session = session;
    this.#watching = watching;
    this.#clock = clock;
    this.#post = post;
    this.#stepsPerSecond = options.stepsPerSecond;
    this.#replay = options.replay;
    this.#reporter = new Reporter(id, session, watching, post, clock.now());
    post(
      {
        type: 'built',
        runId: id,
        config: session.config,
        step: session.stepCount,
        parameterCount: session.parameterCount,
        ...watching.facts,
      },
      [],
    );
    this.#endReplayIfReached();
    this.#guarded(() => this.#report()); // the first picture before the first evaluation
    this.#wake();
  }

  /** Ends the run: whatever was planned does not happen, and no message follows. */
  close(): void {
    this.#closed = true;
    this.#cancelLater?.();
  }

  receive(request: RunRequest<K>): void {
    if (this.#closed) return;
    this.#guarded(() => this.#hear(request));
    this.#wake();
  }

  #hear(request: RunRequest<K>): void {
    switch (request.type) {
      case 'train':
        if (this.#replay) this.#replay = { ...this.#replay, train: true };
        else this.#go();
        break;
      case 'pause':
        this.#pause();
        break;
      case 'step':
        this.#whenReplayed(() => this.#ask());
        break;
      case 'speed':
        this.#stepsPerSecond = request.stepsPerSecond;
        this.#pace.start(request.stepsPerSecond, this.#clock.now());
        break;
      case 'watch':
        this.#reporter.watch(request.watched);
        break;
      case 'setLearningRate':
        this.#whenReplayed(() => this.#setLearningRate(request.learningRate));
        break;
      case 'goBack':
        this.#whenReplayed(() => this.#goBack(request.learningRate));
        break;
      case 'credit':
        this.#reporter.credited();
        break;
      default:
        throw unexpected(request);
    }
  }

  #go(): void {
    if (this.#running || this.#diverged) return;
    this.#running = true;
    this.#pace.start(this.#stepsPerSecond, this.#clock.now());
    this.#reporter.turned();
  }

  #ask(): void {
    if (this.#diverged) return;
    const before = this.#running ? 0 : this.#stepsAsked;
    this.#stand();
    this.#stepsAsked = before + 1;
  }

  #stand(): void {
    this.#running = false;
    this.#stepsAsked = 0;
    this.#reporter.turned();
  }

  #pause(): void {
    this.#stand();
    if (!this.#replay) return;
    // The quiet part goes on: the page already shows a later step than this one.
    this.#replay = { ...this.#replay, toStep: this.#replay.quietTo, train: false };
    this.#endReplayIfReached();
  }

  #whenReplayed(change: () => void): void {
    if (this.#replay) this.#afterReplay.push(change);
    else change();
  }

  #setLearningRate(learningRate: number): void {
    try {
      this.#session.setLearningRate(learningRate);
    } catch (error) {
      this.#post({ type: 'failed', runId: this.id, during: 'setting', message: messageOf(error) }, []);
    }
    this.#reporter.changed();
    this.#post(
      { type: 'configured', runId: this.id, config: this.#session.config, step: this.#session.stepCount },
      [],
    );
  }

  #goBack(learningRate: number): void {
    this.#session.goBack();
    this.#diverged = false;
    this.#evaluation = null;
    this.#stand();
    this.#reporter.rewound();
    this.#setLearningRate(learningRate);
  }

  /** The next piece of work, if there is one to do now. */
  #work(): boolean {
    this.#endReplayIfReached();
    if (!this.#replay && this.#watching.work()) {
      if (!this.#watching.busy) this.#reporter.turned();
      return true;
    }
    if (this.#evaluation) {
      if (this.#evaluation.next().done) {
        this.#evaluation = null;
        this.#reporter.changed();
      }
      return true;
    }
    if (this.#session.evaluationDue) {
      this.#evaluation = this.#session.evaluateSlices();
      return true;
    }
    if (this.#replay) {
      this.#update();
      return true;
    }
    if (this.#stepsAsked > 0) {
      this.#stepsAsked--;
      this.#update();
      return true;
    }
    if (!this.#running || this.#pace.wait(this.#clock.now()) > 0) return false;
    this.#update();
    this.#pace.stepped(this.#clock.now());
    return true;
  }

  #update(): void {
    const result = this.#session.step();
    this.#reporter.stepped(result.loss, result.gradientNorm);
    if (result.diverged) this.#diverge();
    else this.#endReplayIfReached();
  }

  #diverge(): void {
    this.#diverged = true;
    this.#replay = null;
    this.#stand();
    const { stepCount: step, lastGoodStep } = this.#session;
    this.#post({ type: 'diverged', runId: this.id, step, lastGoodStep: lastGoodStep ?? step }, []);
    this.#makeDeferredChanges();
  }

  #endReplayIfReached(): void {
    const replay = this.#replay;
    if (!replay || this.#session.stepCount < replay.toStep) return;
    this.#replay = null;
    if (replay.train) this.#go();
    else this.#stand();
    this.#post(
      { type: 'reached', runId: this.id, step: this.#session.stepCount, running: this.#running },
      [],
    );
    this.#makeDeferredChanges();
  }

  #makeDeferredChanges(): void {
    const changes = this.#afterReplay;
    this.#afterReplay = [];
    for (const change of changes) change();
  }

  #tick(): void {
    const began = this.#clock.now();
    let more = true;
    while (more && this.#clock.now() - began < slice) more = this.#work();
    this.#report();
    if (more) this.#wake();
    else this.#sleep();
  }

  /** Nothing moves until the next request; an evaluation may still go on. */
  get #still(): boolean {
    return (
      !this.#watching.busy && (this.#diverged || !(this.#running || this.#replay || this.#stepsAsked > 0))
    );
  }

  #report(): void {
    const now = this.#clock.now();
    const still = this.#still;
    const quiet = this.#replay !== null && this.#session.stepCount < this.#replay.quietTo;
    if (!quiet && this.#reporter.wait(now, still) === 0) this.#reporter.sendFrame(now, still);
    if (this.#diverged) return; // a snapshot of a broken run would be no help
    const settled = still && !this.#evaluation && !this.#session.evaluationDue;
    this.#reporter.keep(now, settled);
  }

  /** There is something to do: have a turn as soon as the waiting messages have been heard. */
  #wake(): void {
    this.#cancelLater?.();
    this.#cancelLater = null;
    if (this.#tickAsked || this.#closed) return;
    this.#tickAsked = true;
    this.#clock.soon(() => {
      this.#tickAsked = false;
      this.#guarded(() => this.#tick());
    });
  }

  /** Nothing to do at the moment: wait for the next update or frame to become due, or for a request. */
  #sleep(): void {
    const now = this.#clock.now();
    const waits: number[] = [];
    if (this.#running) waits.push(this.#pace.wait(now));
    const frame = this.#reporter.wait(now, this.#still);
    if (frame !== null) waits.push(frame);
    if (waits.length === 0) return;
    this.#cancelLater = this.#clock.later(Math.min(...waits), () => {
      this.#cancelLater = null;
      this.#guarded(() => this.#tick());
    });
  }

  /** An error ends the run and is told to the page; the worker itself lives on and can start another. */
  #guarded(action: () => void): void {
    if (this.#closed) return;
    try {
      action();
    } catch (error) {
      this.close();
      this.#post({ type: 'failed', runId: this.id, during: 'run', message: messageOf(error) }, []);
    }
  }
}
