// What a run looks like to the page, and what the page can do with it. Types only; runStore.ts makes it work.
//
//   loading ─▶ paused ◀──▶ running ─▶ diverged ─ goBack ─▶ paused
//      │         ▲            │
//      └▶ replaying ◀─────────┘   (only when a run is opened from a link, undone, or continued)
//   any ─▶ failed ─ retry ─▶ loading      any ─▶ unsupported ─ retry ─▶ loading
import type { ExperimentConfig } from '../experiment/config.ts';
import type { Evaluation } from '../experiment/evaluate.ts';
import type { HyperparameterName } from '../experiment/hyperparameters.ts';
import type { Prediction } from '../experiment/prediction.ts';
import type { Missing } from '../worker/protocol.ts';
import type { FailureReason } from '../worker/runClient.ts';
import type { LossHistory } from './history.ts';
import type { Notice } from './notices.ts';
import type { SpeedId } from './speeds.ts';

/**
 * loading: the worker builds the run. replaying: it recomputes the steps up to `replayTarget`. diverged: the last update
 * was not finite and was not applied. unsupported: see `missing`. failed: see `failure`.
 */
export type RunStatus =
  | 'loading'
  | 'replaying'
  | 'paused'
  | 'running'
  | 'diverged'
  | 'unsupported'
  | 'failed';

/** The data's split, as the seed made it. */
export interface RunSplit {
  /** Pairs trained on. */
  readonly train: number;
  /** Pairs never trained on. */
  readonly heldOut: number;
  /** Up to 12 phrases of the held-out set, the task's example first. */
  readonly heldOutExamples: readonly string[];
}

export interface RunState {
  readonly status: RunStatus;
  /** What the run is, with the changes made live, as the session records it. */
  readonly config: ExperimentConfig;
  /** Computed with the relaxed kernels: faster, and not what others would get, so it has no fingerprint and its link no step. */
  readonly relaxed: boolean;
  /** Whether this browser can do that. */
  readonly canRelax: boolean;
  /** The learning rate that the next update uses: the config's, or that of its last change. */
  readonly rateInUse: number;
  /** Updates done. */
  readonly step: number;
  /** Of the last update's batch; null before the first; not finite after divergence. */
  readonly loss: number | null;
  /** Before clipping; null before the first update. */
  readonly gradientNorm: number | null;
  /** Training pairs a second; null while standing still. */
  readonly examplesPerSecond: number | null;
  readonly parameterCount: number | null;
  /** Whether these numbers are final until the visitor asks for something: the worker stands, and this is its last frame. */
  readonly still: boolean;
  /** Of the parameters; exact when standing still, up to a quarter of a second old while running; none while `relaxed`. */
  readonly fingerprint: string | null;
  /** A new wrapper when it changes; the array inside is shared. */
  readonly losses: LossHistory;
  readonly evaluations: readonly Evaluation[];
  readonly split: RunSplit | null;
  /** As typed, at most `maxPhraseLength` UTF-16 units. */
  readonly phrase: string;
  /** Of the phrase in `prediction.input`, which is a moment behind `phrase`; null when the phrase has no word. */
  readonly prediction: Prediction | null;
  readonly speed: SpeedId;
  /** The step at which a replay will be over; null when there is none. */
  readonly replayTarget: number | null;
  /** Where the run broke, where goBack() leads, and the learning rate with which the run would go on from there. */
  readonly divergence: {
    readonly step: number;
    readonly lastGoodStep: number;
    readonly nextLearningRate: number;
  } | null;
  /** The error's own words, for a person to quote; null unless failed. */
  readonly failure: string | null;
  /** What kind of failure, for the page's own sentence; null unless failed. */
  readonly failureReason: FailureReason | null;
  readonly missing: Missing | null;
  readonly notices: readonly Notice[];
}

export interface RunActions {
  /** Go on training. While replaying: go on when the replay is over. */
  train(): void;
  /** Stand still. Ends a replay where it is. */
  pause(): void;
  /** One update. While running: stand still first. (`step` is the state's: how many updates are done.) */
  stepOnce(): void;
  /** Step 0 of the same config, without the changes made live. The run it replaces can be brought back with undo(). */
  reset(): void;
  setSpeed(speed: SpeedId): void;
  /** The learning rate is live; every other one builds a new run at step 0 (see undo). Values out of range are clamped, with a notice. */
  setHyperparameter(name: HyperparameterName, value: number): void;
  /** The phrase to translate. What is past `maxPhraseLength` is cut, with a notice. */
  setPhrase(text: string): void;
  /** Begins the run anew with the same settings and the other kernels (see undo), and keeps the choice for later visits. */
  setRelaxed(relaxed: boolean): void;
  /**
   * The absolute URL of the present run, which is also written into the address bar. Of a relaxed run: its settings at
   * step 0, because nobody who opened it would come to the same state.
   */
  link(): string;
  /** After divergence: back to the last good step, with a learning rate that can work. */
  goBack(): void;
  /** Back to the run that a reset, a rebuilt model or a link replaced. */
  undo(): void;
  /** The run of an earlier visit, where there is one. */
  continuePrevious(): void;
  /** After 'failed' or 'unsupported': try again from the last state there is. */
  retry(): void;
  dismissNotice(id: number): void;
  /** Ends the worker and all listeners. For tests and hot reloading. */
  dispose(): void;
}

export type RunStoreState = RunState & RunActions;

/** Longest phrase kept, in UTF-16 units. */
export const maxPhraseLength = 2000;
