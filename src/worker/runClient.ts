// What a client of the worker is to a store: a run that can be begun, moved and had back, and what happens to it.
// Types only; client.ts makes it work, and a test can put something simpler in its place.
import type { RunKind, TranslationRun } from './kind.ts';
import type { Built, FrameNews, Missing } from './protocol.ts';

/**
 * All that is needed to have a run back: recomputed from its snapshot, or from step 0 when there is none. Exactly, unless
 * it is `relaxed`.
 */
export interface RunPoint<K extends RunKind = TranslationRun> {
  readonly config: K['config'];
  /** Computed with the relaxed kernels, whose last bits differ between processors: nobody else can repeat it. */
  readonly relaxed: boolean;
  readonly snapshot: K['snapshot'] | null;
  /** Updates done; not before the snapshot's. */
  readonly step: number;
}

/** Why there is no run: an error of ours, a worker that died again and again, or one that never began. */
export type FailureReason = 'error' | 'worker-died' | 'worker-refused';

/** What happens to the present run. */
export type RunEvent<K extends RunKind = TranslationRun> =
  | Built<K>
  | FrameNews<K>
  /** The run has come to `step`, where it was to begin. */
  | { readonly type: 'reached'; readonly step: number }
  | { readonly type: 'configured'; readonly config: K['config'] }
  | { readonly type: 'diverged'; readonly step: number; readonly lastGoodStep: number }
  /** A new worker has taken over and is at `step`. */
  | { readonly type: 'restarted'; readonly step: number }
  /** The relaxed kernels could not be had: the run is computed with the plain ones, from step 0. */
  | { readonly type: 'relaxedRefused'; readonly message: string }
  | { readonly type: 'predictionFailed'; readonly message: string }
  | { readonly type: 'settingRefused'; readonly message: string }
  | { readonly type: 'failed'; readonly reason: FailureReason; readonly message: string }
  | { readonly type: 'unsupported'; readonly missing: Missing };

export interface RunBeginning<K extends RunKind = TranslationRun> {
  readonly point: RunPoint<K>;
  /** Whether the steps up to the point's are shown while they are recomputed. */
  readonly shown: boolean;
  readonly watched: K['watched'];
  readonly stepsPerSecond: number | null;
}

/** What a store needs of a client. */
export interface RunClient<K extends RunKind = TranslationRun> {
  /** Whether the run trains, or will once it has come to its beginning. */
  readonly running: boolean;
  /** The present run as it can be had back later; null before the first. */
  point(): RunPoint<K> | null;
  /** Replaces the run. It stands still at `point.step`. */
  start(beginning: RunBeginning<K>): void;
  train(): void;
  pause(): void;
  step(): void;
  setSpeed(stepsPerSecond: number | null): void;
  watch(watched: K['watched']): void;
  setLearningRate(learningRate: number): void;
  goBack(learningRate: number): void;
  /** A new worker, and the run again as it was; it stands still. */
  retry(): void;
  dispose(): void;
}
