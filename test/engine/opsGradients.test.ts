// The backward pass of every op by finite differences. Where an op has a kink, inputs keep away from it.

import { describe, expect, it } from 'vitest';
import { gelu, leakyRelu, sigmoid, silu, softplus, tanh } from '../../src/engine/ops/activation.ts';
import { add, divide, maximum, multiply, subtract } from '../../src/engine/ops/arithmetic.ts';
import { embedding } from '../../src/engine/ops/embedding.ts';
import {
  absolute,
  clamp,
  erf,
  exp,
  log,
  negate,
  pow,
  square,
  squareRoot,
} from '../../src/engine/ops/functions.ts';
import { gather, indexSelect, maskedFill, where } from '../../src/engine/ops/indexing.ts';
import { detach, expand, flip, permute, reshape, transpose } from '../../src/engine/ops/layout.ts';
import { matmul } from '../../src/engine/ops/linear.ts';
import { bceWithLogits, crossEntropy, mseLoss, nllLoss } from '../../src/engine/ops/loss.ts';
import { batchNorm, layerNorm } from '../../src/engine/ops/normalise.ts';
import { logSumExp, max, mean, sum, variance } from '../../src/engine/ops/reduction.ts';
import { concat, select, slice, split, stack } from '../../src/engine/ops/shapes.ts';
import { logSoftmax, softmax } from '../../src/engine/ops/softmax.ts';
import type { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import { tapeOf, tensor } from './arbitraries.ts';
import { checkGradients } from './gradients.ts';

/** Away from 0, ±0.5 and each other; an odd number of them, so that the last group of four is not full. */
const AWAY = [-1.5, -0.7, 0.4, 0.9, 2, -3, 1, 0.2, -0.2];
const POSITIVE = [0.3, 0.7, 1.2, 2, 0.5, 3, 1.7];

type Unary = (tape: Tape, x: Tensor) => Tensor;

const ids = (tape: Tape, shape: readonly number[], data: readonly number[]) =>
  tensor(tape, { shape, data }, 'i32');

describe('gradients by finite differences', () => {
  const unaries: readonly [string, Unary, readonly number[]][] = [
    ['tanh', tanh, AWAY],
    ['sigmoid', sigmoid, AWAY],
    ['leakyRelu', (tape, x) => leakyRelu(tape, x, 0.2), AWAY],
    ['softplus', softplus, AWAY],
    ['silu', silu, AWAY],
    ['gelu', gelu, AWAY],
    ['gelu (tanh)', (tape, x) => gelu(tape, x, 'tanh'), AWAY],
    ['erf', erf, AWAY],
    ['negate', negate, AWAY],
    ['absolute', absolute, AWAY],
    ['square', square, AWAY],
    ['exp', exp, AWAY.map((x) => x / 3)],
    ['clamp', (tape, x) => clamp(tape, x, -0.5, 0.5), AWAY],
    ['pow 3', (tape, x) => pow(tape, x, 3), AWAY.map((x) => x / 3)],
    ['squareRoot', squareRoot, POSITIVE],
    ['log', log, POSITIVE],
    ['pow −1.5', (tape, x) => pow(tape, x, -1.5), POSITIVE.map((x) => x + 1)],
  ];
  for (const [name, op, values] of unaries) {
    it(`hold for ${name}`, () => {
      checkGradients({ x: { shape: [values.length], values } }, (tape, { x }) => op(tape, x));
    });
  }

  const pairs = [
    [
      [2, 3],
      [2, 3],
    ],
    [[2, 3, 4], [4]],
    [
      [2, 1, 5],
      [3, 1],
    ],
    [[4], [2, 3, 4]],
    [[2, 3], []],
  ] as const;
  const grid = (shape: readonly number[], from: number, step: number) =>
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => from + ((i * step) % 2));
  for (const [name, op] of Object.entries({ subtract, divide, maximum })) {
    it(`hold for ${name} with every way of broadcasting`, () => {
      for (const [a, b] of pairs) {
        // a on a grid of 0.31, b between 1 and 3 and off that grid: nothing to divide by near 0, no ties
        const inputs = {
          a: { shape: a, values: grid(a, 1, 0.31) },
          b: { shape: b, values: grid(b, 1.055, 0.37) },
        };
        checkGradients(inputs, (tape, t) => op(tape, t.a, t.b));
      }
    });
  }

  it('hold for reductions over the first, middle, last, several and all dimensions', () => {
    for (const axes of [0, 1, -1, [0, 2], [0, 1], undefined, []]) {
      for (const keepDims of [false, true]) {
        const x = { shape: [2, 3, 5] };
        const values = Array.from({ length: 30 }, (_, i) => ((i * 7) % 30) / 10 - 1.5); // no two alike
        checkGradients({ x }, (tape, t) => sum(tape, t.x, { axes, keepDims }));
        checkGradients({ x }, (tape, t) => mean(tape, t.x, { axes, keepDims }));
        checkGradients({ x }, (tape, t) => logSumExp(tape, t.x, { axes, keepDims }));
        checkGradients({ x: { ...x, values } }, (tape, t) => max(tape, t.x, { axes, keepDims }));
        if (Array.isArray(axes) && axes.length === 0) continue; // one number does not vary
        checkGradients({ x }, (tape, t) => variance(tape, t.x, { axes, keepDims }));
        checkGradients({ x }, (tape, t) => variance(tape, t.x, { axes, keepDims, correction: 0 }));
      }
    }
  });

  it('hold for softmax and logSoftmax along every dimension', () => {
    for (const axis of [0, 1, 2, -1]) {
      const x = { shape: [2, 3, 5] };
      checkGradients({ x }, (tape, t) => softmax(tape, t.x, 'y', axis));
      checkGradients({ x }, (tape, t) => logSoftmax(tape, t.x, 'y', axis));
    }
  });

  it('hold for ops that move, cut and join', () => {
    const x = { shape: [2, 3, 5] };
    const one = (op: Unary) => checkGradients({ x }, (tape, t) => op(tape, t.x));
    one((tape, t) => reshape(tape, t, [5, -1]));
    one((tape, t) => permute(tape, t, [2, 0, 1]));
    one((tape, t) => transpose(tape, t));
    one((tape, t) => transpose(tape, t, 0, 1));
    one((tape, t) => flip(tape, t, [0, 2]));
    one((tape, t) => slice(tape, t, 2, 1, 5, 2));
    one((tape, t) => slice(tape, t, 0, 1));
    one((tape, t) => slice(tape, t, 2, 4, 0, -3));
    one((tape, t) => select(tape, t, 1, -1));
    one((tape, t) => select(tape, t, 0, 1));
    one((tape, t) => split(tape, t, [1, 4], 2)[1] as Tensor);
    checkGradients({ x: { shape: [2, 1, 5] } }, (tape, t) => expand(tape, t.x, [3, 2, 4, 5]));
    const parts = { a: { shape: [2, 3] }, b: { shape: [2, 3] } };
    for (const axis of [0, 1, -1]) {
      checkGradients(parts, (tape, { a, b }) => concat(tape, [a, b, a], axis));
      checkGradients(parts, (tape, { a, b }) => stack(tape, [b, a, b], axis));
    }
  });

  it('hold for ops that choose, repeated ids summed', () => {
    const x = { shape: [4, 3] };
    checkGradients({ x }, (tape, t) => gather(tape, t.x, 0, ids(tape, [2, 3], [3, 0, 3, 3, 1, 2])));
    checkGradients({ x }, (tape, t) => gather(tape, t.x, -1, ids(tape, [4, 2], [0, 0, 2, 1, 2, 2, 1, 0])));
    checkGradients({ x }, (tape, t) => indexSelect(tape, t.x, 0, ids(tape, [3], [3, 0, 3])));
    checkGradients({ x }, (tape, t) => indexSelect(tape, t.x, 1, ids(tape, [4], [2, 2, 0, 1])));
    checkGradients({ x }, (tape, t) => maskedFill(tape, t.x, ids(tape, [3], [0, 1, 0]), 4));
    checkGradients({ a: x, b: { shape: [3] } }, (tape, { a, b }) =>
      where(tape, ids(tape, [4, 1], [1, 0, 0, 1]), a, b),
    );
    checkGradients({ x }, (tape, t) => where(tape, ids(tape, [4, 1], [1, 0, 0, 1]), t.x, t.x));
    checkGradients({ x }, (tape, t) => embedding(tape, ids(tape, [5], [1, 0, 3, 1, 1]), t.x));
  });

  it('hold for matmul with vectors', () => {
    const [matrix, batch] = [{ shape: [3, 4] }, { shape: [2, 3, 4] }];
    checkGradients({ a: matrix, b: { shape: [4] } }, (tape, { a, b }) => matmul(tape, a, b));
    checkGradients({ a: { shape: [3] }, b: matrix }, (tape, { a, b }) => matmul(tape, a, b));
    checkGradients({ a: { shape: [3] }, b: batch }, (tape, { a, b }) => matmul(tape, a, b));
    checkGradients({ a: { shape: [4] }, b: { shape: [4] } }, (tape, { a, b }) => matmul(tape, a, b));
  });

  it('hold for layerNorm over several dimensions, without weights, and without a bias', () => {
    const x = { shape: [2, 3, 4] };
    const [w, b] = [{ shape: [3, 4] }, { shape: [3, 4] }];
    checkGradients({ x, w, b }, (tape, t) => layerNorm(tape, t.x, undefined, t.w, t.b));
    checkGradients({ x, w }, (tape, t) => layerNorm(tape, t.x, undefined, t.w, undefined));
    checkGradients({ x }, (tape, t) => layerNorm(tape, t.x, undefined, undefined, undefined, 1e-5, 'y', 2));
    checkGradients({ x, r: x }, (tape, t) => layerNorm(tape, t.x, t.r, undefined, undefined));
  });

  it('hold for batchNorm in training and in evaluation', () => {
    const channels = { shape: [3] };
    for (const shape of [
      [4, 3],
      [3, 3, 2],
    ]) {
      for (const training of [true, false]) {
        checkGradients({ x: { shape }, weight: channels, bias: channels }, (tape, { x, weight, bias }) => {
          const runningMean = tape.constant('mean', ['C'], [3], [0.1, -0.2, 0.3]);
          const runningVariance = tape.constant('variance', ['C'], [3], [0.5, 1, 2]);
          return batchNorm(tape, x, { weight, bias, runningMean, runningVariance, training });
        });
      }
    }
  });

  it('hold for losses under every reduction', () => {
    for (const reduction of ['none', 'sum', 'mean'] as const) {
      const own = { ignoreIndex: 3, reduction };
      const logits = { shape: [4, 5] };
      const targets = (tape: Tape) => ids(tape, [4], [0, 4, 3, 2]);
      for (const labelSmoothing of [0, 0.2]) {
        checkGradients({ x: logits }, (tape, { x }) =>
          crossEntropy(tape, x, targets(tape), { ...own, labelSmoothing }),
        );
      }
      checkGradients({ x: logits }, (tape, { x }) => nllLoss(tape, x, targets(tape), own));
      const both = { x: { shape: [3, 3] }, t: { shape: [3, 3] } };
      checkGradients(both, (tape, { x, t }) => mseLoss(tape, x, t, { reduction }));
      checkGradients(both, (tape, { x, t }) => bceWithLogits(tape, x, t, { reduction }));
    }
  });
});

