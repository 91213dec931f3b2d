// Adam (Kingma & Ba 2015, algorithm 1), as torch.optim.Adam computes it.

import type { Optimiser } from './optimiser.ts';

export interface AdamOptions {
  /** Decay of the running mean and of the running square of the gradient. Default 0.9 and 0.999. */
  readonly betas?: readonly [number, number];
  /** Added to the root of the second moment. Default 1e-8. */
  readonly eps?: number;
}

/** baseᵏ by repeated multiplication: the same bits everywhere, which Math.pow does not promise. */
function power(base: number, k: number): number {
  let result = 1;
  let square = base;
  for (let rest = k; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** m and v are the parameters' two moment blocks, zero before the first update. */
export function adam(options: AdamOptions = {}): Optimiser {
  const { betas = [0.9, 0.999], eps = 1e-8 } = options;
  const [beta1, beta2] = betas;
  return {
    update(memory, parameters, update, learningRate) {
      const { parameters: p, gradients: g, moments } = parameters.blocks;
      const corrections = [1 - power(beta1, update), 1 - power(beta2, update)] as const;
      memory.kernels.adam(p, g, ...moments, parameters.size, learningRate, beta1, beta2, eps, ...corrections);
    },
  };
}
