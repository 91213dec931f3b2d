// The composite fixtures' formulas: what happens when a tensor is used more than once, or ops follow one another.

import { sigmoid, tanh } from '../../src/engine/ops/activation.ts';
import { add, multiply } from '../../src/engine/ops/arithmetic.ts';
import { maskedFill } from '../../src/engine/ops/indexing.ts';
import { detach, reshape, transpose } from '../../src/engine/ops/layout.ts';
import { matmul } from '../../src/engine/ops/linear.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { softmax } from '../../src/engine/ops/softmax.ts';
import type { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';

export type Formula = (
  tape: Tape,
  inputs: readonly [Tensor, Tensor, Tensor],
  args: Readonly<Record<string, unknown>>,
) => Tensor;

const shapeOf = (value: unknown) => value as readonly number[];

const maskedSoftmax: Formula = (tape, [x, mask], args) =>
  softmax(tape, maskedFill(tape, x, mask, Number(args.value)));

const known: Readonly<Record<string, Formula>> = {
  'x * detach(x)': (tape, [x]) => multiply(tape, x, detach(tape, x)),
  'h = tanh(x); h*sigmoid(h) + sum(h, -1, keepdim)': (tape, [x]) => {
    const h = tanh(tape, x);
    return add(tape, multiply(tape, h, sigmoid(tape, h)), sum(tape, h, { axes: -1, keepDims: true }));
  },
  'softmax(masked_fill(x, mask, -inf), -1)': maskedSoftmax,
  'softmax(masked_fill(x, mask, -1e9), -1)': maskedSoftmax,
  'a @ transpose(a)': (tape, [a]) => matmul(tape, a, transpose(tape, a)),
  'a @ transpose(b, -1, -2)': (tape, [a, b]) => matmul(tape, a, transpose(tape, b, -1, -2)),
  'reshape(transpose(x, 1, 2), args.shape)': (tape, [x], args) =>
    reshape(tape, transpose(tape, x, 1, 2), shapeOf(args.shape)),
  'reshape(transpose(x, 0, 1), args.shape)': (tape, [x], args) =>
    reshape(tape, transpose(tape, x, 0, 1), shapeOf(args.shape)),
  'transpose(reshape(x, args.shape4), 1, 2)': (tape, [x], args) =>
    transpose(tape, reshape(tape, x, shapeOf(args.shape4)), 1, 2),
  'x*x + x': (tape, [x]) => add(tape, multiply(tape, x, x), x),
  'x[:,None] + x[None,:]*x[:,None]': (tape, [x]) => {
    const column = reshape(tape, x, [x.size, 1]);
    return add(tape, column, multiply(tape, reshape(tape, x, [1, x.size]), column));
  },
  'repeat N times: x = tanh(x @ w)': (tape, [x, w], args) => {
    let state = x;
    for (let i = 0; i < Number(args.times); i++) state = tanh(tape, matmul(tape, state, w));
    return state;
  },
};

/** The formula that a fixture writes in words; how often one repeats stands in its arguments. */
export function formulaOf(text: string): Formula | undefined {
  const name = text.replace(/^repeat \d+ times/, 'repeat N times');
  return Object.hasOwn(known, name) ? known[name] : undefined;
}
