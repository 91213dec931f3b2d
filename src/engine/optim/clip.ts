// Gradient clipping.

import type { Memory } from '../memory.ts';
import { moreKernels } from '../moreKernels.ts';
import type { Parameters } from '../parameters.ts';

/**
 * Scales all gradients together so that their norm is at most `limit` (Pascanu et al. 2013), as
 * torch.nn.utils.clip_grad_norm_: factor = limit / (norm + 1e-6) where that is below 1.
 * @param order 2 for the Euclidean norm, Infinity for the largest magnitude
 * @returns the norm before clipping; NaN or Infinity when a gradient is not finite (nothing is scaled then)
 * @throws RangeError for a limit that is no number from 0 up; Infinity only measures
 */
export function clipGradientNorm(
  memory: Memory,
  parameters: Parameters,
  limit: number,
  order: 2 | typeof Infinity = 2,
): number {
  requireLimit('clipGradientNorm', limit);
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

/**
 * Brings every gradient within −limit … limit, as torch.nn.utils.clip_grad_value_. NaN stays NaN.
 * @throws RangeError for a limit that is no number from 0 up
 */
export function clipGradientValue(memory: Memory, parameters: Parameters, limit: number): void {
  requireLimit('clipGradientValue', limit);
  moreKernels(memory).limitMagnitude(parameters.blocks.gradients, parameters.size, limit);
}

function requireLimit(op: string, limit: number): void {
  if (!(limit >= 0)) throw new RangeError(`${op}: the limit must be a number from 0 up, not ${limit}`);
}
