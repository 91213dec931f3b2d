// Linear, embedding, normalisation and losses on tensors of random shapes, against a slow obvious implementation.

import fc from 'fast-check';
import { describe, it } from 'vitest';
import { embedding } from '../../src/engine/ops/embedding.ts';
import { linear } from '../../src/engine/ops/linear.ts';
import { bceWithLogits, crossEntropy, mseLoss, nllLoss, type Reduction } from '../../src/engine/ops/loss.ts';
import { batchNorm, layerNorm } from '../../src/engine/ops/normalise.ts';
import { Random } from '../../src/engine/random.ts';
import { check, equal, numbers, seeds, shapes, size, tapeOf, tensor } from './arbitraries.ts';
import { at, build, type Dense, reduce, sizeOf } from './dense.ts';

const average = (group: readonly number[]) => group.reduce((a, b) => a + b, 0) / group.length;
const spread = (group: readonly number[]) => average(group.map((x) => (x - average(group)) ** 2));
const reductions = fc.constantFrom<Reduction>('none', 'sum', 'mean');

/** What a reduction makes of single losses, `counted` of which count. */
function reduced(losses: Dense, reduction: Reduction, counted = losses.data.length): Dense {
  if (reduction === 'none') return losses;
  const total = losses.data.reduce((a, b) => a + b, 0);
  return { shape: [], data: [reduction === 'sum' ? total : total / counted] };
}

const draw = (shape: readonly number[], below: number, seed: number): Dense => {
  const random = new Random(seed, 'ids');
  return build(shape, () => random.below(below));
};

