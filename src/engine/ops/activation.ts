// Activation functions, element by element.

import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireContiguous } from './checks.ts';
import { elementwise } from './elementwise.ts';

/** max(x, 0); the derivative at 0 is 0. */
export function relu(tape: Tape, x: Tensor, name = 'relu'): Tensor {
  requireContiguous('relu', x);
  const y = tape.tensor(name, { dims: x.dims, shape: x.shape, requiresGradient: tape.wantsGradient(x) });
  tape.memory.kernels.relu(x.address, y.address, x.size);
  tape.record('relu', [x], [y], () => {
    const dx = tape.gradientOf(x);
    if (dx) tape.memory.kernels.reluBackward(y.address, tape.gradientOf(y), dx, x.size);
  });
  return y;
}

/** tanh x; derivative 1 − y². */
export function tanh(tape: Tape, x: Tensor, name = 'tanh'): Tensor {
  const { kernels } = tape.memory;
  return elementwise(tape, 'tanh', x, name, kernels.tanh, kernels.tanhBackward);
}

/** 1/(1 + e^−x); derivative y(1 − y). */
export function sigmoid(tape: Tape, x: Tensor, name = 'sigmoid'): Tensor {
  const { kernels } = tape.memory;
  return elementwise(tape, 'sigmoid', x, name, kernels.sigmoid, kernels.sigmoidBackward);
}
