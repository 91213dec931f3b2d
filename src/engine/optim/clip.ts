// Gradient clipping.

import type { Memory } from '../memory.ts';
import type { Parameters } from '../parameters.ts';

/**
 * Scales all gradients together so that their norm is at most `limit` (Pascanu et al. 2013), as
 * torch.nn.utils.clip_grad_norm_: factor = limit / (norm + 1e-6) where that is below 1.
 * @returns the norm before clipping; NaN or Infinity when a gradient is not finite (nothing is scaled then)
 */
export function clipGradientNorm(memory: Memory, parameters: Parameters, limit: number): number {
  const { gradients } = parameters.blocks;
  const norm = Math.sqrt(memory.kernels.sumOfSquares(gradients, parameters.size));
  const factor = limit / (norm + 1e-6);
  if (factor < 1 && norm < Infinity) memory.kernels.scale(gradients, gradients, parameters.size, factor);
  return norm;
}
