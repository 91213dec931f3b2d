// RMSprop (Hinton 2012, lecture 6e), centered as in Graves 2013, as torch.optim.RMSprop computes it.

import { moreKernels } from '../moreKernels.ts';
import { type Optimiser, requireOption, stateOf } from './optimiser.ts';

export interface RmspropOptions {
  /** Decay of the running square of the gradient, [0, 1). Default 0.99. */
  readonly alpha?: number;
  /** Added to the root of the running square. Default 1e-8. */
  readonly eps?: number;
  /** Divides by the deviation instead of the root of the mean square. Default false. */
  readonly centered?: boolean;
  /** Share of the last step that the next keeps. Default 0: none. */
  readonly momentum?: number;
  /** L2: this share of the parameter is added to its gradient. Default 0. */
  readonly weightDecay?: number;
}

/**
 * v ← αv + (1 − α)g²; u = g/(√v + eps); p ← p − rate·u. Centered: the running mean m likewise, and √(v − m²).
 * With momentum: b ← momentum·b + u; p ← p − rate·b.
 * @throws RangeError for an option out of range
 */
export function rmsprop(options: RmspropOptions = {}): Optimiser {
  const { alpha = 0.99, eps = 1e-8, centered = false, momentum = 0, weightDecay = 0 } = options;
  requireOption('rmsprop', 'alpha', alpha, 0, 1);
  for (const [option, value] of Object.entries({ eps, momentum, weightDecay }))
    requireOption('rmsprop', option, value);
  const stateBlocks = 1 + (centered ? 1 : 0) + (momentum > 0 ? 1 : 0);
  return {
    stateBlocks,
    update(memory, parameters, _update, learningRate) {
      const [square = 0, ...others] = stateOf('rmsprop', parameters, stateBlocks, learningRate);
      const mean = centered ? (others.shift() as number) : 0;
      const buffer = momentum > 0 ? (others.shift() as number) : 0;
      const { parameters: p, gradients: g } = parameters.blocks;
      const decays = [alpha, 1 - alpha, eps, momentum, weightDecay] as const;
      moreKernels(memory).rmsprop(p, g, square, mean, buffer, parameters.size, learningRate, ...decays);
    },
  };
}
