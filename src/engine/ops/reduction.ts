// Reductions over any dimensions. The kernels reduce rows of a matrix; other dimensions are brought into that form first.

import { moreKernels } from '../moreKernels.ts';
import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { allOrNothing } from './checks.ts';
import { addRows, gatherRows, type ReductionOptions, type Rows, rowsOf } from './rows.ts';
import { addStrided, contiguousStrides } from './strided.ts';

/** The result of a reduction, computed by `forward` from x's rows. */
function filled(
  tape: Tape,
  op: string,
  x: Tensor,
  plan: Rows,
  name: string,
  forward: (rows: number, out: number) => void,
): Tensor {
  const { dims, shape } = plan;
  return allOrNothing(tape, () => {
    const y = tape.tensor(name, { dims, shape, requiresGradient: tape.wantsGradient(x) });
    const mark = tape.memory.mark();
    forward(gatherRows(tape, op, x.address, plan), y.address);
    tape.memory.release(mark);
    return y;
  });
}

/** Σ x / divisor. d/dx = 1/divisor everywhere: each flow is repeated over the elements that were reduced to it. */
function dividedSum(tape: Tape, op: string, x: Tensor, plan: Rows, name: string, divisor: number): Tensor {
  const { rows, n, order, reduced } = plan;
  const { kernels } = tape.memory;
  const y = filled(tape, op, x, plan, name, (from, out) => kernels.sumRows(from, out, rows, n, divisor));
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

/** What the other reductions share: rows in, one number each out; backward adds to the rows' gradients. */
function reduce(
  tape: Tape,
  op: string,
  x: Tensor,
  plan: Rows,
  name: string,
  forward: (rows: number, out: number) => void,
  backward: (rows: number, y: Tensor, dy: number, dRows: number) => void,
): Tensor {
  const y = filled(tape, op, x, plan, name, forward);
  tape.record(op, [x], [y], () => {
    const flow = tape.gradientOf(y);
    addRows(tape, op, x, plan, (dRows) => {
      const mark = tape.memory.mark();
      backward(gatherRows(tape, op, x.address, plan), y, flow, dRows);
      tape.memory.release(mark);
    });
  });
  return y;
}

export interface VarianceOptions extends ReductionOptions {
  /** The sum of squares is divided by n − correction: 1 (default) estimates without bias, 0 describes the numbers given. */
  readonly correction?: number;
}

/**
 * The variance over some dimensions, or over all; NaN where n − correction is not positive and the numbers do not vary.
 * d/dxⱼ = 2(xⱼ − mean)/(n − correction).
 * @throws ShapeError for a dimension that x does not have
 */
export function variance(tape: Tape, x: Tensor, options: VarianceOptions = {}, name = 'variance'): Tensor {
  const plan = rowsOf('variance', x, options);
  const { rows, n } = plan;
  const divisor = Math.max(0, n - (options.correction ?? 1));
  const kernels = moreKernels(tape.memory);
  return reduce(
    tape,
    'variance',
    x,
    plan,
    name,
    (from, out) => kernels.varianceRows(from, out, rows, n, divisor),
    (from, _y, dy, dx) => kernels.varianceRowsBackward(from, dy, dx, rows, n, divisor),
  );
}

/**
 * The largest number over some dimensions, or over all; the first of equals gets the gradient. NaN counts as the largest.
 * @throws ShapeError where there is nothing to choose from, or for a dimension that x does not have
 */
export function max(tape: Tape, x: Tensor, options: ReductionOptions = {}, name = 'max'): Tensor {
  const plan = rowsOf('max', x, options);
  const { rows, n } = plan;
  if (n === 0) throw new ShapeError('max', 'there is nothing to choose from', x.shape);
  const kernels = moreKernels(tape.memory);
  return reduce(
    tape,
    'max',
    x,
    plan,
    name,
    (from, out) => kernels.maxRows(from, out, tape.scratch(rows * 4), rows, n),
    (from, _y, dy, dx) => {
      const places = tape.scratch(rows * 4);
      kernels.maxRows(from, tape.scratch(rows * 4), places, rows, n);
      kernels.maxRowsBackward(places, dy, dx, rows, n);
    },
  );
}

/**
 * log Σ eˣ over some dimensions, or over all, without overflow; −∞ over nothing. d/dxⱼ = e^(xⱼ − y), the softmax.
 * @throws ShapeError for a dimension that x does not have
 */
export function logSumExp(tape: Tape, x: Tensor, options: ReductionOptions = {}, name = 'logSumExp'): Tensor {
  const plan = rowsOf('logSumExp', x, options);
  const { rows, n } = plan;
  const kernels = moreKernels(tape.memory);
  return reduce(
    tape,
    'logSumExp',
    x,
    plan,
    name,
    (from, out) => kernels.logSumExpRows(from, out, rows, n),
    (from, y, dy, dx) => kernels.logSumExpRowsBackward(from, y.address, dy, dx, rows, n),
  );
}
