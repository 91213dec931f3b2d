// Layer normalisation, alone or with the residual addition that precedes it in a post-norm block.

import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireContiguous } from './checks.ts';

/**
 * LayerNorm(x + residual) over the last dimension: (s − mean) / √(variance + eps) ⊙ weight + bias, biased variance.
 * Ba, Kiros & Hinton 2016; the same as torch.nn.LayerNorm.
 * @param x (…, D)
 * @param residual same shape as x, or undefined for none
 * @param weight (D)
 * @param bias (D)
 * @throws ShapeError when the shapes differ
 */
export function layerNorm(
  tape: Tape,
  x: Tensor,
  residual: Tensor | undefined,
  weight: Tensor,
  bias: Tensor,
  eps = 1e-5,
  name = 'layerNorm',
): Tensor {
  if (weight.size !== x.columns || bias.size !== x.columns || x.shape.length === 0) {
    throw new ShapeError(
      'layerNorm',
      'weight and bias must be as long as the last dimension',
      x.shape,
      weight.shape,
      bias.shape,
    );
  }
  if (
    residual &&
    (residual.shape.length !== x.shape.length || residual.shape.some((s, i) => s !== x.shape[i]))
  ) {
    throw new ShapeError('layerNorm', 'the residual must have the shape of x', x.shape, residual.shape);
  }
  requireContiguous('layerNorm', x, residual, weight, bias);
  const { kernels } = tape.memory;
  const y = tape.tensor(name, {
    dims: x.dims,
    shape: x.shape,
    requiresGradient: tape.wantsGradient(x, residual, weight, bias),
  });
  const normalised = tape.scratch(x.size * 4);
  const inverse = tape.scratch(x.rows * 4);
  kernels.layerNorm(
    x.address,
    residual?.address ?? 0,
    weight.address,
    bias.address,
    y.address,
    normalised,
    inverse,
    x.rows,
    x.columns,
    eps,
  );
  tape.record('layerNorm', residual ? [x, residual, weight, bias] : [x, weight, bias], [y], () => {
    kernels.layerNormBackward(
      normalised,
      inverse,
      weight.address,
      tape.gradientOf(y),
      tape.gradientOf(x),
      tape.gradientOf(residual),
      tape.gradientOf(weight),
      tape.gradientOf(bias),
      x.rows,
      x.columns,
    );
  });
  return y;
}
