// Layouts: how the elements of a tensor lie in memory, and the strided kernels that copy and add between two layouts.

import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';

/** One side of a strided copy: where its first element lies, and elements from one index to the next on each axis. */
export interface Layout {
  readonly address: number;
  readonly strides: readonly number[];
}

/** How many dimensions the strided kernels walk, once neighbours that move alike are merged. */
const DIMENSIONS = 6;

/** Element strides of a tensor laid out row by row without gaps. */
export function contiguousStrides(shape: readonly number[]): number[] {
  const strides: number[] = new Array(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number);
  }
  return strides;
}

/** Element strides of a tensor, also of a view of some columns. */
export function stridesOf(x: Tensor): number[] {
  const rows = contiguousStrides(x.shape.slice(0, -1));
  return x.shape.length === 0 ? [] : [...rows.map((stride) => stride * x.rowStride), 1];
}

/** What the strided kernels read: sizes of six dimensions, then the strides of `from`, then of `to`. */
function stridedPlan(
  op: string,
  shape: readonly number[],
  from: readonly number[],
  to: readonly number[],
): Int32Array {
  const merged: { size: number; from: number; to: number }[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const own = { size: shape[axis] as number, from: from[axis] as number, to: to[axis] as number };
    if (own.size === 1) continue;
    const inner = merged[0];
    if (inner && own.from === inner.from * inner.size && own.to === inner.to * inner.size)
      inner.size *= own.size;
    else merged.unshift(own);
  }
  if (merged.length > DIMENSIONS)
    throw new ShapeError(op, `more than ${DIMENSIONS} dimensions to walk`, shape);
  while (merged.length < DIMENSIONS) merged.unshift({ size: 1, from: 0, to: 0 });
  return Int32Array.from([
    ...merged.map((d) => d.size),
    ...merged.map((d) => d.from),
    ...merged.map((d) => d.to),
  ]);
}

/** Writes a plan where a kernel can read it, and runs `body` with its address. */
export function withPlan(tape: Tape, plan: Int32Array, body: (address: number) => void): void {
  const mark = tape.memory.mark();
  const address = tape.scratch(plan.length * 4);
  tape.memory.i32.set(plan, address / 4);
  body(address);
  tape.memory.release(mark);
}

/** to = from for every index of `shape`. */
export function copyStrided(
  tape: Tape,
  op: string,
  shape: readonly number[],
  from: Layout,
  to: Layout,
): void {
  withPlan(tape, stridedPlan(op, shape, from.strides, to.strides), (plan) => {
    tape.memory.kernels.copyStrided(from.address, to.address, plan);
  });
}

/** to += from for every index of `shape`; where `to` has stride 0, sums in order. */
export function addStrided(tape: Tape, op: string, shape: readonly number[], from: Layout, to: Layout): void {
  withPlan(tape, stridedPlan(op, shape, from.strides, to.strides), (plan) => {
    tape.memory.kernels.addStrided(from.address, to.address, plan);
  });
}

/**
 * An op that only moves elements of x: element i of the result is the element of x at `offset` + i · `strides`.
 * Strides may be negative or 0. Nothing is copied where the elements lie back to back already.
 * Backward: each element of dx receives the flows of all places it went to.
 */
export function rearrange(
  tape: Tape,
  op: string,
  x: Tensor,
  result: { name: string; dims: readonly string[]; shape: readonly number[] },
  strides: readonly number[],
  offset = 0,
): Tensor {
  const { name, dims, shape } = result;
  const fields = { dims, shape, dtype: x.dtype, requiresGradient: tape.wantsGradient(x) };
  const own = contiguousStrides(shape);
  const inPlace = shape.every((size, axis) => size <= 1 || strides[axis] === own[axis]);
  // The plan is made before memory is taken: it may find that there are too many dimensions.
  const plan = stridedPlan(op, shape, strides, own);
  const y = inPlace ? tape.alias(x, name, { ...fields, offset }) : tape.tensor(name, fields);
  if (!inPlace) {
    withPlan(tape, plan, (address) => {
      tape.memory.kernels.copyStrided(x.address + offset * 4, y.address, address);
    });
  }
  tape.record(op, [x], [y], () => {
    const dx = tape.gradientOf(x);
    const from = { address: tape.gradientOf(y), strides: own };
    if (dx) addStrided(tape, op, shape, from, { address: dx + offset * 4, strides });
  });
  return y;
}
