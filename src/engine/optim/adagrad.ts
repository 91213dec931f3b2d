// Adagrad (Duchi, Hazan & Singer 2011), as torch.optim.Adagrad computes it: each parameter's rate falls with the
// squares of all its gradients so far.

import { moreKernels } from '../moreKernels.ts';
import { type Optimiser, requireOption, stateOf } from './optimiser.ts';

export interface AdagradOptions {
  /** The rate of update k is divided by 1 + (k − 1)·rateDecay. Default 0. */
  readonly rateDecay?: number;
  /** What the sum of squares begins with. Default 0. */
  readonly initialSum?: number;
  /** Added to the root of the sum. Default 1e-10. */
  readonly eps?: number;
  /** L2: this share of the parameter is added to its gradient. Default 0. */
  readonly weightDecay?: number;
}

/**
 * s ← s + g²; p ← p − rate/(1 + (k − 1)·rateDecay) · g/(√s + eps).
 * @throws RangeError for an option out of range
 */
export function adagrad(options: AdagradOptions = {}): Optimiser {
  const { rateDecay = 0, initialSum = 0, eps = 1e-10, weightDecay = 0 } = options;
  for (const [option, value] of Object.entries({ rateDecay, initialSum, eps, weightDecay }))
    requireOption('adagrad', option, value);
  return {
    stateBlocks: 1,
    update(memory, parameters, update, learningRate) {
      const [sums = 0] = stateOf('adagrad', parameters, 1, learningRate);
      const { parameters: p, gradients: g } = parameters.blocks;
      if (update === 1) memory.f32.fill(initialSum, sums / 4, sums / 4 + parameters.size);
      const rate = learningRate / (1 + (update - 1) * rateDecay);
      moreKernels(memory).adagrad(p, g, sums, parameters.size, rate, eps, weightDecay);
    },
  };
}
