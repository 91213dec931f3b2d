// Softmax and its logarithm along one dimension.

import { moreKernels } from '../moreKernels.ts';
import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { allOrNothing } from './checks.ts';
import { addRows, gatherRows, rowsOf, writeRows } from './rows.ts';

/**
 * eˣ / Σ eˣ along a dimension (the last by default). Where all of x is −∞ (all masked) the result is 0.
 * dx = y ⊙ (dy − Σ y·dy).
 * @throws ShapeError for a scalar, or when x has no such dimension
 */
export function softmax(tape: Tape, x: Tensor, name = 'softmax', axis = -1): Tensor {
  const { softmaxRows, softmaxRowsBackward } = tape.memory.kernels;
  return along(tape, 'softmax', x, name, axis, softmaxRows, softmaxRowsBackward);
}

/**
 * x − log Σ eˣ along a dimension (the last by default), exact where the probability itself would underflow.
 * dx = dy − e^y · Σ dy.
 * @throws ShapeError for a scalar, or when x has no such dimension
 */
export function logSoftmax(tape: Tape, x: Tensor, name = 'logSoftmax', axis = -1): Tensor {
  const { logSoftmaxRows, logSoftmaxRowsBackward } = moreKernels(tape.memory);
  return along(tape, 'logSoftmax', x, name, axis, logSoftmaxRows, logSoftmaxRowsBackward);
}

function along(
  tape: Tape,
  op: string,
  x: Tensor,
  name: string,
  axis: number,
  forward: (x: number, y: number, rows: number, n: number) => void,
  backward: (y: number, dy: number, dx: number, rows: number, n: number) => void,
): Tensor {
  if (x.shape.length === 0) throw new ShapeError(op, 'a scalar has no dimension to normalise', x.shape);
  const plan = rowsOf(op, x, { axes: axis });
  const { rows, n } = plan;
  const y = allOrNothing(tape, () => {
    const out = tape.tensor(name, { dims: x.dims, shape: x.shape, requiresGradient: tape.wantsGradient(x) });
    const mark = tape.memory.mark();
    const from = gatherRows(tape, op, x.address, plan);
    writeRows(tape, op, out, plan, (to) => forward(from, to, rows, n));
    tape.memory.release(mark);
    return out;
  });
  tape.record(op, [x], [y], () => {
    const dy = tape.gradientOf(y);
    addRows(tape, op, x, plan, (dx) => {
      const mark = tape.memory.mark();
      const values = gatherRows(tape, op, y.address, plan);
      backward(values, gatherRows(tape, op, dy, plan), dx, rows, n);
      tape.memory.release(mark);
    });
  });
  return y;
}
