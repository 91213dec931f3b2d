// Adam (Kingma & Ba 2015, algorithm 1) and AdamW (Loshchilov & Hutter 2019), as torch.optim computes them.

import { power } from '../numeric.ts';
import { type Optimiser, requireOption, stateOf } from './optimiser.ts';

export interface AdamOptions {
  /** Decay of the running mean and of the running square of the gradient, [0, 1). Default 0.9 and 0.999. */
  readonly betas?: readonly [number, number];
  /** Added to the root of the second moment. Default 1e-8. */
  readonly eps?: number;
  /** L2 for Adam (default 0); for AdamW the share of the parameter taken off, times the rate (default 0.01). */
  readonly weightDecay?: number;
  /** Divides by the largest second moment so far (Reddi, Kale & Kumar 2018). Default false. */
  readonly amsgrad?: boolean;
}

/**
 * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; p ← p − rate · (m/(1 − β₁ᵏ)) / (√(v/(1 − β₂ᵏ)) + eps).
 * @throws RangeError for an option out of range
 */
export function adam(options: AdamOptions = {}): Optimiser {
  return build('adam', options, options.weightDecay ?? 0, 0);
}

/**
 * Adam whose weight decay does not pass through the moments: first p ← p·(1 − rate·weightDecay), then Adam's update.
 * @throws RangeError for an option out of range
 */
export function adamw(options: AdamOptions = {}): Optimiser {
  return build('adamw', options, 0, options.weightDecay ?? 0.01);
}

function build(name: string, options: AdamOptions, l2: number, shrinkage: number): Optimiser {
  const { betas = [0.9, 0.999], eps = 1e-8, amsgrad = false } = options;
  const [beta1, beta2] = betas;
  for (const beta of betas) requireOption(name, 'betas', beta, 0, 1);
  requireOption(name, 'eps', eps);
  requireOption(name, 'weightDecay', l2 + shrinkage);
  const stateBlocks = amsgrad ? 3 : 2;
  return {
    stateBlocks,
    update({ kernels }, parameters, update, learningRate) {
      const [m = 0, v = 0, third = 0] = stateOf(name, parameters, stateBlocks, learningRate);
      const { parameters: p, gradients: g } = parameters.blocks;
      const { size } = parameters;
      const decays = [beta1, 1 - beta1, beta2, 1 - beta2, eps, l2] as const;
      const corrections = [1 - power(beta1, update), 1 - power(beta2, update)] as const;
      if (shrinkage > 0) kernels.scale(p, p, size, 1 - learningRate * shrinkage);
      const largest = amsgrad ? third : 0;
      kernels.adam(p, g, m, v, largest, size, learningRate, ...decays, ...corrections);
    },
  };
}
