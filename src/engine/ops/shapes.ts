// Ops that cut tensors apart and put them together. Int32 tensors may pass too. Parts that lie back to back in memory
// (a slice of the first dimension, a time step of (T, B, D)) are not copied.

import { formatShape, ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { allOrNothing, axisOf } from './checks.ts';
import { addStrided, contiguousStrides, copyStrided, rearrange, stridesOf } from './strided.ts';

/**
 * Elements start, start + step, … before end along one dimension. Negative places count from the end, places past the
 * end stop there, as in Python. A negative step walks backwards; there is nothing on the way then to a
 * later place, as in Python too.
 * @throws ShapeError when x has no such dimension; RangeError for a step of 0 or places that are no whole numbers
 */
export function slice(
  tape: Tape,
  x: Tensor,
  axis: number,
  start: number,
  end?: number,
  step = 1,
  name = 'slice',
): Tensor {
  const at = axisOf('slice', x, axis);
  const length = x.shape[at] as number;
  if (!Number.isInteger(step) || step === 0)
    throw new RangeError(`slice: the step must be an integer other than 0, not ${step}`);
  for (const [what, p] of [
    ['start', start],
    ['end', end ?? 0],
  ] as const)
    if (!Number.isInteger(p)) throw new RangeError(`slice: the ${what} must be an integer, not ${p}`);
  const last = step > 0 ? length : length - 1;
  const lowest = step > 0 ? 0 : -1;
  const place = (p: number) => Math.min(last, Math.max(lowest, p < 0 ? p + length : p));
  const from = place(start);
  const to = end === undefined ? (step > 0 ? length : -1) : place(end);
  const count = Math.max(0, Math.ceil((to - from) / step));
  const own = stridesOf(x);
  const stride = own[at] as number;
  const shape = x.shape.with(at, count);
  return rearrange(
    tape,
    'slice',
    x,
    { name, dims: x.dims, shape },
    own.with(at, stride * step),
    count ? from * stride : 0,
  );
}

/**
 * The part of x with one index of one dimension, which disappears: x[:, index] for axis 1. A negative index counts from the end.
 * @throws RangeError for an index outside the dimension
 */
export function select(tape: Tape, x: Tensor, axis: number, index: number, name = 'select'): Tensor {
  const at = axisOf('select', x, axis);
  const length = x.shape[at] as number;
  const place = index < 0 ? index + length : index;
  if (!Number.isInteger(place) || place < 0 || place >= length) {
    throw new RangeError(`select: index ${index} is outside dimension ${at} of ${formatShape(x.shape)}`);
  }
  const own = stridesOf(x);
  const without = <T>(list: readonly T[]) => list.toSpliced(at, 1);
  const result = { name, dims: without(x.dims), shape: without(x.shape) };
  return rearrange(tape, 'select', x, result, without(own), place * (own[at] as number));
}

/**
 * x cut into consecutive parts along one dimension.
 * @param sizes the parts' sizes; or one size for all, the last part taking what is left
 * @throws ShapeError when the sizes do not add up to the dimension
 */
export function split(
  tape: Tape,
  x: Tensor,
  sizes: number | readonly number[],
  axis = -1,
  name = 'split',
): Tensor[] {
  const at = axisOf('split', x, axis);
  const length = x.shape[at] as number;
  const parts = typeof sizes === 'number' ? equalParts(length, sizes) : sizes;
  const fits = parts.every((size) => Number.isInteger(size) && size >= 0);
  if (!fits || parts.reduce((total, size) => total + size, 0) !== length) {
    throw new ShapeError('split', `the parts must add up to dimension ${at}`, x.shape, [sizes].flat());
  }
  const own = stridesOf(x);
  let place = 0;
  return parts.map((size, i) => {
    const result = { name: `${name}${i}`, dims: x.dims, shape: x.shape.with(at, size) };
    const part = rearrange(tape, 'split', x, result, own, size ? place * (own[at] as number) : 0);
    place += size;
    return part;
  });
}

function equalParts(length: number, size: number): number[] {
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`split: the size of a part must be a positive integer, not ${size}`);
  const count = Math.ceil(length / size);
  return Array.from({ length: count }, (_, i) => Math.min(size, length - i * size));
}

