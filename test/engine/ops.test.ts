// Every op: its backward pass by finite differences, its forward pass against a slow obvious one, its errors.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { relu } from '../../src/engine/ops/activation.ts';
import { add, multiply, scale } from '../../src/engine/ops/arithmetic.ts';
import { embedding } from '../../src/engine/ops/embedding.ts';
import { foldedLinear } from '../../src/engine/ops/foldedLinear.ts';
import { linear, matmul } from '../../src/engine/ops/linear.ts';
import { crossEntropy } from '../../src/engine/ops/loss.ts';
import { layerNorm } from '../../src/engine/ops/normalise.ts';
import { positionedEmbedding } from '../../src/engine/ops/positionedEmbedding.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { softmax } from '../../src/engine/ops/softmax.ts';
import { Random } from '../../src/engine/random.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import { checkGradients } from './gradients.ts';

const tapeOf = () => new Tape(new Memory());

function random(tape: Tape, name: string, shape: readonly number[], requiresGradient = false): Tensor {
  const generator = new Random(3, name);
  const values = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => generator.normal());
  const dims = shape.map((_, axis) => `d${axis}`);
  return tape.constant(name, dims, shape, values, { requiresGradient });
}

function ids(tape: Tape, shape: readonly number[], values: readonly number[]): Tensor {
  return tape.constant(
    'ids',
    shape.map((_, axis) => (axis === 0 ? 'B' : 'T')),
    shape,
    values,
    { dtype: 'i32' },
  );
}

function close(actual: Float32Array, expected: readonly number[], tolerance = 1e-5): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] as number) - value), `element ${i}`).toBeLessThanOrEqual(tolerance);
  });
}

describe('linear', () => {
  it('passes finite differences for widths that are and are not multiples of 4 and 16', () => {
    for (const [rows, width, out] of [
      [1, 1, 1],
      [3, 5, 7],
      [4, 16, 16],
      [5, 8, 18],
    ] as const) {
      checkGradients(
        { x: { shape: [rows, width] }, w: { shape: [out, width] }, b: { shape: [out] } },
        (tape, { x, w, b }) => linear(tape, x, w, b),
      );
    }
  });

  it('works without a bias and on any number of leading dimensions', () => {
    checkGradients({ x: { shape: [2, 3, 5] }, w: { shape: [4, 5] } }, (tape, { x, w }) =>
      linear(tape, x, w, undefined),
    );
  });

  it('equals the sum written out, also where the inner dimension spans several cache blocks', () => {
    const tape = tapeOf();
    const [rows, width, out] = [3, 600, 19];
    const [x, w, b] = [
      random(tape, 'x', [rows, width]),
      random(tape, 'w', [out, width]),
      random(tape, 'b', [out]),
    ];
    const [xs, ws, bs] = [x, w, b].map((t) => tape.read(t)) as [Float32Array, Float32Array, Float32Array];
    const expected: number[] = [];
    for (let i = 0; i < rows; i++) {
      for (let o = 0; o < out; o++) {
        let total = bs[o] as number;
        for (let k = 0; k < width; k++)
          total += (xs[i * width + k] as number) * (ws[o * width + k] as number);
        expected.push(total);
      }
    }
    close(tape.read(linear(tape, x, w, b)), expected, 1e-4);
  });

  it('names the op and both shapes when they do not fit', () => {
    const tape = tapeOf();
    expect(() => linear(tape, random(tape, 'x', [32, 64]), random(tape, 'w', [10, 128]), undefined)).toThrow(
      'linear: inner dimensions differ: (32, 64) · (10, 128)',
    );
    expect(() =>
      linear(tape, random(tape, 'x', [2, 4]), random(tape, 'w', [3, 4]), random(tape, 'b', [4])),
    ).toThrow('linear: the bias must have one number for each output: (3, 4) · (4)');
  });
});

