// Embedding: rows of a table by id.

import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireContiguous, requireIds, requireWithin } from './checks.ts';

export interface EmbeddingOptions {
  /**
   * The row with this id gets no gradient (the vector of a word that only fills up sentences); −1 is the last row, as in
   * PyTorch. Default: none.
   */
  readonly paddingIndex?: number | undefined;
}

/**
 * weight[ids]; repeated ids add up in the gradient.
 * @param ids (…) int32
 * @param weight (V, D)
 * @returns (…, D)
 * @throws ShapeError when the table is not (V, D); RangeError for an id or a padding index outside the table
 */
export function embedding(
  tape: Tape,
  ids: Tensor,
  weight: Tensor,
  name = 'embedding',
  { paddingIndex }: EmbeddingOptions = {},
): Tensor {
  if (weight.shape.length !== 2) throw new ShapeError('embedding', 'the table must be (V, D)', weight.shape);
  requireContiguous('embedding', ids, weight);
  const [rows = 0, width = 0] = weight.shape;
  requireIds('embedding', ids, tape.memory.i32.subarray(ids.address / 4, ids.address / 4 + ids.size), rows);
  if (paddingIndex !== undefined)
    requireWithin('embedding: the padding index', paddingIndex, -rows, rows - 1);
  const excluded = paddingIndex !== undefined && paddingIndex < 0 ? paddingIndex + rows : paddingIndex;
  const y = tape.tensor(name, {
    dims: [...ids.dims, weight.dims[1] ?? 'D'],
    shape: [...ids.shape, width],
    requiresGradient: tape.wantsGradient(weight),
  });
  tape.memory.kernels.embedding(weight.address, ids.address, y.address, ids.size, width);
  tape.record('embedding', [weight, ids], [y], () => {
    const dWeight = tape.gradientOf(weight);
    if (!dWeight) return;
    const flow = tape.gradientOf(y);
    for (const [start, end] of runs(tape, ids, excluded)) {
      const place = ids.address + start * 4;
      tape.memory.kernels.embeddingBackward(dWeight, place, flow + start * width * 4, end - start, width);
    }
  });
  return y;
}

/** Stretches of ids, from … up to, that do not contain `excluded`. */
function runs(tape: Tape, ids: Tensor, excluded: number | undefined): (readonly [number, number])[] {
  if (excluded === undefined) return [[0, ids.size]];
  const values = tape.memory.i32.subarray(ids.address / 4, ids.address / 4 + ids.size);
  const found: (readonly [number, number])[] = [];
  let start = 0;
  for (let i = 0; i <= ids.size; i++) {
    if (i < ids.size && values[i] !== excluded) continue;
    if (i > start) found.push([start, i]);
    start = i + 1;
  }
  return found;
}
