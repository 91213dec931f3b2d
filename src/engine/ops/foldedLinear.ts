// A linear layer over embedded words, in as many rows as there are words to know and places to stand at.

import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor, Words } from '../tensor.ts';
import { requireNumbers } from './checks.ts';
import { product, productTransposed } from './linear.ts';

/**
 * x·Wᵀ + b of embedded words x = factor · E[ids] + P without a product for each of them: factor · (E·Wᵀ)[ids] + (P·Wᵀ + b)
 * has V + T rows to multiply instead of B·T. Gradients go to E and P themselves, so none of this reaches x.
 * @param words as `positionedEmbedding` left them, checked there
 * @param weight (out, D)
 * @param bias (out), or undefined for none
 * @returns (B, T, out): the numbers of `linear`, but for rounding
 */
export function foldedLinear(
  tape: Tape,
  words: Words,
  weight: Tensor,
  bias: Tensor | undefined,
  name = 'linear',
): Tensor {
  const { ids, table, factor, places } = words;
  const [out = 0, width = 0] = weight.shape;
  if (weight.shape.length !== 2 || table.columns !== width)
    throw new ShapeError('linear', 'inner dimensions differ', [...ids.shape, table.columns], weight.shape);
  requireNumbers('linear', weight, bias);
  const { memory } = tape;
  const { kernels } = memory;
  // Without places all words share one, made of nothing but the bias.
  const [length, depth] = places ? [places.rows, width] : [1, 0];
  const at = places?.address ?? 0;
  const inputs = [table, ids, places, weight, bias].filter((input) => input !== undefined);
  const y = tape.tensor(name, {
    dims: [...ids.dims, weight.dims[0] as string],
    shape: [...ids.shape, out],
    requiresGradient: tape.wantsGradient(...inputs),
  });
  const mark = memory.mark();
  const rows = tape.scratch(table.rows * out * 4); // (V, out)
  const shifts = tape.scratch(length * out * 4); // (T, out)
  const across = { address: weight.address, ldb: width, transposed: true };
  product(tape, table.address, width, across, rows, [table.rows, out, width], 0);
  product(tape, at, width, across, shifts, [length, out, depth], 0, bias?.address);
  kernels.lookUp(rows, ids.address, factor, shifts, length, y.address, ids.size, out);
  memory.release(mark);
  tape.record('foldedLinear', inputs, [y], () => {
    const flow = tape.gradientOf(y);
    const [dTable, dPlaces] = [tape.gradientOf(table), tape.gradientOf(places)];
    const [dWeight, dBias] = [tape.gradientOf(weight), tape.gradientOf(bias)];
    const start = memory.mark();
    const sums = (table.rows + length) * out;
    const dRows = tape.scratch(sums * 4); // (V + T, out)
    const dShifts = dRows + table.rows * out * 4;
    memory.f32.fill(0, dRows / 4, dRows / 4 + sums);
    kernels.lookUpBackward(dRows, ids.address, factor, dShifts, length, flow, ids.size, out);
    const back = { address: weight.address, ldb: width, transposed: false };
    if (dTable) product(tape, dRows, out, back, dTable, [table.rows, width, out], 1);
    if (dPlaces) product(tape, dShifts, out, back, dPlaces, [length, width, out], 1);
    if (dWeight) {
      productTransposed(tape, dRows, out, table.address, width, dWeight, [out, width, table.rows]);
      if (places) productTransposed(tape, dShifts, out, at, width, dWeight, [out, width, length]);
    }
    if (dBias) kernels.sumColumnsInto(dShifts, dBias, length, out);
    memory.release(start);
  });
  return y;
}
