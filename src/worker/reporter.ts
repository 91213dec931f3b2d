// What the worker tells the page of one run, and when: at most one frame under way, about 25 a second, and snapshots at
// growing intervals. A frame is made from the newest state when it may be sent, so nothing ever queues.
import type { Session } from '../experiment/session.ts';
import type { RunKind, TranslationRun } from './kind.ts';
import type { Message } from './protocol.ts';
import { RateMeter } from './rateMeter.ts';
import type { Watching } from './watching.ts';

const frameGap = 36; // ms; a little under a 25th of a second, so that 25 steps a second give 25 frames
const fingerprintGap = 250; // ms between fingerprints while running: hashing all parameters is not free
const firstSnapshotGap = 1000; // ms
const lastSnapshotGap = 4000; // ms; what a dead worker costs at most, in recomputing
const snapshotGrowth = 1.5;

/** What the reporter reads of a session. */
export type ReportedSession<K extends RunKind> = Pick<
  Session,
  'stepCount' | 'examplesPerStep' | 'losses' | 'fingerprint'
> & {
  readonly config: K['config'];
  readonly evaluations: readonly K['evaluation'][];
  snapshot(): K['snapshot'];
};

export type Post<K extends RunKind = TranslationRun> = (
  message: Message<K>,
  transfer: Transferable[],
) => void;

export class Reporter<K extends RunKind> {
  readonly #runId: number;
  readonly #session: ReportedSession<K>;
  readonly #watching: Watching<K>;
  readonly #post: Post<K>;
  readonly #meter = new RateMeter();

  #underWay = false; // a frame was sent and its credit has not come back
  #news = true; // something has changed since the last frame
  #nextFrame = 0; // when the next frame may be sent while moving
  #sentLosses = 0;
  #sentEvaluations = 0;
  #loss: number | null;
  #gradientNorm: number | null = null;

  #fingerprint: { readonly step: number; readonly value: string } | null = null;
  #nextFingerprint = 0;

  #unsaved = false; // the run has changed since the last snapshot
  #snapshotGap = firstSnapshotGap;
  #nextSnapshot = 0;

  constructor(runId: number, session: ReportedSession<K>, watching: Watching<K>, post: Post<K>, now: number) {
    this.#runId = runId;
    this.#session = session;
    this.#watching = watching;
    this.#post = post;
    this.#loss = session.losses.at(-1) ?? null;
    this.#nextSnapshot = now + firstSnapshotGap;
  }

  /** An update was done, or tried. */
  stepped(loss: number, gradientNorm: number): void {
    this.#loss = loss;
    this.#gradientNorm = gradientNorm;
    this.#watching.stepped();
    this.changed();
  }

  /** Something that a frame or a snapshot holds is different now. */
  changed(): void {
    this.#news = true;
    this.#unsaved = true;
  }

  /** The run begins to move, or stands still: a frame is due, and its rate is measured afresh. */
  turned(): void {
    this.#news = true;
    this.#meter.restart();
  }

  /** The session went back: what the page holds past its end must go, and nothing known of the parameters is true any more. */
  rewound(): void {
    this.#sentLosses = Math.min(this.#sentLosses, this.#session.losses.length);
    this.#sentEvaluations = Math.min(this.#sentEvaluations, this.#session.evaluations.length);
    this.#loss = this.#session.losses.at(-1) ?? null;
    this.#gradientNorm = null;
    this.#watching.rewound();
    this.#fingerprint = null;
    this.changed();
    this.turned();
  }

  watch(watched: K['watched']): void {
    this.#watching.watch(watched);
    this.#news = true;
  }

  /** The page has drawn the last frame. */
  credited(): void {
    this.#underWay = false;
  }

  /** Milliseconds until a frame should be sent; null: not before something changes or a credit comes. */
  wait(now: number, still: boolean): number | null {
    if (!this.#news || this.#underWay) return null;
    return still ? 0 : Math.max(0, this.#nextFrame - now);
  }

  /** Sends the newest state. */
  sendFrame(now: number, still: boolean): void {
    const session = this.#session;
    const lossesFrom = this.#sentLosses;
    const losses = session.losses.slice(lossesFrom);
    this.#sentLosses += losses.length; // now: what is moved to the page has no length any more
    const evaluations = session.evaluations.slice(this.#sentEvaluations);
    const rate = still ? null : this.#meter.mark(session.stepCount, now);
    const { shown, transfer, more } = this.#watching.picture(still);
    const fingerprint = this.#fingerprintFor(now, still);
    this.#post(
      {
        type: 'frame',
        runId: this.#runId,
        step: session.stepCount,
        loss: this.#loss,
        gradientNorm: this.#gradientNorm,
        examplesPerSecond: rate === null ? null : rate * session.examplesPerStep,
        fingerprint,
        lossesFrom,
        losses,
        evaluationsFrom: this.#sentEvaluations,
        evaluations,
        still: still && !more,
        ...shown,
      },
      [...buffersOf(losses), ...transfer],
    );
    this.#sentEvaluations += evaluations.length;
    this.#underWay = true;
    this.#news = more;
    this.#nextFrame = now + frameGap;
  }

  /** Sends a snapshot if one is due: now and then while moving, and whenever the run has settled. */
  keep(now: number, settled: boolean): void {
    // At step 0 the config says all there is.
    if (!this.#unsaved || this.#session.stepCount === 0) return;
    if (!settled && now < this.#nextSnapshot) return;
    const snapshot = this.#session.snapshot(); // copies: what is moved to the page is gone on this side
    const buffers = buffersOf(snapshot.parameters, ...snapshot.state, snapshot.losses);
    this.#post({ type: 'snapshot', runId: this.#runId, snapshot }, buffers);
    this.#unsaved = false;
    this.#snapshotGap = settled
      ? firstSnapshotGap
      : Math.min(lastSnapshotGap, this.#snapshotGap * snapshotGrowth);
    this.#nextSnapshot = now + this.#snapshotGap;
  }

  #fingerprintFor(now: number, still: boolean): string | null {
    const step = this.#session.stepCount;
    const known = this.#fingerprint;
    if (known?.step === step) return known.value;
    if (!still && now < this.#nextFingerprint) return null;
    const value = this.#session.fingerprint();
    this.#fingerprint = { step, value };
    this.#nextFingerprint = now + fingerprintGap;
    return value;
  }
}

/** What of these arrays can be moved to the page instead of being copied. */
function buffersOf(...arrays: Float32Array[]): ArrayBuffer[] {
  return arrays.map((array) => array.buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}
