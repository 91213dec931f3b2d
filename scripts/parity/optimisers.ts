// PyTorch's optimisers by their class name and keyword arguments, as the engine's.

import { adam } from '../../src/engine/optim/adam.ts';
import type { Optimiser } from '../../src/engine/optim/optimiser.ts';

/** Keyword arguments as PyTorch spells them. */
interface TorchOptions {
  readonly lr: number;
  readonly betas?: readonly [number, number];
  readonly eps?: number;
}

/** `config.optimizer` and `config.options` of a fixture. @throws for a class that the engine has not */
export function optimiserOf(config: Readonly<Record<string, unknown>>): {
  readonly optimiser: Optimiser;
  readonly learningRate: number;
} {
  const { lr, ...options } = config.options as TorchOptions;
  switch (config.optimizer) {
    case 'Adam':
      return { optimiser: adam(options), learningRate: lr };
    default:
      throw new Error(`no optimiser is called ${config.optimizer}`);
  }
}
