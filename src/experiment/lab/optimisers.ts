// The optimisers of the lab, with the settings that papers and PyTorch call usual.

import { adagrad } from '../../engine/optim/adagrad.ts';
import { adam, adamw } from '../../engine/optim/adam.ts';
import type { Optimiser } from '../../engine/optim/optimiser.ts';
import { rmsprop } from '../../engine/optim/rmsprop.ts';
import { sgd } from '../../engine/optim/sgd.ts';
import type { OptimiserId } from './config.ts';

export const optimisers: Readonly<Record<OptimiserId, () => Optimiser>> = {
  sgd: () => sgd(),
  momentum: () => sgd({ momentum: 0.9 }),
  nesterov: () => sgd({ momentum: 0.9, nesterov: true }),
  rmsprop: () => rmsprop(),
  adagrad: () => adagrad(),
  adam: () => adam(),
  adamw: () => adamw(),
};
