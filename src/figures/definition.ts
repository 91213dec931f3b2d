// What a figure of the lab is to the page that holds it: a title, what it needs, and a component that is loaded when it
// is opened. registry.ts lists them.

import type { ComponentType } from 'react';
import type { LabConfig } from '../experiment/lab/config.ts';
import type { Answer, AnswerTo, Query } from '../experiment/lab/queries.ts';

/** A past or present state of the run, as figures see it. */
export interface LabView {
  readonly config: LabConfig;
  /** The step whose state the figures show: the newest, or the one the time machine stands at. */
  readonly step: number;
  /** The newest step there is. */
  readonly lastStep: number;
  readonly running: boolean;
  /** Losses of every update so far (index = update), and held-out judgements. Same array while nothing new came. */
  readonly losses: Float32Array;
  readonly evaluations: readonly LabEvaluation[];
  /** Loss of guessing blindly, for this task and length. */
  readonly blindLoss: number;
}

export interface LabEvaluation {
  readonly step: number;
  /** Held-out loss. */
  readonly loss: number;
  /** Share right (0–1), or mean squared error. */
  readonly metric: number;
}

/** A step of one layer: where one figure leads to in another. */
export interface StepPlace {
  readonly step: number;
  readonly layer: number;
  readonly direction: 'forward' | 'backward';
}

/** What a figure can do to the run, and to the page. */
export interface LabActions {
  /** Values out of range are clamped, with a notice. The learning rate is live; anything else begins a new run (undo brings the old one back). */
  configure(patch: Partial<LabConfig>): void;
  train(): void;
  pause(): void;
  /** Updates one step, then stands. */
  stepOnce(): void;
  /** The time machine: every figure shows this step, recomputed exactly. null: the newest again. */
  showStep(step: number | null): void;
  /** A new run from the step shown. */
  fork(): void;
  /** Shows the figure of that id at a step: from the network to its cell, and back. */
  openAt(id: string, place: StepPlace): void;
}

/** A number of some figure that was pinned: what the inspector opens. */
export interface PinnedNumber {
  readonly tensor: number;
  readonly index: number;
  /** Its value, or its gradient. */
  readonly of: 'value' | 'gradient';
}

export interface LabFigureProps {
  readonly view: LabView;
  readonly actions: LabActions;
  /** Where the time machine was asked to stand, which `view.step` follows; null: at the newest step. */
  readonly asked: number | null;
  /** The step that the run is being recomputed to, until when there is no other to show; null once it is there. */
  readonly replayTarget: number | null;
  /** Of the parameters at `view.step`, exact while the run stands; null until it is known. */
  readonly fingerprint: string | null;
  /** The step whose update broke the run down; null where none did. */
  readonly brokeAt: number | null;
  /** Watches a query while the figure is on screen; null watches nothing. */
  readonly useAnswer: <Q extends Query>(query: Q | null) => Answer<AnswerTo<Q>>;
  /** The text that is read, null for the task's worked example; shared by all figures of the page. */
  readonly text: string | null;
  readonly onText: (text: string | null) => void;
  /** The absolute URL that opens the page with this figure, at the step shown. */
  readonly link: () => string;
  /** Where another figure led to; null where none did. */
  readonly place: StepPlace | null;
  /** The number that is pinned, in whatever figure; null for none. */
  readonly pinned: PinnedNumber | null;
  readonly onPin: (pinned: PinnedNumber | null) => void;
}

export interface LabFigureDefinition {
  /** In links and in `data-figure`; its title is in the catalogue under the same name. */
  readonly id: string;
  /** Whether it can show this run. */
  fits(config: LabConfig): boolean;
  /** What makes it fit and shows it at its best; given to the default config. */
  readonly setting: Partial<LabConfig>;
  /** Updates to make before it is first shown, so that there is something to see; 0 for none. */
  readonly warmUp: number;
  /** It has the time machine in it: the page need not show its own beside it. */
  readonly hasTimeMachine?: true;
  load(): Promise<{ readonly default: ComponentType<LabFigureProps> }>;
}
