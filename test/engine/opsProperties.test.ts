// Elementwise ops, reductions, softmax and matmul on tensors of random shapes, against a slow obvious implementation.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leakyRelu, relu, sigmoid, softplus, tanh } from '../../src/engine/ops/activation.ts';
import { add, divide, maximum, multiply, scale, subtract } from '../../src/engine/ops/arithmetic.ts';
import { absolute, clamp, exp, negate, pow, square, squareRoot } from '../../src/engine/ops/functions.ts';
import { detach } from '../../src/engine/ops/layout.ts';
import { matmul } from '../../src/engine/ops/linear.ts';
import { logSumExp, max, mean, sum, variance } from '../../src/engine/ops/reduction.ts';
import { logSoftmax, softmax } from '../../src/engine/ops/softmax.ts';
import type { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import {
  check,
  equal,
  numbers,
  pairs,
  reducible,
  seeds,
  shapes,
  size,
  tapeOf,
  tensor,
  withAxis,
} from './arbitraries.ts';
import { at, broadcast, build, reduce, sizeOf } from './dense.ts';

describe('ops on random shapes', () => {
  const binaries: readonly [
    string,
    (tape: Tape, a: Tensor, b: Tensor) => Tensor,
    (a: number, b: number) => number,
  ][] = [
    ['add', add, (a, b) => a + b],
    ['subtract', subtract, (a, b) => a - b],
    ['multiply', multiply, (a, b) => a * b],
    ['divide', divide, (a, b) => a / b],
    ['maximum', maximum, Math.max],
  ];
  for (const [name, op, exact] of binaries) {
    it(`${name} broadcasts like NumPy`, () => {
      check(fc.tuple(pairs, seeds), ([[left, right], seed]) => {
        const tape = tapeOf();
        const [a, b] = [numbers(left, seed, 'a'), numbers(right, seed, 'b')];
        const wanted = build(broadcast(left, right), (index) => exact(at(a, index), at(b, index)));
        equal(tape, op(tape, tensor(tape, a), tensor(tape, b)), wanted);
      });
    });
  }

  const unaries: readonly [string, (tape: Tape, x: Tensor) => Tensor, (x: number) => number][] = [
    ['scale', (tape, x) => scale(tape, x, 1.5), (x) => 1.5 * x],
    ['negate', negate, (x) => -x],
    ['absolute', absolute, Math.abs],
    ['square', square, (x) => x * x],
    ['squareRoot', (tape, x) => squareRoot(tape, square(tape, x)), Math.abs],
    ['exp', exp, Math.exp],
    ['pow', (tape, x) => pow(tape, x, 3), (x) => x ** 3],
    ['clamp', (tape, x) => clamp(tape, x, -0.5, 0.8), (x) => Math.min(Math.fround(0.8), Math.max(-0.5, x))],
    ['relu', relu, (x) => Math.max(x, 0)],
    ['leakyRelu', (tape, x) => leakyRelu(tape, x, 0.1), (x) => (x > 0 ? x : 0.1 * x)],
    ['tanh', tanh, Math.tanh],
    ['sigmoid', sigmoid, (x) => 1 / (1 + Math.exp(-x))],
    ['softplus', softplus, (x) => Math.log1p(Math.exp(x))],
    ['detach', detach, (x) => x],
  ];
  for (const [name, op, exact] of unaries) {
    it(`${name} works element by element`, () => {
      check(fc.tuple(shapes(0), seeds), ([shape, seed]) => {
        const tape = tapeOf();
        const x = numbers(shape, seed);
        equal(tape, op(tape, tensor(tape, x)), { shape, data: x.data.map(exact) });
      });
    });
  }

  const mid = (group: readonly number[]) => group.reduce((a, b) => a + b, 0) / group.length;
  const reductions: readonly [string, typeof sum, (group: readonly number[]) => number][] = [
    ['sum', sum, (group) => group.reduce((a, b) => a + b, 0)],
    ['mean', mean, mid],
    [
      'variance',
      (tape, x, options) => variance(tape, x, { ...options, correction: 0 }),
      (group) => mid(group.map((x) => (x - mid(group)) ** 2)),
    ],
    ['max', max, (group) => Math.max(...group)],
    ['logSumExp', logSumExp, (group) => Math.log(group.reduce((a, b) => a + Math.exp(b), 0))],
  ];
  for (const [name, op, exact] of reductions) {
    it(`${name} reduces any dimensions, kept or not`, () => {
      check(fc.tuple(reducible, seeds), ([{ shape, axes, keepDims }, seed]) => {
        const tape = tapeOf();
        const x = numbers(shape, seed);
        equal(tape, op(tape, tensor(tape, x), { axes, keepDims }), reduce(x, axes, keepDims, exact));
      });
    });
  }

  it('softmax and logSoftmax normalise along any dimension', () => {
    check(fc.tuple(withAxis(), seeds), ([{ shape, axis }, seed]) => {
      const tape = tapeOf();
      const x = numbers(shape, seed);
      const total = reduce(x, [axis], true, (group) => group.reduce((a, b) => a + Math.exp(b), 0));
      const logs = build(shape, (index) => at(x, index) - Math.log(at(total, index)));
      equal(tape, logSoftmax(tape, tensor(tape, x), 'y', axis), logs);
      equal(tape, softmax(tape, tensor(tape, x), 'y', axis), { shape, data: logs.data.map(Math.exp) });
    });
  });

  it('matmul multiplies matrices, batches that broadcast, and vectors on either side', () => {
    const sides = fc.record({ m: size, k: size, n: size, row: fc.boolean(), column: fc.boolean() });
    check(fc.tuple(pairs, sides, seeds), ([[left, right], { m, k, n, row, column }, seed]) => {
      const tape = tapeOf();
      const a = numbers(row ? [k] : [...left.slice(0, 2), m, k], seed, 'a');
      const leadA = a.shape.slice(0, -2);
      const other = right.slice(0, 2).map((own, i) => (leadA.length === 2 && left[i] !== own ? 1 : own));
      const lead = leadA.length === other.length ? other : [];
      const b = numbers(column ? [k] : [...lead, k, n], seed, 'b');
      const batch = broadcast(leadA, column ? [] : lead);
      const full = build([...batch, row ? 1 : m, column ? 1 : n], (index) => {
        const [i, j] = index.slice(-2) as [number, number];
        const rest = index.slice(0, -2);
        let total = 0;
        for (let l = 0; l < k; l++)
          total += at(a, row ? [l] : [...rest, i, l]) * at(b, column ? [l] : [...rest, l, j]);
        return total;
      });
      const shape = [...batch, ...(row ? [] : [m]), ...(column ? [] : [n])];
      expect(sizeOf(shape)).toBe(full.data.length);
      equal(tape, matmul(tape, tensor(tape, a), tensor(tape, b)), { ...full, shape });
    });
  });
});
