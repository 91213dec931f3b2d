// Every number of a run that can be chosen: its range, scale, default and what changing it does. The only place where
// these are written: controls, links, the command line and the schema in config.ts all read this table. The words that
// people read are in i18n, by the same names.

/** `live`: taken up by the next update. `rebuild`: another model or split, so the run begins anew. */
export type Effect = 'live' | 'rebuild';

/** A real number. `min` and `max` bound a slider; `accepts` bounds what may be typed or come with a link. */
export interface Continuous {
  readonly kind: 'continuous';
  readonly scale: 'log' | 'linear';
  readonly min: number;
  readonly max: number;
  readonly accepts: { readonly min: number; readonly max: number };
  readonly default: number;
  readonly unit: 'none';
  readonly effect: Effect;
}

/** A whole number from `min` to `max`, both included. */
export interface Integer {
  readonly kind: 'integer';
  readonly scale: 'linear';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly unit: 'none';
  readonly effect: Effect;
}

/** One of a few numbers, in rising order. */
export interface Choice {
  readonly kind: 'choice';
  readonly choices: readonly number[];
  readonly default: number;
  readonly unit: 'layers' | 'heads' | 'dimensions';
  readonly effect: Effect;
}

export type Hyperparameter = Continuous | Integer | Choice;

export const hyperparameters = {
  /**
   * What all randomness of the run is drawn from: split, initial weights, order of examples. No unit. Default 7.
   * Edge: every unsigned 32-bit integer is a run of its own, 0 included.
   */
  seed: {
    kind: 'integer',
    scale: 'linear',
    min: 0,
    max: 4294967295,
    default: 7,
    unit: 'none',
    effect: 'rebuild',
  },
  /**
   * Adam's step size. No unit. Default 0.005. Live: a change is recorded in the config with its step.
   * Edge: the slider ends at 1, but up to 1e38 (near the largest 32-bit float) may be typed, so that a learner can
   * watch a run diverge; below 1e-6 nothing would seem to happen.
   */
  learningRate: {
    kind: 'continuous',
    scale: 'log',
    min: 1e-4,
    max: 1,
    accepts: { min: 1e-6, max: 1e38 },
    default: 0.005,
    unit: 'none',
    effect: 'live',
  },
  /** Layers of the encoder, and as many of the decoder. Default 1. Edge: at least 1. */
  layers: { kind: 'choice', choices: [1, 2, 3], default: 1, unit: 'layers', effect: 'rebuild' },
  /** Attention heads of every layer. Default 2. Edge: the width must divide by it, and does for every choice. */
  heads: { kind: 'choice', choices: [1, 2, 4, 8], default: 2, unit: 'heads', effect: 'rebuild' },
  /** d_model: numbers in each word's vector. Default 32. Edge: with 8 heads the narrowest head has 2. */
  width: { kind: 'choice', choices: [16, 32, 64], default: 32, unit: 'dimensions', effect: 'rebuild' },
} as const satisfies Record<string, Hyperparameter>;

/** The name of a hyperparameter, in the config, in links and in the catalogue of words. */
export type HyperparameterName = keyof typeof hyperparameters;
