// Stochastic gradient descent, with momentum (Polyak 1964) or Nesterov's, as torch.optim.SGD computes it.

import { moreKernels } from '../moreKernels.ts';
import { type Optimiser, requireOption, stateOf } from './optimiser.ts';

export interface SgdOptions {
  /** Share of the last step that the next keeps, [0, 1). Default 0: none. */
  readonly momentum?: number;
  /** 1 − the weight of the gradient in the buffer. Default 0. */
  readonly dampening?: number;
  /** Looks ahead: the gradient plus momentum times the buffer. Needs momentum, and no dampening. Default false. */
  readonly nesterov?: boolean;
  /** L2: this share of the parameter is added to its gradient. Default 0. */
  readonly weightDecay?: number;
}

/**
 * b ← g in the first update, then momentum·b + (1 − dampening)·g; p ← p − rate·b, or with Nesterov
 * p ← p − rate·(g + momentum·b). Without momentum p ← p − rate·g.
 * @throws RangeError for an option out of range
 */
export function sgd(options: SgdOptions = {}): Optimiser {
  const { momentum = 0, dampening = 0, nesterov = false, weightDecay = 0 } = options;
  requireOption('sgd', 'momentum', momentum);
  requireOption('sgd', 'dampening', dampening);
  requireOption('sgd', 'weightDecay', weightDecay);
  if (nesterov && (momentum === 0 || dampening !== 0))
    throw new RangeError('sgd: nesterov needs a momentum above 0 and no dampening');
  const stateBlocks = momentum === 0 ? 0 : 1;
  return {
    stateBlocks,
    update(memory, parameters, update, learningRate) {
      const [buffer = 0] = stateOf('sgd', parameters, stateBlocks, learningRate);
      const { parameters: p, gradients: g } = parameters.blocks;
      const rest = 1 - dampening;
      const flags = [nesterov ? 1 : 0, update === 1 ? 1 : 0] as const;
      moreKernels(memory).sgd(
        p,
        g,
        buffer,
        parameters.size,
        learningRate,
        momentum,
        rest,
        weightDecay,
        ...flags,
      );
    },
  };
}