describe('gradients at special places', () => {
  const slopes = (op: Unary, values: readonly number[]) => {
    const tape = tapeOf();
    const x = tape.constant('x', ['N'], [values.length], values, { requiresGradient: true });
    tape.backward(sum(tape, op(tape, x)));
    return [...tape.readGradient(x)];
  };

  it('are PyTorch’s at kinks and ties', () => {
    expect(slopes(absolute, [-1, 0, -0, 2])).toEqual([-1, 0, 0, 1]);
    expect(slopes((tape, x) => clamp(tape, x, -1, 1), [-1.5, -1, 0, 1, 1.5])).toEqual([0, 1, 1, 1, 0]);
    expect(slopes((tape, x) => leakyRelu(tape, x, 0.5), [-1, 0, 1])).toEqual([0.5, 0.5, 1]);
    expect(slopes(softplus, [0])).toEqual([0.5]);
    expect(slopes((tape, x) => maximum(tape, x, tape.constant('c', [], [], [1])), [0, 1, 2])).toEqual([
      0, 0.5, 1,
    ]);
    expect(slopes((tape, x) => max(tape, x), [1, 3, 3])).toEqual([0, 1, 0]);
    expect(slopes((tape, x) => pow(tape, x, 0), [0, 2])).toEqual([0, 0]);
  });

  it('do not pass detach, a filled place or the padding row, and sum where a tensor is used twice', () => {
    expect(slopes((tape, x) => multiply(tape, x, detach(tape, x)), [3, -2])).toEqual([3, -2]);
    expect(slopes((tape, x) => maskedFill(tape, x, ids(tape, [2], [1, 0]), 9), [3, -2])).toEqual([0, 1]);
    expect(slopes((tape, x) => add(tape, multiply(tape, x, x), x), [3, -2])).toEqual([7, -3]);
    const tape = tapeOf();
    const table = tape.constant('table', ['V', 'D'], [3, 2], [1, 2, 3, 4, 5, 6], { requiresGradient: true });
    const looked = embedding(tape, ids(tape, [5], [0, 2, 0, 2, 1]), table, 'y', { paddingIndex: 0 });
    tape.backward(sum(tape, looked));
    expect([...tape.readGradient(table)]).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('of a reshaped tensor are its own, apart from those of the tensor whose numbers it shares', () => {
    const tape = tapeOf();
    const x = tape.constant('x', ['N'], [4], [1, 2, 3, 4], { requiresGradient: true });
    const square2 = reshape(tape, x, [2, 2]);
    const row = select(tape, square2, 0, 1);
    expect(row.address).toBe(x.address + 8); // nothing was copied
    tape.backward(add(tape, sum(tape, row), sum(tape, x)));
    expect([...tape.readGradient(row)]).toEqual([1, 1]);
    expect([...tape.readGradient(square2)]).toEqual([0, 0, 1, 1]);
    expect([...tape.readGradient(x)]).toEqual([1, 1, 2, 2]);
  });
});
