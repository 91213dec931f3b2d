// Activation functions, element by element.

import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireContiguous } from './checks.ts';

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
