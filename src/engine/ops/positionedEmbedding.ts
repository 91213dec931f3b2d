// Words as a transformer reads them: rows of a table, made larger, and the vectors of their places added. One op, because
// three would keep two results that nobody looks at.

import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireIds, requireNumbers } from './checks.ts';

/**
 * `auto`: where table and places have fewer rows than there are words, a linear layer that reads the words begins at those
 * (foldedLinear.ts). `never`: it reads the words as they are.
 */
export type Fold = 'auto' | 'never';

/**
 * factor · weight[ids] + places (Vaswani et al. 2017, sections 3.4 and 3.5); repeated ids add up in the gradient.
 * @param ids (B, T) int32
 * @param weight (V, D)
 * @param places (T, D), or undefined for none
 * @returns (B, T, D)
 * @throws ShapeError when the shapes do not fit; RangeError for an id outside the table
 */
export function positionedEmbedding(
  tape: Tape,
  ids: Tensor,
  weight: Tensor,
  factor: number,
  places: Tensor | undefined,
  fold: Fold = 'auto',
  name = 'embedded',
): Tensor {
  const [batch = 0, length = 0] = ids.shape;
  const [vocabulary = 0, width = 0] = weight.shape;
  const fits = ids.shape.length === 2 && weight.shape.length === 2;
  if (!fits || (places && (places.size !== length * width || places.columns !== width)))
    throw new ShapeError(
      'embedding',
      'the shapes must be (B, T), (V, D) and (T, D)',
      ids.shape,
      weight.shape,
    );
  requireNumbers('embedding', weight, places);
  const { kernels, i32 } = tape.memory;
  requireIds('embedding', ids, i32.subarray(ids.address / 4, ids.address / 4 + ids.size), vocabulary);
  const folds = fold === 'auto' && vocabulary + (places ? length : 0) < ids.size;
  const y = tape.tensor(name, {
    dims: [...ids.dims, weight.dims[1] as string],
    shape: [batch, length, width],
    requiresGradient: tape.wantsGradient(weight, places),
    words: folds ? { ids, table: weight, factor, places } : undefined,
  });
  const at = places?.address ?? 0;
  kernels.lookUp(weight.address, ids.address, factor, at, length, y.address, ids.size, width);
  tape.record('embedding', places ? [weight, ids, places] : [weight, ids], [y], () => {
    const flow = tape.gradientOf(y);
    const [dWeight, dPlaces] = [tape.gradientOf(weight), tape.gradientOf(places)];
    kernels.lookUpBackward(dWeight, ids.address, factor, dPlaces, length, flow, ids.size, width);
  });
  return y;
}
