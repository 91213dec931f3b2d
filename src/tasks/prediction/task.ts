// What a prediction task is: one sequence in, and something said at each of its steps or once at its end. A recurrent
// network with a linear layer on top learns it. It knows no model.

import type { TaskLength } from './lengths.ts';

/** What a model reads at each step: a token of a vocabulary, or a few numbers. */
export type TaskInput =
  | { readonly kind: 'tokens'; readonly vocabulary: readonly string[] }
  | { readonly kind: 'numbers'; readonly channels: readonly string[] };

/** What it is asked for: one of some classes (cross-entropy), or numbers (mean squared error). */
export type TaskOutput =
  | { readonly kind: 'classes'; readonly classes: readonly string[]; readonly at: 'everyStep' | 'end' }
  | { readonly kind: 'numbers'; readonly names: readonly string[]; readonly at: 'everyStep' | 'end' };

/** One sequence of T steps. */
export interface Example {
  /** What stands at each step, as a person reads it: a word, a character, a number written out. T of them. */
  readonly labels: readonly string[];
  /** Token ids (T), or numbers (T × channels), row by row. */
  readonly input: Int32Array | Float32Array;
  /**
   * Class indices, T of them or one; −1 where nothing is asked. Or numbers: (T × names) or (names).
   * Steps come in the order of `labels`.
   */
  readonly target: Int32Array | Float32Array;
}

export interface PredictionTask {
  /** Its name in links and in the registry; the words for people are in the catalogue under the same name. */
  readonly id: string;
  readonly input: TaskInput;
  readonly output: TaskOutput;
  /** For numbers that were normalised: in `name`, a number of input or output is number · deviation + mean. Else absent. */
  readonly units?: { readonly name: string; readonly mean: number; readonly deviation: number };
  /** How many steps its sequences have: a choice of the learner's, or what the data say (then `fixed`: the longest there is). */
  readonly length: TaskLength;
  /**
   * Loss of a model that has learnt nothing but how often each answer comes, in nats or squared units: the line that a
   * loss curve is read against.
   */
  blindLoss(length: number): number;
  /**
   * The training examples of update `step` (from 0): a function of its arguments alone.
   * @param length of each sequence; ignored where the data say it
   */
  batch(seed: number, step: number, size: number, length: number): readonly Example[];
  /** Examples that no batch ever shows, for judging; deterministic, the worked example first where it has one. */
  heldOut(seed: number, length: number): readonly Example[];
  /** One held-out example that figures open with. */
  example(length: number): Example;
  /**
   * Typed text as an example (with unknown words as they are, and targets where they are known), or a code for why it
   * cannot be one. Absent where typing makes no sense.
   */
  read?(
    text: string,
  ): Example | { readonly problem: 'empty' | 'tooLong' | 'unknown'; readonly detail: string };
}
