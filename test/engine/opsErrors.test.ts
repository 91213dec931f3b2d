// What ops say when they are used wrongly, that nothing has happened then, and what they make of nothing.

import { describe, expect, it } from 'vitest';
import { tanh } from '../../src/engine/ops/activation.ts';
import { divide, maximum, subtract } from '../../src/engine/ops/arithmetic.ts';
import { embedding } from '../../src/engine/ops/embedding.ts';
import { clamp } from '../../src/engine/ops/functions.ts';
import { gather, indexSelect, maskedFill, where } from '../../src/engine/ops/indexing.ts';
import { expand, flip, permute, reshape, transpose } from '../../src/engine/ops/layout.ts';
import { linear, matmul } from '../../src/engine/ops/linear.ts';
import { bceWithLogits, crossEntropy, mseLoss, nllLoss } from '../../src/engine/ops/loss.ts';
import { batchNorm, layerNorm } from '../../src/engine/ops/normalise.ts';
import { logSumExp, max, mean, sum } from '../../src/engine/ops/reduction.ts';
import { concat, select, slice, split, stack } from '../../src/engine/ops/shapes.ts';
import { logSoftmax, softmax } from '../../src/engine/ops/softmax.ts';
import type { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import { tapeOf } from './arbitraries.ts';

/** Zeros of a shape, wanting a gradient. */
function zeros(tape: Tape, shape: readonly number[], dtype: 'f32' | 'i32' = 'f32'): Tensor {
  const dims = shape.map((_, axis) => `d${axis}`);
  const values = new Array(shape.reduce((a, b) => a * b, 1)).fill(0);
  return tape.constant('x', dims, shape, values, { dtype, requiresGradient: dtype === 'f32' });
}

const ids = (tape: Tape, ...values: number[]) =>
  tape.constant('ids', ['N'], [values.length], values, { dtype: 'i32' });

interface Tensors {
  readonly t: Tape;
  /** (2, 3) */
  readonly a: Tensor;
  /** (2, 4) */
  readonly b: Tensor;
  /** (), a scalar */
  readonly s: Tensor;
  /** (2, 3) int32 */
  readonly n: Tensor;
}

const wrong: readonly [use: (tensors: Tensors) => unknown, says: string][] = [
  [({ t, a, b }) => subtract(t, a, b), 'subtract: shapes do not broadcast: (2, 3) · (2, 4)'],
  [({ t, a, b }) => divide(t, a, b), 'divide: shapes do not broadcast: (2, 3) · (2, 4)'],
  [({ t, a, b }) => maximum(t, a, b), 'maximum: shapes do not broadcast: (2, 3) · (2, 4)'],
  [({ t, n }) => tanh(t, n), 'tanh: x must hold float32 numbers, not i32'],
  [({ t, a, n }) => subtract(t, a, n), 'subtract: x must hold float32 numbers, not i32'],
  [({ t, a }) => clamp(t, a, 1, -1), 'clamp: there is nothing between 1 and -1'],
  [({ t, a }) => reshape(t, a, [4, 2]), 'reshape: the numbers of elements differ: (2, 3) · (4, 2)'],
  [({ t, a }) => reshape(t, a, [4, -1]), 'reshape: the numbers of elements differ: (2, 3) · (4, -1)'],
  [({ t, a }) => reshape(t, a, [-1, -1]), 'reshape: the numbers of elements differ: (2, 3) · (-1, -1)'],
  [({ t, a }) => permute(t, a, [0, 0]), 'permute: the order must name every dimension once: (2, 3) · (0, 0)'],
  [({ t, a }) => permute(t, a, [0]), 'permute: the order must name every dimension once'],
  [({ t, a }) => permute(t, a, [0, 2]), 'permute: there is no dimension 2: (2, 3)'],
  [({ t, s }) => transpose(t, s), 'transpose: there is no dimension -2: ()'],
  [({ t, a }) => expand(t, a, [2, 6]), 'expand: shapes do not broadcast: (2, 3) · (2, 6)'],
  [({ t, a }) => expand(t, a, [3]), 'expand: the tensor does not broadcast to the shape: (2, 3) · (3)'],
  [({ t, a }) => flip(t, a, 2), 'flip: there is no dimension 2: (2, 3)'],
  [({ t, a }) => slice(t, a, -3, 0), 'slice: there is no dimension -3: (2, 3)'],
  [({ t, a }) => slice(t, a, 0, 0, 2, 0), 'slice: the step must be an integer other than 0, not 0'],
  [({ t, a }) => slice(t, a, 0, Number.NaN, 2), 'slice: the start must be an integer, not NaN'],
  [({ t, a }) => slice(t, a, 0, 0, 0.5), 'slice: the end must be an integer, not 0.5'],
  [({ t, a }) => select(t, a, 1, 3), 'select: index 3 is outside dimension 1 of (2, 3)'],
  [({ t, a }) => select(t, a, 1, -4), 'select: index -4 is outside dimension 1 of (2, 3)'],
  [({ t, a }) => split(t, a, [1, 1], 1), 'split: the parts must add up to dimension 1: (2, 3) · (1, 1)'],
  [({ t, a }) => split(t, a, 0), 'split: the size of a part must be a positive integer, not 0'],
  [({ t, a, b }) => concat(t, [a, b]), 'concat: only dimension 0 may differ: (2, 3) · (2, 4)'],
  [({ t, a, n }) => concat(t, [a, n]), 'concat: only dimension 0 may differ'],
  [({ t }) => concat(t, []), 'concat: there must be at least one tensor'],
  [({ t, a, b }) => stack(t, [a, b]), 'stack: all tensors must have one shape: (2, 3) · (2, 4)'],
  [({ t, a }) => stack(t, [a], 3), 'stack: there is no place for dimension 3: (2, 3)'],
  [({ t }) => stack(t, []), 'stack: there must be at least one tensor'],
  [({ t, a }) => sum(t, a, { axes: 2 }), 'sum: there is no dimension 2: (2, 3)'],
  [({ t, a }) => mean(t, a, { axes: [0, -2] }), 'mean: a dimension is named twice in [0,-2]: (2, 3)'],
  [({ t }) => max(t, zeros(t, [2, 0]), { axes: 1 }), 'max: there is nothing to choose from: (2, 0)'],
  [({ t, s }) => softmax(t, s), 'softmax: a scalar has no dimension to normalise: ()'],
  [({ t, a }) => logSoftmax(t, a, 'y', 2), 'logSoftmax: there is no dimension 2: (2, 3)'],
  [({ t, a }) => gather(t, a, 1, ids(t, 0)), 'gather: the ids do not fit beside dimension 1: (2, 3) · (1)'],
  [({ t, a }) => gather(t, a, 0, zeros(t, [1, 4], 'i32')), 'gather: the ids do not fit beside dimension 0'],
  [({ t, b }) => gather(t, b, 0, zeros(t, [1, 4])), 'gather: x must hold int32 ids, not f32'],
  [
    ({ t, a }) => gather(t, a, 1, reshape(t, ids(t, 0, 3), [2, 1])),
    'gather: id 3 at place 1 of reshape (2, 1) is outside 0…2',
  ],
  [
    ({ t, a }) => indexSelect(t, a, 0, ids(t, 1, -1)),
    'indexSelect: id -1 at place 1 of ids (2) is outside 0…1',
  ],
  [({ t, a, n }) => indexSelect(t, a, 0, n), 'indexSelect: the ids must be a list: (2, 3) · (2, 3)'],
  [({ t, a, b, n }) => where(t, n, a, b), 'where: shapes do not broadcast: (2, 3) · (2, 4)'],
  [({ t, a }) => where(t, a, a, a), 'where: x must hold int32 numbers, 0 for no, not f32'],
  [
    ({ t, a }) => maskedFill(t, a, zeros(t, [4, 2, 3], 'i32'), 0),
    'maskedFill: the mask does not broadcast to the tensor: (2, 3) · (4, 2, 3)',
  ],
  [({ t, a, b }) => matmul(t, a, b), 'matmul: inner dimensions differ: (2, 3) · (2, 4)'],
  [({ t, a, s }) => matmul(t, a, s), 'matmul: a scalar has no inner dimension: (2, 3) · ()'],
  [({ t, a }) => matmul(t, a, zeros(t, [2])), 'matmul: inner dimensions differ: (2, 3) · (2)'],
  [({ t, a, b }) => linear(t, a, b, undefined), 'linear: inner dimensions differ: (2, 3) · (2, 4)'],
  [({ t, a }) => embedding(t, ids(t, 0, 2), a), 'embedding: id 2 at place 1 of ids (2) is outside 0…1'],
  ...[2, -3, Number.NaN].map((paddingIndex): (typeof wrong)[number] => [
    ({ t, a }) => embedding(t, ids(t, 0, 1), a, 'y', { paddingIndex }),
    `embedding: the padding index ${paddingIndex} is outside -2…1`,
  ]),
  [({ t, s }) => embedding(t, ids(t, 0), s), 'embedding: the table must be (V, D): ()'],
  [
    ({ t, a, b }) => layerNorm(t, a, undefined, b, undefined),
    'layerNorm: weight and bias must have the shape of the last 2 dimensions: (2, 3) · (2, 4)',
  ],
  [
    ({ t, s }) => layerNorm(t, s, undefined, undefined, undefined),
    'layerNorm: there are no 1 last dimensions: ()',
  ],
  [
    ({ t, a }) => crossEntropy(t, a, ids(t, 0)),
    'crossEntropy: there must be one target for each row of logits: (2, 3) · (1)',
  ],
  [({ t, a }) => crossEntropy(t, a, ids(t, 0, 3)), 'crossEntropy: id 3 at place 1 of ids (2) is outside 0…2'],
  [
    ({ t, a }) => crossEntropy(t, a, ids(t, 0, 1), { labelSmoothing: 1.5 }),
    'crossEntropy: label smoothing is a share from 0 to 1, not 1.5',
  ],
  ...[crossEntropy, nllLoss].map((loss): (typeof wrong)[number] => [
    ({ t, a }) => loss(t, a, ids(t, 0, 0), { ignoreIndex: 0 }),
    `${loss.name}: all 2 targets of ids are 0, which does not count; at least one must`,
  ]),
  [
    ({ t }) => crossEntropy(t, zeros(t, [0, 3]), ids(t)),
    'crossEntropy: there must be at least one target: (0, 3)',
  ],
  ...[crossEntropy, nllLoss].map((loss): (typeof wrong)[number] => [
    ({ t, a }) => loss(t, a, ids(t, 0, 1), { reduction: 'avg' as 'mean' }),
    `${loss.name}: the reduction must be one of none, sum, mean, not avg`,
  ]),
  ...[bceWithLogits, mseLoss].flatMap((loss): (typeof wrong)[number][] => [
    [
      ({ t, a }) => loss(t, a, a, { reduction: 'avg' as 'mean' }),
      `${loss.name}: the reduction must be one of none, sum, mean, not avg`,
    ],
    [
      ({ t }) => loss(t, zeros(t, [0, 3]), zeros(t, [0, 3])),
      `${loss.name}: there must be at least one target: (0, 3)`,
    ],
  ]),
  [({ t, a }) => nllLoss(t, a, ids(t, -1, 0)), 'nllLoss: id -1 at place 0 of ids (2) is outside 0…2'],
  [
    ({ t, a, b }) => mseLoss(t, a, b),
    'mseLoss: predictions and targets must have one shape: (2, 3) · (2, 4)',
  ],
  [
    ({ t, a, s }) => bceWithLogits(t, a, s),
    'bceWithLogits: predictions and targets must have one shape: (2, 3) · ()',
  ],
  [({ t, s }) => batchNorm(t, s, statistics(t, 3)), 'batchNorm: the tensor must be (B, C, …): ()'],
  [
    ({ t, a }) => batchNorm(t, a, statistics(t, 2)),
    'batchNorm: there must be one number for each channel: (2, 3) · (2) · (2)',
  ],
  [
    ({ t, a }) => batchNorm(t, a, { training: false } as unknown as ReturnType<typeof statistics>),
    'batchNorm: runningMean and runningVariance must be given',
  ],
  [
    ({ t }) => batchNorm(t, zeros(t, [1, 3]), statistics(t, 3)),
    'batchNorm: training needs more than one number a channel: (1, 3)',
  ],
];

function statistics(tape: Tape, channels: number) {
  return { runningMean: zeros(tape, [channels]), runningVariance: zeros(tape, [channels]), training: true };
}

describe('ops that are used wrongly', () => {
  const scene = (): Tensors => {
    const t = tapeOf();
    return { t, a: zeros(t, [2, 3]), b: zeros(t, [2, 4]), s: zeros(t, []), n: zeros(t, [2, 3], 'i32') };
  };

  for (const [use, says] of wrong) {
    it(`say “${says}”`, () => {
      expect(() => use(scene())).toThrow(says);
    });
  }

  it('leave memory and tape as they were', () => {
    for (const [use, says] of wrong) {
      const tensors = scene();
      const { memory } = tensors.t;
      // What the case itself makes first (ids, masks) stays: the mark after the last of them is to be found again.
      const made: number[] = [];
      const constant = tensors.t.constant.bind(tensors.t);
      tensors.t.constant = (...fields: Parameters<Tape['constant']>) => {
        const result = constant(...fields);
        made.push(memory.mark());
        return result;
      };
      const before = memory.mark();
      const entries = tensors.t.entries.length;
      expect(() => use(tensors)).toThrow();
      expect(memory.mark(), says).toBe(made.at(-1) ?? before);
      const extra = tensors.t.entries.slice(entries).filter(({ op }) => op !== 'reshape');
      expect(extra, says).toEqual([]);
    }
  });

  it('also when there are more dimensions than the kernels walk', () => {
    const tape = tapeOf();
    const x = zeros(tape, [2, 2, 2, 2, 2, 2, 2]);
    const before = tape.memory.mark();
    expect(() => permute(tape, x, [6, 5, 4, 3, 2, 1, 0])).toThrow('permute: more than 6 dimensions to walk');
    expect(() => sum(tape, zeros(tape, [2, 2, 2, 2, 2, 2, 2, 2]), { axes: [0, 2, 4, 6] })).toThrow(
      'more than 6',
    );
    expect(tape.memory.mark() - before).toBe(2 ** 8 * 4); // the zeros of the second case
    expect(tape.entries).toEqual([]);
  });
});

describe('ops on nothing', () => {
  it('pass empty tensors through', () => {
    const tape = tapeOf();
    const empty = zeros(tape, [0, 3]);
    const shapes = [
      tanh(tape, empty),
      subtract(tape, empty, zeros(tape, [3])),
      permute(tape, empty, [1, 0]),
      flip(tape, empty, 0),
      concat(tape, [empty, zeros(tape, [2, 3])]),
      slice(tape, zeros(tape, [2, 3]), 1, 2, 2),
      softmax(tape, empty),
      matmul(tape, zeros(tape, [2, 0]), empty),
      linear(tape, empty, zeros(tape, [4, 3]), undefined),
      layerNorm(tape, empty, undefined, undefined, undefined),
      embedding(tape, zeros(tape, [0], 'i32'), zeros(tape, [2, 3])),
    ].map((y) => y.shape);
    expect(shapes).toEqual([
      [0, 3],
      [0, 3],
      [3, 0],
      [0, 3],
      [2, 3],
      [2, 0],
      [0, 3],
      [2, 3],
      [0, 4],
      [0, 3],
      [0, 3],
    ]);
    expect(tape.read(matmul(tape, zeros(tape, [2, 0]), empty))).toEqual(new Float32Array(6));
  });

  it('have no loss where no target counts, as in PyTorch', () => {
    const tape = tapeOf();
    const x = zeros(tape, [2, 3]);
    for (const loss of [crossEntropy, nllLoss]) {
      const of = (reduction: 'none' | 'sum') =>
        tape.read(loss(tape, x, ids(tape, 0, 0), { ignoreIndex: 0, reduction }));
      expect([...of('none'), ...of('sum')]).toEqual([0, 0, 0]);
    }
  });

  it('have the sum 0, no mean, and the logarithm of 0', () => {
    const tape = tapeOf();
    const empty = zeros(tape, [2, 0]);
    expect([...tape.read(sum(tape, empty, { axes: 1 }))]).toEqual([0, 0]);
    expect([...tape.read(mean(tape, empty, { axes: 1 }))]).toEqual([NaN, NaN]);
    expect([...tape.read(logSumExp(tape, empty, { axes: 1 }))]).toEqual([-Infinity, -Infinity]);
  });
});
