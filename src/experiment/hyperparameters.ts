// What a learner can set, once: range, scale, default and effect. Controls, links and the command line read this table.

/** Takes effect on the next update (`live`), or builds a new model at step 0 (`rebuild`). */
type Effect = 'live' | 'rebuild';

export interface NumberRange {
  readonly kind: 'integer' | 'continuous';
  /** Smallest and largest value that is accepted, both included. */
  readonly min: number;
  readonly max: number;
  /** What a slider offers of that range, and how it spaces it. */
  readonly slider: { readonly min: number; readonly max: number; readonly scale: 'linear' | 'log' };
  readonly default: number;
  readonly effect: Effect;
}

export interface Choice {
  readonly kind: 'choice';
  readonly choices: readonly number[];
  readonly default: number;
  readonly effect: Effect;
}

export const hyperparameters = {
  /** Picks the initial weights, the split and the order of the examples. No unit. */
  seed: {
    kind: 'integer',
    min: 0,
    max: 2 ** 32 - 1,
    slider: { min: 0, max: 99, scale: 'linear' },
    default: 7,
    effect: 'rebuild',
  },
  /**
   * Step size of an update. The slider stays where learning is possible; a typed value may go far beyond, so that a
   * learner can watch a run diverge.
   */
  learningRate: {
    kind: 'continuous',
    min: 1e-6,
    max: 1e38,
    slider: { min: 1e-4, max: 1, scale: 'log' },
    default: 0.005,
    effect: 'live',
  },
  /** Encoder layers, and as many decoder layers. */
  layers: { kind: 'choice', choices: [1, 2, 3], default: 1, effect: 'rebuild' },
  /** Attention heads of every layer. Every width divides into every number of heads. */
  heads: { kind: 'choice', choices: [1, 2, 4, 8], default: 2, effect: 'rebuild' },
  /** d_model: numbers that stand for a word. The feed-forward layers are twice as wide. */
  width: { kind: 'choice', choices: [16, 32, 64], default: 32, effect: 'rebuild' },
} as const satisfies Record<string, NumberRange | Choice>;

export type HyperparameterName = keyof typeof hyperparameters;
