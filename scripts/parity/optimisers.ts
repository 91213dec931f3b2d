// PyTorch's optimisers by their class name and keyword arguments, as the engine's.

import { adagrad } from '../../src/engine/optim/adagrad.ts';
import { adam, adamw } from '../../src/engine/optim/adam.ts';
import type { Optimiser } from '../../src/engine/optim/optimiser.ts';
import { rmsprop } from '../../src/engine/optim/rmsprop.ts';
import { sgd } from '../../src/engine/optim/sgd.ts';

/** PyTorch's keyword arguments, and what the engine calls them. */
const ENGINE_NAMES: Readonly<Record<string, string>> = {
  alpha: 'alpha',
  amsgrad: 'amsgrad',
  betas: 'betas',
  centered: 'centered',
  dampening: 'dampening',
  eps: 'eps',
  initial_accumulator_value: 'initialSum',
  lr_decay: 'rateDecay',
  momentum: 'momentum',
  nesterov: 'nesterov',
  weight_decay: 'weightDecay',
};

const classes: Readonly<Record<string, (options: object) => Optimiser>> = {
  SGD: sgd,
  RMSprop: rmsprop,
  Adagrad: adagrad,
  Adam: adam,
  AdamW: adamw,
};

/** `config.optimizer` and `config.options` of a fixture. @throws for a class or an argument that the engine has not */
export function optimiserOf(config: Readonly<Record<string, unknown>>): {
  readonly optimiser: Optimiser;
  readonly learningRate: number;
} {
  const { lr, ...options } = config.options as { readonly lr: number };
  const name = String(config.optimizer);
  const make = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (!make) throw new Error(`no optimiser is called ${name}`);
  const translated = Object.entries(options).map(([option, value]) => {
    const own = ENGINE_NAMES[option];
    if (!own) throw new Error(`${name}: there is no option ${option}`);
    return [own, value];
  });
  return { optimiser: make(Object.fromEntries(translated)), learningRate: lr };
}