describe('matmul', () => {
  it('passes finite differences with batches that broadcast', () => {
    for (const [a, b] of [
      [
        [3, 4],
        [4, 5],
      ],
      [
        [2, 3, 4],
        [2, 4, 5],
      ],
      [
        [2, 3, 4],
        [4, 5],
      ],
      [
        [3, 4],
        [2, 4, 2],
      ],
      [
        [2, 1, 3, 4],
        [3, 4, 2],
      ],
    ] as const) {
      checkGradients({ a: { shape: a }, b: { shape: b } }, (tape, t) => matmul(tape, t.a, t.b));
    }
  });

  it('names the op and both shapes when they do not fit', () => {
    const tape = tapeOf();
    expect(() => matmul(tape, random(tape, 'a', [32, 64]), random(tape, 'b', [32, 128]))).toThrow(
      'matmul: inner dimensions differ: (32, 64) · (32, 128)',
    );
    expect(() => matmul(tape, random(tape, 'a', [2, 3, 4]), random(tape, 'b', [3, 4, 5]))).toThrow(
      'matmul: shapes do not broadcast: (2) · (3)',
    );
  });
});

describe('add and multiply', () => {
  const shapes = [
    [
      [2, 3],
      [2, 3],
    ],
    [[2, 3, 4], [4]],
    [
      [2, 3, 4],
      [3, 1],
    ],
    [
      [2, 1, 5],
      [3, 1],
    ],
    [[4], [2, 3, 4]],
    [[2, 3], []],
  ] as const;

  it('pass finite differences for every way of broadcasting', () => {
    for (const [a, b] of shapes) {
      checkGradients({ a: { shape: a }, b: { shape: b } }, (tape, t) => add(tape, t.a, t.b));
      checkGradients({ a: { shape: a }, b: { shape: b } }, (tape, t) => multiply(tape, t.a, t.b));
    }
  });

  it('put each number where broadcasting says', () => {
    const tape = tapeOf();
    const a = tape.constant('a', ['B', 'D'], [2, 3], [1, 2, 3, 4, 5, 6]);
    const row = tape.constant('row', ['D'], [3], [10, 20, 30]);
    const column = tape.constant('column', ['B', 'one'], [2, 1], [100, 200]);
    close(tape.read(add(tape, a, row)), [11, 22, 33, 14, 25, 36]);
    close(tape.read(multiply(tape, column, row)), [1000, 2000, 3000, 2000, 4000, 6000]);
  });

  it('name the op and both shapes when they do not broadcast', () => {
    const tape = tapeOf();
    expect(() => add(tape, random(tape, 'a', [2, 3]), random(tape, 'b', [2, 4]))).toThrow(
      'add: shapes do not broadcast: (2, 3) · (2, 4)',
    );
  });

  it('sum the gradient of a tensor that is used twice', () => {
    const tape = tapeOf();
    const x = tape.constant('x', ['D'], [3], [1, 2, 3], { requiresGradient: true });
    tape.backward(sum(tape, multiply(tape, x, x)));
    close(tape.readGradient(x), [2, 4, 6]);
  });
});

describe('scale, sum and relu', () => {
  it('pass finite differences', () => {
    checkGradients({ x: { shape: [3, 5] } }, (tape, { x }) => scale(tape, x, -2.5));
    checkGradients({ x: { shape: [3, 5] } }, (tape, { x }) => sum(tape, x));
    const away = [-1.5, -0.7, 0.4, 0.9, 2, -3, 1]; // nowhere near the kink at 0
    checkGradients({ x: { shape: [7], values: away } }, (tape, { x }) => relu(tape, x));
  });

  it('relu has derivative 0 at 0, as in PyTorch', () => {
    const tape = tapeOf();
    const x = tape.constant('x', ['D'], [5], [-1, 0, 0, 2, -0], { requiresGradient: true });
    tape.backward(sum(tape, relu(tape, x)));
    close(tape.readGradient(x), [0, 0, 0, 1, 0]);
  });
});

