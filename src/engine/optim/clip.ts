// Gradient clipping.

import type { Memory } from '../memory.ts';
import { moreKernels } from '../moreKernels.ts';
import type { Parameters } from '../parameters.ts';

/**
 * Scales all gradients together so that their norm is at most `limit` (Pascanu et al. 2013), as
 * torch.nn.utils.clip_grad_norm_: factor = limit / (norm + 1e-6) where that is below 1.
 * @param order 2 for the Euclidean norm, Infinity for the largest magnitude
 * @returns the norm before clipping; NaN or Infinity when a gradient is not finite (nothing is scaled then)
 */
export function clipGradientNorm(
  memory: Memory,
  parameters: Parameters,
  limit: number,
  order: 2 | typeof Infinity = 2,
): number {
  const { kernels } = memory;
  const { gradients } = parameters.blocks;
  const norm =
    order === 2
      ? Math.sqrt(kernels.sumOfSquares(gradients, parameters.size))
      : kernels.largestMagnitude(gradients, parameters.size);
  const factor = limit / (norm + 1e-6);
  if (factor < 1 && norm < Infinity) kernels.scale(gradients, gradients, parameters.size, factor);
  return norm;
}

/** Brings every gradient within −limit … limit, as torch.nn.utils.clip_grad_value_. NaN stays NaN. */
export function clipGradientValue(memory: Memory, parameters: Parameters, limit: number): void {
  moreKernels(memory).limitMagnitude(parameters.blocks.gradients, parameters.size, limit);
}
