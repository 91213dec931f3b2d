// Reductions over any dimensions. The kernels reduce rows of a matrix; other dimensions are brought into that form first.

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

/** Address of x's numbers row by row: x itself, or a copy in scratch. */
export function gatherRows(tape: Tape, op: string, x: Tensor, { order, inPlace }: Rows): number {
  if (inPlace) return x.address;
  const address = tape.scratch(x.size * 4);
  const to = { address, strides: contiguousStrides(order.shape) };
  copyStrided(tape, op, order.shape, { address: x.address, strides: order.strides }, to);
  return address;
}

/**
 * Lets `body` add to dx row by row: directly where x lies so, else through zeroed scratch that is then added to dx.
 * Does nothing where x wants no gradient.
 */
export function scatterRows(
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

/** Σ x / divisor. d/dx = 1/divisor everywhere: each flow is repeated over the elements that were reduced to it. */
function dividedSum(tape: Tape, op: string, x: Tensor, plan: Rows, name: string, divisor: number): Tensor {
  const { rows, n, dims, shape, order, reduced } = plan;
  const y = tape.tensor(name, { dims, shape, requiresGradient: tape.wantsGradient(x) });
  const { kernels } = tape.memory;
  const mark = tape.memory.mark();
  kernels.sumRows(gatherRows(tape, op, x, plan), y.address, rows, n, divisor);
  tape.memory.release(mark);
  tape.record(op, [x], [y], () => {
    const dx = tape.gradientOf(x);
    const flow = tape.gradientOf(y);
    if (!dx) return;
    const before = tape.memory.mark();
    const share = tape.scratch(rows * 4);
    kernels.scale(flow, share, rows, 1 / divisor);
    const kept = contiguousStrides(order.shape.slice(0, order.shape.length - reduced));
    const from = { address: share, strides: [...kept, ...new Array<number>(reduced).fill(0)] };
    addStrided(tape, op, order.shape, from, { address: dx, strides: order.strides });
    tape.memory.release(before);
  });
  return y;
}

/**
 * The sum over some dimensions, or over all; 0 over none of them. Accumulated in double precision.
 * @throws ShapeError for a dimension that x does not have
 */
export function sum(tape: Tape, x: Tensor, options: ReductionOptions = {}, name = 'sum'): Tensor {
  return dividedSum(tape, 'sum', x, rowsOf('sum', x, options), name, 1);
}

/**
 * The mean over some dimensions, or over all; NaN where there is nothing to average.
 * @throws ShapeError for a dimension that x does not have
 */
export function mean(tape: Tape, x: Tensor, options: ReductionOptions = {}, name = 'mean'): Tensor {
  const plan = rowsOf('mean', x, options);
  return dividedSum(tape, 'mean', x, plan, name, plan.n);
}