describe('softmax', () => {
  it('has a gradient that adds up to 0 but for its own rounding, because a shift of x changes nothing', () => {
    for (const n of [2, 3, 4, 7, 33]) {
      const tape = tapeOf();
      const values = tape.read(random(tape, 'x', [5, n]));
      const x = tape.constant('x', ['B', 'N'], [5, n], values, { requiresGradient: true });
      // dy is 1000 and a little: what is left of Σ y·dy by a Σ y that is off 1 by 6e-8 would be 6e-5.
      const dy = add(tape, random(tape, 'dy', [5, n]), tape.constant('far', [], [], [1000]));
      tape.backward(sum(tape, multiply(tape, softmax(tape, x), dy)));
      const dx = tape.readGradient(x);
      for (let row = 0; row < 5; row++) {
        const own = dx.slice(row * n, (row + 1) * n);
        const size = own.reduce((total, value) => total + Math.abs(value), 0);
        expect(size).toBeGreaterThan(0.01);
        // Each of them rounded once to float32.
        expect(Math.abs(own.reduce((total, value) => total + value, 0))).toBeLessThanOrEqual(6e-8 * size);
      }
    }
  });

  it('passes finite differences for any row length', () => {
    for (const n of [1, 3, 4, 9]) {
      // a row of one is constant, so it is multiplied by itself to have a gradient at all
      checkGradients({ x: { shape: [2, n] } }, (tape, { x }) => multiply(tape, softmax(tape, x), x));
    }
  });

  it('survives numbers that overflow a plain exponential, and −∞', () => {
    const tape = tapeOf();
    const x = tape.constant(
      'x',
      ['B', 'V'],
      [2, 5],
      [1000, 1000, -1000, 0, 999, -Infinity, 0, 0, -Infinity, 0],
    );
    const e = Math.exp(-1);
    const z = 2 + e;
    const third = 1 / 3;
    close(tape.read(softmax(tape, x)), [1 / z, 1 / z, 0, 0, e / z, 0, third, third, 0, third], 1e-6);
  });
});

describe('layerNorm', () => {
  it('passes finite differences, with and without the residual', () => {
    for (const n of [3, 4, 8, 9]) {
      const shapes = { x: { shape: [3, n] }, r: { shape: [3, n] }, w: { shape: [n] }, b: { shape: [n] } };
      checkGradients(shapes, (tape, { x, r, w, b }) => layerNorm(tape, x, r, w, b));
      checkGradients({ x: { shape: [3, n] }, w: { shape: [n] }, b: { shape: [n] } }, (tape, { x, w, b }) =>
        layerNorm(tape, x, undefined, w, b),
      );
    }
  });

  it('equals the definition', () => {
    const tape = tapeOf();
    const x = tape.constant('x', ['D'], [4], [1, 2, 3, 6]);
    const w = tape.constant('w', ['D'], [4], [1, 2, 1, 1]);
    const b = tape.constant('b', ['D'], [4], [0, 0, 1, 0]);
    const deviation = Math.sqrt((4 + 1 + 0 + 9) / 4 + 1e-5);
    close(tape.read(layerNorm(tape, x, undefined, w, b)), [-2 / deviation, -2 / deviation, 1, 3 / deviation]);
  });

  it('names the op and the shapes when they do not fit', () => {
    const tape = tapeOf();
    const [x, w, b] = [random(tape, 'x', [2, 4]), random(tape, 'w', [3]), random(tape, 'b', [4])];
    expect(() => layerNorm(tape, x, undefined, w, b)).toThrow('layerNorm: weight and bias must be as long');
    expect(() => layerNorm(tape, x, random(tape, 'r', [3, 4]), b, b)).toThrow('(2, 4) · (3, 4)');
  });
});

