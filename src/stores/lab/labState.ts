// What the lab's run looks like to its page, and what the page can do with it. Types only; labStore.ts makes it work.
// The statuses are those of the home page's run (../runState.ts).
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { LabEvaluation } from '../../experiment/lab/evaluate.ts';
import type { FigureLook, LinkedNumber } from '../../experiment/lab/link.ts';
import type { Answer, AnswerTo, Query } from '../../experiment/lab/queries.ts';
import type { Notice } from '../notices.ts';
import type { RunActions, RunState, RunStatus } from '../runState.ts';
import type { SpeedId } from '../speeds.ts';

/** A number of some figure: of the tensor of that id in the trace, its value or its gradient. */
export interface PinnedPlace {
  readonly tensor: number;
  readonly index: number;
  readonly of: 'value' | 'gradient';
}

/** A step of one layer, from where a figure leads to another. */
export interface StepPlace {
  readonly step: number;
  readonly layer: number;
  readonly direction: 'forward' | 'backward';
}

/** The run as figures see it. A new object when anything in it changes, and only then. */
export interface RunView {
  readonly config: LabConfig;
  /** The step whose state the figures show: the newest, or the one the time machine stands at. */
  readonly step: number;
  /** The newest step there is. */
  readonly lastStep: number;
  readonly running: boolean;
  /** losses[k]: of update k. The same array while nothing new came. */
  readonly losses: Float32Array;
  readonly evaluations: readonly LabEvaluation[];
  /** Loss of guessing blindly; NaN until the worker has built the run. */
  readonly blindLoss: number;
}

type OfAnyRun = Pick<
  RunState,
  | 'rateInUse'
  | 'loss'
  | 'gradientNorm'
  | 'examplesPerSecond'
  | 'parameterCount'
  | 'still'
  | 'replayTarget'
  | 'divergence'
  | 'failure'
  | 'failureReason'
  | 'missing'
>;

export interface LabState extends OfAnyRun {
  readonly status: RunStatus;
  readonly view: RunView;
  /** Where the time machine was asked to stand, which `view.step` follows; null: at the newest step. */
  readonly asked: number | null;
  /** Of the parameters at `view.step`; exact when standing still, up to a quarter of a second old while running. */
  readonly fingerprint: string | null;
  readonly speed: SpeedId;
  readonly notices: readonly Notice[];
  /** What all figures read; null for the task's worked example. */
  readonly text: string | null;
  /** The number that is pinned, in whatever figure. */
  readonly pinned: PinnedPlace | null;
  /** What links call that number; or the one that a link asked for, until a trace is there to look for it. */
  readonly linkedNumber: LinkedNumber | null;
  /** The figure that is open. */
  readonly figure: string | null;
  /** How it is looked at. */
  readonly look: FigureLook;
  /** Another number whenever `look` comes from elsewhere than the figure: it is then opened anew, with that look. */
  readonly lookGiven: number;
  /** Where another figure led to in it; null where none did. */
  readonly place: StepPlace | null;
}

export interface LabStoreActions
  extends Pick<
    RunActions,
    | 'pause'
    | 'reset'
    | 'setSpeed'
    | 'goBack'
    | 'undo'
    | 'continuePrevious'
    | 'retry'
    | 'dismissNotice'
    | 'dispose'
  > {
  /** Values out of range are clamped, with a notice. The learning rate is live; anything else begins a new run (see undo). */
  configure(patch: Partial<LabConfig>): void;
  /** Go on training, from the newest step. While replaying: go on when the replay is over. */
  train(): void;
  /** One update from the newest step, then stand. */
  stepOnce(): void;
  /** The time machine: a running run pauses, and every figure shows this step. null: the newest again. */
  showStep(step: number | null): void;
  /** A new run from the step shown (see undo); it has the learning rates that were set up to there. */
  fork(): void;
  setText(text: string | null): void;
  /** @param name what links call it, where that is known */
  pin(place: PinnedPlace | null, name?: LinkedNumber): void;
  /** The number that a link asked for is not in the trace: that is said, and it is asked for no more. */
  missNumber(): void;
  /**
   * Shows a figure, as an entry of the browser's history. Where it could not show the present run, another begins that it
   * can (see undo).
   * @param look how it is looked at; as it opens by itself where not given
   */
  openFigure(id: string | null, look?: FigureLook): void;
  /** A choice of the open figure, for links; null: as it opens by itself. */
  setLook(name: string, value: string | null): void;
  /** The figure has no such choice: that is said, and links hold it no more. */
  missLook(name: string): void;
  /** Shows a figure at a step. What was pinned is let go: the same number has another place there. */
  openAt(id: string, place: StepPlace): void;
  /** A run that differs in these settings, with the updates that the figure begins with; and shows the figure (see undo). */
  beginFor(id: string, patch: Partial<LabConfig>): void;
  /** The absolute URL of what the page shows, which is also written into the address bar. */
  link(): string;
  /**
   * Watches a query: the worker answers it with the state of the step shown, again and again. Equal queries are one.
   * @param changed called when `answer(query)` has another value
   * @returns the way to stop
   */
  watch(query: Query, changed: () => void): () => void;
  /** What there is to a query now. The same object until it changes. `empty` when nobody watches it and nobody has lately. */
  answer<Q extends Query>(query: Q): Answer<AnswerTo<Q>>;
}

export type LabStoreState = LabState & LabStoreActions;
