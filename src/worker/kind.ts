// What tells one kind of run from another. Types only: the loop, the protocol and the client take a kind as a parameter,
// and are the same for all of them. The home page's kind is the default; the lab's is in lab/kind.ts.
import type { ExperimentConfig } from '../experiment/config.ts';
import type { Evaluation } from '../experiment/evaluate.ts';
import type { Prediction } from '../experiment/prediction.ts';
import type { Snapshot } from '../experiment/session.ts';

export interface RunKind {
  readonly config: object;
  readonly evaluation: { readonly step: number };
  readonly snapshot: {
    readonly config: object;
    readonly step: number;
    readonly parameters: Float32Array;
    readonly state: readonly Float32Array[];
    readonly losses: Float32Array;
  };
  /** What the page wants to see of the run. */
  readonly watched: unknown;
  /** What a frame shows of it. */
  readonly picture: object;
  /** What there is to know of a run before its first update. */
  readonly facts: object;
}

/** The home page's: a phrase is watched, and its translation shown. */
export interface TranslationRun extends RunKind {
  readonly config: ExperimentConfig;
  readonly evaluation: Evaluation;
  readonly snapshot: Snapshot;
  /** The phrase to translate in every frame. */
  readonly watched: string;
  readonly picture: {
    /** The watched phrase, translated with the parameters at `step`; null when the phrase has no word. */
    readonly prediction: Prediction | null;
  };
  readonly facts: {
    readonly split: { readonly train: number; readonly heldOut: number };
    /** Up to 12 phrases of the held-out set, the task's example first. */
    readonly heldOutExamples: readonly string[];
  };
}