describe('positionedEmbedding', () => {
  it('is embedding, scale and add in one: the same bits', () => {
    const tape = tapeOf();
    const [table, places] = [random(tape, 'table', [5, 6]), random(tape, 'places', [3, 6])];
    const words = ids(tape, [2, 3], [4, 0, 4, 1, 4, 0]);
    const apart = add(tape, scale(tape, embedding(tape, words, table), 2.5), places);
    const one = positionedEmbedding(tape, words, table, 2.5, places);
    expect(one.dims).toEqual(apart.dims);
    expect(tape.read(one)).toEqual(tape.read(apart));
  });

  it('passes finite differences, with and without places', () => {
    const shapes = { table: { shape: [5, 6] }, places: { shape: [3, 6] } };
    const words = (tape: Tape) => ids(tape, [2, 3], [4, 0, 4, 1, 4, 0]);
    checkGradients(shapes, (tape, { table, places }) =>
      positionedEmbedding(tape, words(tape), table, 2.5, places),
    );
    checkGradients({ table: { shape: [5, 6] } }, (tape, { table }) =>
      positionedEmbedding(tape, words(tape), table, 0.5, undefined),
    );
  });

  it('refuses places of another length or width, and ids outside the table', () => {
    const tape = tapeOf();
    const table = random(tape, 'table', [5, 6]);
    const two = (places: readonly number[]) =>
      positionedEmbedding(tape, ids(tape, [1, 2], [0, 1]), table, 1, random(tape, 'places', places));
    expect(() => two([3, 6])).toThrow('(B, T), (V, D) and (T, D)');
    expect(() => two([4, 3])).toThrow('(B, T), (V, D) and (T, D)');
    expect(() => positionedEmbedding(tape, ids(tape, [1, 2], [0, 5]), table, 1, undefined)).toThrow('id 5');
  });
});

