// Softmax over the last dimension.

import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireContiguous } from './checks.ts';

/**
 * eˣ / Σ eˣ along the last dimension.
 * @throws ShapeError for a scalar
 */
export function softmax(tape: Tape, x: Tensor, name = 'softmax'): Tensor {
  if (x.shape.length === 0)
    throw new ShapeError('softmax', 'a scalar has no dimension to normalise', x.shape);
  requireContiguous('softmax', x);
  const y = tape.tensor(name, { dims: x.dims, shape: x.shape, requiresGradient: tape.wantsGradient(x) });
  tape.memory.kernels.softmaxRows(x.address, y.address, x.rows, x.columns);
  tape.record('softmax', [x], [y], () => {
    const dx = tape.gradientOf(x);
    // dx = y ⊙ (dy − Σ y·dy)
    if (dx) tape.memory.kernels.softmaxRowsBackward(y.address, tape.gradientOf(y), dx, x.rows, x.columns);
  });
  return y;
}
