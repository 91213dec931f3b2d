// A tensor seen as the rows of a matrix, with the dimensions that an op works along last: the form that the kernels of
// reductions and softmax want. Where memory has another order, numbers go through scratch.

import { sizeOf } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { axesOf, requireNumbers } from './checks.ts';
import { addStrided, contiguousStrides, copyStrided } from './strided.ts';

export interface ReductionOptions {
  /** Dimensions to reduce, negative ones counting from the end. Default: all. */
  readonly axes?: number | readonly number[] | undefined;
  /** Keep reduced dimensions with size 1. Default false. */
  readonly keepDims?: boolean | undefined;
}

/** x seen as a matrix: one row for each result, `n` elements reduced to it. */
export interface Rows {
  readonly rows: number;
  readonly n: number;
  /** Of the result. */
  readonly dims: readonly string[];
  /** Of the result. */
  readonly shape: readonly number[];
  /** x's sizes and strides with the reduced dimensions last. */
  readonly order: { readonly shape: readonly number[]; readonly strides: readonly number[] };
  /** How many dimensions are reduced. */
  readonly reduced: number;
  /** Whether x lies in memory in that order already. */
  readonly inPlace: boolean;
}

/** @throws ShapeError for a dimension that x does not have */
export function rowsOf(op: string, x: Tensor, options: ReductionOptions): Rows {
  requireNumbers(op, x);
  const reduced = axesOf(op, x, options.axes);
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !reduced.includes(axis));
  const order = [...kept, ...reduced];
  const strides = contiguousStrides(x.shape);
  const at = <T>(list: readonly T[], axes: readonly number[]) => axes.map((axis) => list[axis] as T);
  const ones = x.shape.map((size, axis) => (reduced.includes(axis) ? 1 : size));
  return {
    rows: sizeOf(at(x.shape, kept)),
    n: sizeOf(at(x.shape, reduced)),
    dims: options.keepDims ? x.dims : at(x.dims, kept),
    shape: options.keepDims ? ones : at(x.shape, kept),
    order: { shape: at(x.shape, order), strides: at(strides, order) },
    reduced: reduced.length,
    inPlace: order.every((axis, place) => axis === place),
  };
}

/** Address of numbers laid out as x is, row by row: where they are, or a copy in scratch. */
export function gatherRows(tape: Tape, op: string, address: number, { order, inPlace }: Rows): number {
  if (inPlace) return address;
  const copy = tape.scratch(sizeOf(order.shape) * 4);
  const to = { address: copy, strides: contiguousStrides(order.shape) };
  copyStrided(tape, op, order.shape, { address, strides: order.strides }, to);
  return copy;
}

/** Lets `body` write y row by row: directly where y lies so, else through scratch that is then copied to y. */
export function writeRows(
  tape: Tape,
  op: string,
  y: Tensor,
  { order, inPlace }: Rows,
  body: (rows: number) => void,
): void {
  const address = inPlace ? y.address : tape.scratch(y.size * 4);
  body(address);
  if (inPlace) return;
  const from = { address, strides: contiguousStrides(order.shape) };
  copyStrided(tape, op, order.shape, from, { address: y.address, strides: order.strides });
}

/**
 * Lets `body` add to dx row by row: directly where x lies so, else through zeroed scratch that is then added to dx.
 * Does nothing where x wants no gradient.
 */
export function addRows(
  tape: Tape,
  op: string,
  x: Tensor,
  { order, inPlace }: Rows,
  body: (dRows: number) => void,
): void {
  const dx = tape.gradientOf(x);
  if (!dx) return;
  if (inPlace) {
    body(dx);
    return;
  }
  const mark = tape.memory.mark();
  const address = tape.scratch(x.size * 4);
  tape.memory.f32.fill(0, address / 4, address / 4 + x.size);
  body(address);
  const from = { address, strides: contiguousStrides(order.shape) };
  addStrided(tape, op, order.shape, from, { address: dx, strides: order.strides });
  tape.memory.release(mark);
}