describe('foldedLinear', () => {
  /** Eight words at four places, of three that there are: 3 + 4 rows are fewer. Widths are no multiples of 4. */
  const sizes = {
    table: { shape: [3, 6] },
    places: { shape: [4, 6] },
    w: { shape: [7, 6] },
    b: { shape: [7] },
  };
  const someIds = (tape: Tape) => ids(tape, [2, 4], [2, 0, 2, 1, 2, 0, 0, 1]);
  const wordsOf = (x: Tensor) => x.words as NonNullable<Tensor['words']>;

  it('is offered where table and places have fewer rows than there are words, and by choice never', () => {
    const tape = tapeOf();
    const embedded = (count: number, length: number, places: boolean, fold?: 'never') =>
      positionedEmbedding(
        tape,
        ids(tape, [count / length, length], new Array(count).fill(1)),
        random(tape, 'table', [3, 2]),
        1,
        places ? random(tape, 'places', [length, 2]) : undefined,
        fold,
      ).words !== undefined;
    expect([embedded(7, 1, true), embedded(4, 1, true), embedded(8, 4, true), embedded(6, 3, true)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([embedded(4, 4, false), embedded(3, 3, false), embedded(8, 4, true, 'never')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('passes finite differences, with and without places and bias', () => {
    checkGradients(sizes, (tape, { table, places, w, b }) =>
      foldedLinear(tape, wordsOf(positionedEmbedding(tape, someIds(tape), table, 1.5, places)), w, b),
    );
    checkGradients({ table: sizes.table, w: sizes.w }, (tape, { table, w }) =>
      foldedLinear(
        tape,
        wordsOf(positionedEmbedding(tape, someIds(tape), table, 0.5, undefined)),
        w,
        undefined,
      ),
    );
    checkGradients({ w: sizes.w, b: sizes.b }, (tape, { w, b }) => {
      const [table, places] = [random(tape, 'table', [3, 6]), random(tape, 'places', [4, 6])];
      return foldedLinear(tape, wordsOf(positionedEmbedding(tape, someIds(tape), table, 0.5, places)), w, b);
    });
  });

  it('is linear over the embedded words, whose own readers change nothing', () => {
    const run = (folds: boolean) => {
      const tape = tapeOf();
      const drawn = (name: keyof typeof sizes) => random(tape, name, sizes[name].shape, true);
      const [table, places, w, b] = [drawn('table'), drawn('places'), drawn('w'), drawn('b')];
      const x = positionedEmbedding(tape, someIds(tape), table, 1.5, places);
      const y = folds ? foldedLinear(tape, wordsOf(x), w, b) : linear(tape, x, w, b);
      tape.backward(add(tape, sum(tape, multiply(tape, y, y)), sum(tape, multiply(tape, x, x))));
      return {
        dims: y.dims,
        y: tape.read(y),
        gradients: [table, places, w, b].map((t) => tape.readGradient(t)),
      };
    };
    const [folded, plain] = [run(true), run(false)];
    expect(folded.dims).toEqual(plain.dims);
    const all = ({ y, gradients }: ReturnType<typeof run>) => [...y, ...gradients.flatMap((g) => [...g])];
    // Sums of up to 56 products in another order: a few roundings of the largest.
    const largest = Math.max(...all(plain).map(Math.abs));
    all(folded).forEach((value, i) => {
      expect(Math.abs(value - (all(plain)[i] as number))).toBeLessThanOrEqual(1e-6 * largest);
    });
  });

  it('refuses a weight of another width', () => {
    const tape = tapeOf();
    const x = positionedEmbedding(tape, someIds(tape), random(tape, 'table', [3, 6]), 1, undefined);
    expect(() => foldedLinear(tape, wordsOf(x), random(tape, 'w', [7, 5]), undefined)).toThrow(
      '(2, 4, 6) · (7, 5)',
    );
  });
});

describe('embedding', () => {
  it('passes finite differences with repeated ids', () => {
    checkGradients({ table: { shape: [5, 3] } }, (tape, { table }) =>
      embedding(tape, ids(tape, [2, 3], [4, 0, 4, 1, 4, 0]), table),
    );
  });

  it('refuses ids that are not rows of the table, and says which', () => {
    const tape = tapeOf();
    const table = random(tape, 'table', [5, 3]);
    expect(() => embedding(tape, ids(tape, [1, 2], [0, 5]), table)).toThrow(
      'id 5 at place 1 of ids (1, 2) is outside 0…4',
    );
    expect(() => embedding(tape, ids(tape, [1, 2], [-1, 0]), table)).toThrow('id -1');
  });
});

describe('crossEntropy', () => {
  it('is ln V for a model that cannot tell the classes apart', () => {
    const tape = tapeOf();
    const x = tape.constant('x', ['B', 'V'], [2, 8], new Array(16).fill(0.5));
    expect(tape.scalar(crossEntropy(tape, x, ids(tape, [2], [1, 7])))).toBeCloseTo(Math.log(8), 6);
  });

  it('stays finite where the probability itself underflows', () => {
    const tape = tapeOf();
    const x = tape.constant('x', ['B', 'V'], [1, 2], [0, 500]);
    expect(tape.scalar(crossEntropy(tape, x, ids(tape, [1], [0])))).toBeCloseTo(500, 3);
  });

  it('gives ignored rows no gradient', () => {
    const tape = tapeOf();
    const x = tape.constant('x', ['B', 'V'], [2, 3], [1, 2, 3, 4, 5, 6], { requiresGradient: true });
    tape.backward(crossEntropy(tape, x, ids(tape, [2], [0, 2]), { ignoreIndex: 0 }));
    expect([...tape.readGradient(x).slice(0, 3)]).toEqual([0, 0, 0]);
  });

  it('refuses targets that are no class, and the wrong number of them', () => {
    const tape = tapeOf();
    const x = random(tape, 'x', [2, 3]);
    expect(() => crossEntropy(tape, x, ids(tape, [2], [0, 3]))).toThrow(
      'id 3 at place 1 of ids (2) is outside 0…2',
    );
    expect(() => crossEntropy(tape, x, ids(tape, [3], [0, 1, 2]))).toThrow(
      'one target for each row of logits: (2, 3) · (3)',
    );
  });
});
