// Ops that change a tensor's shape or the order of its elements, and no number. Int32 tensors may pass too.

import { broadcastShape, ShapeError, sizeOf } from '../shape.ts';
import type { NewTensor, Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { allOrNothing, axisOf } from './checks.ts';
import { contiguousStrides, copyStrided, rearrange, stridesOf } from './strided.ts';

/** Names for dimensions that an op makes without knowing what they count. */
const anonymous = (shape: readonly number[]) => shape.map((_, axis) => `d${axis}`);

/**
 * The same elements in the same order under another shape; shares memory with x where x is contiguous.
 * @param shape may hold one −1: that size follows from the others
 * @param dims names of the new dimensions; d0, d1, … where not given
 * @throws ShapeError when the numbers of elements differ
 */
export function reshape(
  tape: Tape,
  x: Tensor,
  shape: readonly number[],
  dims?: readonly string[],
  name = 'reshape',
): Tensor {
  const open = shape.indexOf(-1);
  const rest = sizeOf(shape.filter((size) => size !== -1));
  const full = open < 0 ? [...shape] : shape.with(open, x.size / rest);
  if (full.some((size) => !Number.isInteger(size) || size < 0) || sizeOf(full) !== x.size) {
    throw new ShapeError('reshape', 'the numbers of elements differ', x.shape, shape);
  }
  const fields = {
    dims: dims ?? anonymous(full),
    shape: full,
    dtype: x.dtype,
    requiresGradient: tape.wantsGradient(x),
  };
  if (x.contiguous) {
    const y = tape.alias(x, name, fields);
    tape.record('reshape', [x], [y], () => {
      const dx = tape.gradientOf(x);
      if (dx) tape.memory.kernels.addInto(tape.gradientOf(y), dx, x.size);
    });
    return y;
  }
  const flat = rearrange(tape, 'reshape', x, { name, dims: x.dims, shape: x.shape }, stridesOf(x));
  return reshape(tape, flat, full, fields.dims, name);
}

/**
 * Dimensions in another order: dimension i of the result is dimension `order[i]` of x.
 * @throws ShapeError when `order` does not name every dimension once
 */
export function permute(tape: Tape, x: Tensor, order: readonly number[], name = 'permute'): Tensor {
  const axes = order.map((axis) => axisOf('permute', x, axis));
  if (axes.length !== x.shape.length || new Set(axes).size !== axes.length) {
    throw new ShapeError('permute', 'the order must name every dimension once', x.shape, order);
  }
  const strides = stridesOf(x);
  const pick = <T>(list: readonly T[]) => axes.map((axis) => list[axis] as T);
  return rearrange(tape, 'permute', x, { name, dims: pick(x.dims), shape: pick(x.shape) }, pick(strides));
}

/**
 * Two dimensions swapped, by default the last two.
 * @throws ShapeError when x has no such dimensions
 */
export function transpose(tape: Tape, x: Tensor, a = -2, b = -1, name = 'transpose'): Tensor {
  const [first, second] = [axisOf('transpose', x, a), axisOf('transpose', x, b)];
  const order = x.shape.map((_, axis) => (axis === first ? second : axis === second ? first : axis));
  return permute(tape, x, order, name);
}

/**
 * x repeated along its dimensions of size 1 and along new leading ones (torch.Tensor.expand). Backward: sums.
 * @throws ShapeError when x does not broadcast to `shape`
 */
export function expand(
  tape: Tape,
  x: Tensor,
  shape: readonly number[],
  dims?: readonly string[],
  name = 'expand',
): Tensor {
  const reached = broadcastShape('expand', x.shape, shape);
  if (reached.length !== shape.length || reached.some((size, axis) => size !== shape[axis])) {
    throw new ShapeError('expand', 'the tensor does not broadcast to the shape', x.shape, shape);
  }
  const lead = shape.length - x.shape.length;
  const own = stridesOf(x);
  const strides = shape.map((size, axis) =>
    axis < lead || x.shape[axis - lead] !== size ? 0 : (own[axis - lead] as number),
  );
  const names = dims ?? [...anonymous(shape).slice(0, lead), ...x.dims];
  return rearrange(tape, 'expand', x, { name, dims: names, shape }, strides);
}

/** The order of elements reversed along the given dimensions. @throws ShapeError when x has no such dimension */
export function flip(tape: Tape, x: Tensor, axes: number | readonly number[], name = 'flip'): Tensor {
  const reversed = new Set([axes].flat().map((axis) => axisOf('flip', x, axis)));
  const own = stridesOf(x);
  const strides = own.map((stride, axis) => (reversed.has(axis) ? -stride : stride));
  let offset = 0;
  for (const axis of reversed) offset += ((x.shape[axis] as number) - 1) * (own[axis] as number);
  return rearrange(tape, 'flip', x, { name, dims: x.dims, shape: x.shape }, strides, x.size ? offset : 0);
}

/** The numbers of x, cut off from its gradient. Shares memory with x where x is contiguous. */
export function detach(tape: Tape, x: Tensor, name = 'detach'): Tensor {
  const fields = { dims: x.dims, shape: x.shape, dtype: x.dtype };
  // Recorded, so that the tape knows where the numbers come from; nothing goes backward.
  const y = x.contiguous ? tape.alias(x, name, fields) : columnsOf(tape, x, name, fields);
  tape.record('detach', [x], [y], () => {});
  return y;
}

/** A copy of a view of some columns. */
function columnsOf(tape: Tape, x: Tensor, name: string, fields: NewTensor): Tensor {
  return allOrNothing(tape, () => {
    const y = tape.tensor(name, fields);
    const to = { address: y.address, strides: contiguousStrides(x.shape) };
    copyStrided(tape, 'detach', x.shape, { address: x.address, strides: stridesOf(x) }, to);
    return y;
  });
}