describe('layers and losses on random shapes', () => {
  it('linear is x·Wᵀ + b for any leading dimensions', () => {
    check(fc.tuple(shapes(1), size, fc.boolean(), seeds), ([shape, out, biased, seed]) => {
      const tape = tapeOf();
      const width = shape.at(-1) as number;
      const x = numbers(shape, seed);
      const [w, b] = [numbers([out, width], seed, 'w'), numbers([out], seed, 'b')];
      const wanted = build([...shape.slice(0, -1), out], (index) => {
        const o = index.at(-1) as number;
        let total = biased ? at(b, [o]) : 0;
        for (let i = 0; i < width; i++) total += at(x, [...index.slice(0, -1), i]) * at(w, [o, i]);
        return total;
      });
      equal(
        tape,
        linear(tape, tensor(tape, x), tensor(tape, w), biased ? tensor(tape, b) : undefined),
        wanted,
      );
    });
  });

  it('embedding looks rows up', () => {
    check(fc.tuple(shapes(0), size, size, seeds), ([shape, words, width, seed]) => {
      const tape = tapeOf();
      const table = numbers([words, width], seed);
      const ids = draw(shape, words, seed);
      const wanted = build([...shape, width], (index) =>
        at(table, [at(ids, index.slice(0, -1)), index.at(-1) as number]),
      );
      equal(tape, embedding(tape, tensor(tape, ids, 'i32'), tensor(tape, table)), wanted, 0);
    });
  });

  it('layerNorm normalises any number of last dimensions, with and without weights and residual', () => {
    const cases = shapes(1).chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        over: fc.integer({ min: 1, max: shape.length }),
        affine: fc.boolean(),
        residual: fc.boolean(),
      }),
    );
    check(fc.tuple(cases, seeds), ([{ shape, over, affine, residual }, seed]) => {
      const tape = tapeOf();
      const [x, r] = [numbers(shape, seed), numbers(shape, seed, 'r')];
      const last = shape.slice(shape.length - over);
      const [w, b] = [numbers(last, seed, 'w'), numbers(last, seed, 'b')];
      const s: Dense = { shape, data: x.data.map((v, i) => (residual ? v + (r.data[i] as number) : v)) };
      const axes = last.map((_, i) => shape.length - over + i);
      const [mean, variance] = [reduce(s, axes, true, average), reduce(s, axes, true, spread)];
      const wanted = build(shape, (index) => {
        const unit = (at(s, index) - at(mean, index)) / Math.sqrt(at(variance, index) + 1e-3);
        return affine ? unit * at(w, index) + at(b, index) : unit;
      });
      const [weight, bias] = affine ? [tensor(tape, w), tensor(tape, b)] : [];
      const other = residual ? tensor(tape, r) : undefined;
      equal(tape, layerNorm(tape, tensor(tape, x), other, weight, bias, 1e-3, 'y', over), wanted, 1e-4);
    });
  });

  it('batchNorm normalises channels and moves the running statistics when training', () => {
    const cases = fc.record({
      batch: fc.integer({ min: 2, max: 5 }),
      channels: size,
      rest: fc.array(size, { maxLength: 2 }),
      training: fc.boolean(),
    });
    check(fc.tuple(cases, seeds), ([{ batch, channels, rest, training }, seed]) => {
      const tape = tapeOf();
      const shape = [batch, channels, ...rest];
      const x = numbers(shape, seed);
      const [w, b, m] = ['w', 'b', 'm'].map((name) => numbers([channels], seed, name)) as [
        Dense,
        Dense,
        Dense,
      ];
      const v = { shape: [channels], data: m.data.map((value) => Math.fround(value * value + 0.5)) };
      const axes = shape.map((_, axis) => axis).filter((axis) => axis !== 1);
      const mean = training ? reduce(x, axes, false, average) : m;
      const variance = training ? reduce(x, axes, false, spread) : v;
      const wanted = build(shape, (index) => {
        const c = [index[1] as number];
        return ((at(x, index) - at(mean, c)) / Math.sqrt(at(variance, c) + 1e-3)) * at(w, c) + at(b, c);
      });
      const [runningMean, runningVariance] = [tensor(tape, m), tensor(tape, v)];
      const options = {
        weight: tensor(tape, w),
        bias: tensor(tape, b),
        runningMean,
        runningVariance,
        training,
      };
      equal(tape, batchNorm(tape, tensor(tape, x), { ...options, momentum: 0.3, eps: 1e-3 }), wanted, 1e-4);
      const count = sizeOf(axes.map((axis) => shape[axis] as number));
      const moved = (old: Dense, batchOwn: Dense, factor: number) => ({
        shape: [channels],
        data: old.data.map((value, c) =>
          training ? 0.7 * value + 0.3 * factor * (batchOwn.data[c] as number) : value,
        ),
      });
      equal(tape, runningMean, moved(m, mean, 1));
      equal(tape, runningVariance, moved(v, variance, count / (count - 1)));
    });
  });

  it('crossEntropy and nllLoss count what is not ignored, smoothed or not, reduced or not', () => {
    const smoothings = fc.constantFrom(0, 0.1, 1);
    check(
      fc.tuple(shapes(0, 2), size, reductions, smoothings, seeds),
      ([shape, classes, reduction, e, seed]) => {
        const tape = tapeOf();
        const logits = numbers([...shape, classes], seed);
        const drawn = draw(shape, classes, seed);
        const targets = { ...drawn, data: drawn.data.map((id, i) => (i % 3 === 2 ? -1 : id)) };
        const counted = targets.data.filter((id) => id !== -1).length;
        const total = reduce(logits, [-1], true, (group) => group.reduce((a, b) => a + Math.exp(b), 0));
        const logs = build(
          logits.shape,
          (index) => at(logits, index) - Math.log(at(total, [...index.slice(0, -1), 0])),
        );
        const losses = (smoothing: number) =>
          build(shape, (index) => {
            const id = at(targets, index);
            if (id === -1) return 0;
            let all = 0;
            for (let j = 0; j < classes; j++) all -= at(logs, [...index, j]);
            return -(1 - smoothing) * at(logs, [...index, id]) + (smoothing / classes) * all;
          });
        const ids = tensor(tape, targets, 'i32');
        const own = { ignoreIndex: -1, reduction };
        const entropy = crossEntropy(tape, tensor(tape, logits), ids, { ...own, labelSmoothing: e });
        equal(tape, entropy, reduced(losses(e), reduction, counted));
        equal(tape, nllLoss(tape, tensor(tape, logs), ids, own), reduced(losses(0), reduction, counted));
      },
    );
  });

  it('mseLoss and bceWithLogits compare numbers of one shape', () => {
    check(fc.tuple(shapes(0), reductions, seeds), ([shape, reduction, seed]) => {
      const tape = tapeOf();
      const [x, other] = [numbers(shape, seed), numbers(shape, seed, 'y')];
      const t = { shape, data: other.data.map((value) => Math.fround(1 / (1 + Math.exp(-value)))) };
      const each = (loss: (x: number, t: number) => number) => ({
        shape,
        data: x.data.map((value, i) => loss(value, t.data[i] as number)),
      });
      const squares = each((a, b) => (a - b) ** 2);
      const binary = each((a, b) => b * Math.log1p(Math.exp(-a)) + (1 - b) * Math.log1p(Math.exp(a)));
      const [left, right] = [tensor(tape, x), tensor(tape, t)];
      equal(tape, mseLoss(tape, left, right, { reduction }), reduced(squares, reduction), 1e-4);
      equal(tape, bceWithLogits(tape, left, right, { reduction }), reduced(binary, reduction), 1e-4);
    });
  });
});