/**
 * Tensors one after another along a dimension; all other dimensions must agree.
 * @throws ShapeError when they do not; RangeError for no tensor at all
 */
export function concat(tape: Tape, parts: readonly Tensor[], axis = 0, name = 'concat'): Tensor {
  const [first] = parts;
  if (!first) throw new RangeError('concat: there must be at least one tensor');
  const at = axisOf('concat', first, axis);
  for (const part of parts) {
    const agrees = part.shape.length === first.shape.length && part.dtype === first.dtype;
    if (!agrees || part.shape.some((size, i) => i !== at && size !== first.shape[i])) {
      throw new ShapeError('concat', `only dimension ${at} may differ`, first.shape, part.shape);
    }
  }
  const total = parts.reduce((sum, part) => sum + (part.shape[at] as number), 0);
  return join(tape, 'concat', parts, {
    name,
    dims: first.dims,
    shape: first.shape.with(at, total),
    strides: (whole) => whole,
    step: (part, whole) => (part.shape[at] as number) * (whole[at] as number),
  });
}

/**
 * Tensors of one shape side by side along a new dimension.
 * @param dim the new dimension's name
 * @throws ShapeError when the shapes differ; RangeError for no tensor at all
 */
export function stack(tape: Tape, parts: readonly Tensor[], axis = 0, dim = 'stack', name = 'stack'): Tensor {
  const [first] = parts;
  if (!first) throw new RangeError('stack: there must be at least one tensor');
  const rank = first.shape.length + 1;
  const at = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(at) || at < 0 || at >= rank)
    throw new ShapeError('stack', `there is no place for dimension ${axis}`, first.shape);
  for (const part of parts) {
    const agrees = part.shape.length === first.shape.length && part.dtype === first.dtype;
    if (!agrees || part.shape.some((size, i) => size !== first.shape[i]))
      throw new ShapeError('stack', 'all tensors must have one shape', first.shape, part.shape);
  }
  return join(tape, 'stack', parts, {
    name,
    dims: first.dims.toSpliced(at, 0, dim),
    shape: first.shape.toSpliced(at, 0, parts.length),
    strides: (whole) => whole.toSpliced(at, 1),
    step: (_part, whole) => whole[at] as number,
  });
}

/** Copies each part to its place in a new tensor; backward copies the flows back. */
function join(
  tape: Tape,
  op: string,
  parts: readonly Tensor[],
  result: {
    name: string;
    dims: readonly string[];
    shape: readonly number[];
    /** Strides of one part inside the whole. */
    strides: (whole: readonly number[]) => readonly number[];
    /** Elements from the place of this part to that of the next. */
    step: (part: Tensor, whole: readonly number[]) => number;
  },
): Tensor {
  const whole = contiguousStrides(result.shape);
  const strides = result.strides(whole);
  const places: number[] = [];
  let place = 0;
  for (const part of parts) {
    places.push(place);
    place += result.step(part, whole);
  }
  const y = allOrNothing(tape, () => {
    const out = tape.tensor(result.name, {
      dims: result.dims,
      shape: result.shape,
      dtype: parts[0]?.dtype ?? 'f32',
      requiresGradient: tape.wantsGradient(...parts),
    });
    parts.forEach((part, i) => {
      const to = { address: out.address + (places[i] as number) * 4, strides };
      copyStrided(tape, op, part.shape, { address: part.address, strides: stridesOf(part) }, to);
    });
    return out;
  });
  tape.record(op, parts, [y], () => {
    const flow = tape.gradientOf(y);
    parts.forEach((part, i) => {
      const own = tape.gradientOf(part);
      const from = { address: flow + (places[i] as number) * 4, strides };
      if (own) addStrided(tape, op, part.shape, from, { address: own, strides: stridesOf(part) });
    });
  });
  return y;
}
