// Embedding: rows of a table by id.

import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireContiguous, requireIds } from './checks.ts';

/**
 * weight[ids]; repeated ids add up in the gradient.
 * @param ids (…) int32
 * @param weight (V, D)
 * @returns (…, D)
 * @throws RangeError for an id outside the table
 */
export function embedding(tape: Tape, ids: Tensor, weight: Tensor, name = 'embedding'): Tensor {
  if (weight.shape.length !== 2) throw new ShapeError('embedding', 'the table must be (V, D)', weight.shape);
  requireContiguous('embedding', ids, weight);
  const [rows = 0, width = 0] = weight.shape;
  requireIds('embedding', ids, tape.memory.i32.subarray(ids.address / 4, ids.address / 4 + ids.size), rows);
  const y = tape.tensor(name, {
    dims: [...ids.dims, weight.dims[1] ?? 'D'],
    shape: [...ids.shape, width],
    requiresGradient: tape.wantsGradient(weight),
  });
  tape.memory.kernels.embedding(weight.address, ids.address, y.address, ids.size, width);
  tape.record('embedding', [weight, ids], [y], () => {
    const dWeight = tape.gradientOf(weight);
    if (dWeight)
      tape.memory.kernels.embeddingBackward(dWeight, ids.address, tape.gradientOf(y), ids.size, width);
  });
  return y;
}
