// The messages between the page and the training worker, and nothing else: two closed unions, told apart by `type`.
// Every message about a run carries that run's id. Whoever receives one of an older run drops it: after a reset,
// a frame that was already on its way must not be drawn.
//
//   page                                   worker
//    │  ── start ──────────────────────────▶ │  ready (once, when the script has loaded)
//    │  ◀────────────────────────── built ── │
//    │  ◀────────────────────────── frame ── │  one at a time: the next one follows
//    │  ── credit (after drawing) ─────────▶ │  when its credit has come back
//    │  ── train, pause, step, … ──────────▶ │
//    │  ◀──── reached, diverged, failed … ── │
//    │  ── ping ───────────────────────────▶ │  ◀ pong
import type { RunKind, TranslationRun } from './kind.ts';

/** What a browser lacks, when it cannot train. */
export type Missing = 'webassembly' | 'simd' | 'worker';

/**
 * Steps to recompute as fast as possible when a run starts, before it stands or trains; none when it is at `toStep`
 * already. Its end is told by `reached` in either case.
 */
export interface Replay {
  /** The step at which the replay is over. Runs are deterministic, so this is exactly the state they had there; relaxed kernels may change its last bits. */
  readonly toStep: number;
  /** No frame is sent before this step: the page has seen it already and must not jump backwards. 0: show everything. */
  readonly quietTo: number;
  /** What the run does when the replay is over. */
  readonly train: boolean;
}

/** Where a run begins: at step 0 of a config, or at a snapshot (whose config may know of later changes). */
export type Origin<K extends RunKind = TranslationRun> =
  | { readonly kind: 'config'; readonly config: K['config'] }
  | { readonly kind: 'snapshot'; readonly snapshot: K['snapshot'] };

/** From the page to the worker. */
export type Request<K extends RunKind = TranslationRun> =
  /**
   * Build a run and forget the one before. Answered by `built`. `kernels`: packed, to compute with in place of the plain
   * ones. `stepsPerSecond` null: as fast as possible. `watched`: what every frame is to show.
   */
  | {
      readonly type: 'start';
      readonly runId: number;
      readonly origin: Origin<K>;
      readonly kernels: string | undefined;
      readonly watched: K['watched'];
      readonly stepsPerSecond: number | null;
      readonly replay: Replay;
    }
  /** Go on until told otherwise. */
  | { readonly type: 'train'; readonly runId: number }
  /** Stand still after the update that is being computed. Also ends a replay, except its quiet part. */
  | { readonly type: 'pause'; readonly runId: number }
  /** One update, then stand still. */
  | { readonly type: 'step'; readonly runId: number }
  /** How fast to train from now on. */
  | { readonly type: 'speed'; readonly runId: number; readonly stepsPerSecond: number | null }
  /** Show this in every frame from now on, and at once if the run stands still. */
  | { readonly type: 'watch'; readonly runId: number; readonly watched: K['watched'] }
  /** Use this learning rate from the next update on. Answered by `configured`. */
  | { readonly type: 'setLearningRate'; readonly runId: number; readonly learningRate: number }
  /** Back to the last good step, and on with this learning rate. Answered by `configured`. */
  | { readonly type: 'goBack'; readonly runId: number; readonly learningRate: number }
  /** The page has drawn the last frame and can take the next. */
  | { readonly type: 'credit'; readonly runId: number }
  /** Are you there? Answered by `pong` with the same number. */
  | { readonly type: 'ping'; readonly serial: number };

/** Everything the page may draw of one moment of a run. */
export type Frame<K extends RunKind = TranslationRun> = OfRun & FrameNews<K>;

/** What it says of the run. */
export type FrameNews<K extends RunKind> = Moment<K> & K['picture'];

interface OfRun {
  readonly runId: number;
}

interface Moment<K extends RunKind> {
  readonly type: 'frame';
  /** Updates done. */
  readonly step: number;
  /** Loss of the last update's batch, before that update; null before the first; not finite when the run diverged. */
  readonly loss: number | null;
  /** Global gradient norm of the last update, before clipping; null before the first in this worker. */
  readonly gradientNorm: number | null;
  /** Training pairs a second over about the last second; null while standing still. */
  readonly examplesPerSecond: number | null;
  /** Of the parameters at `step`; null when it was not computed for this frame (a few a second are, and always when `still`). */
  readonly fingerprint: string | null;
  /** Index of the first of `losses` in the run's history, which is cut to this length first: a rewind makes it shorter. */
  readonly lossesFrom: number;
  /** Losses since the last frame. */
  readonly losses: Float32Array;
  /** As `lossesFrom`, for the evaluations. */
  readonly evaluationsFrom: number;
  /** Evaluations since the last frame. */
  readonly evaluations: readonly K['evaluation'][];
  /** True when no update is going on or asked for: nothing will move until the next request. */
  readonly still: boolean;
}

/** The run exists. */
export type Built<K extends RunKind> = K['facts'] & {
  readonly type: 'built';
  readonly config: K['config'];
  readonly step: number;
  readonly parameterCount: number;
};

/** Something threw. 'build' and 'run' end the run; after 'prediction' and 'setting' it goes on, without the one or the other. */
export interface Failed {
  readonly type: 'failed';
  readonly runId: number;
  readonly during: 'build' | 'run' | 'prediction' | 'setting';
  readonly message: string;
}

/** From the worker to the page. */
export type Message<K extends RunKind = TranslationRun> =
  /** The worker's script has loaded and can take requests. */
  | { readonly type: 'ready' }
  | (OfRun & Built<K>)
  | Frame<K>
  /** The replay is over, at `step`; `running`: and the run goes on. */
  | { readonly type: 'reached'; readonly runId: number; readonly step: number; readonly running: boolean }
  /** The config as the session records it after a change of learning rate or a way back, which left the run at `step`. */
  | {
      readonly type: 'configured';
      readonly runId: number;
      readonly config: K['config'];
      readonly step: number;
    }
  /** A copy of the whole run, from which it can be resumed. */
  | { readonly type: 'snapshot'; readonly runId: number; readonly snapshot: K['snapshot'] }
  /** The update after `step` was not finite and was not applied. The run stands; `goBack` leads to `lastGoodStep`. */
  | {
      readonly type: 'diverged';
      readonly runId: number;
      readonly step: number;
      readonly lastGoodStep: number;
    }
  | Failed
  /** This browser cannot train. */
  | { readonly type: 'unsupported'; readonly runId: number; readonly missing: Missing }
  | { readonly type: 'pong'; readonly serial: number };

/** What `unexpected` is given where every kind has been dealt with: a new kind without its case does not compile. */
export function unexpected(value: never): Error {
  return new Error(`protocol: nobody handles ${JSON.stringify(value)}`);
}
