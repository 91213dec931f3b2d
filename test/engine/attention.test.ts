// Scaled dot-product attention: against the formula written out, for any shape and mask.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { scale } from '../../src/engine/ops/arithmetic.ts';
import { type AttentionMask, attention } from '../../src/engine/ops/attention.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { Random } from '../../src/engine/random.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import { checkGradients } from './gradients.ts';

const tapeOf = () => new Tape(new Memory());
const names = (shape: readonly number[]) => shape.map((_, axis) => `d${axis}`);

function random(tape: Tape, name: string, shape: readonly number[], seed = 1): Tensor {
  const source = new Random(seed, name);
  const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => source.normal());
  return tape.constant(name, names(shape), shape, values);
}

function hidden(tape: Tape, shape: readonly number[], values: readonly number[]): Tensor {
  return tape.constant('hidden', names(shape), shape, values, { dtype: 'i32' });
}

/** What a case hides: shapes of the masks it has. */
interface Case {
  readonly batch: number;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
  readonly depth: number;
  readonly mask: 'none' | 'queries' | 'batch' | 'heads';
  readonly padding: boolean;
  readonly causal: boolean;
  readonly seed: number;
}

function masksOf(tape: Tape, one: Case): AttentionMask {
  const { batch, heads, queries, keys } = one;
  const source = new Random(one.seed, 'masks');
  const draw = (shape: readonly number[]) =>
    hidden(
      tape,
      shape,
      Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => (source.float() < 0.3 ? 1 : 0)),
    );
  const shapes = {
    queries: [queries, keys],
    batch: [batch, queries, keys],
    heads: [batch, heads, queries, keys],
  };
  return {
    mask: one.mask === 'none' ? undefined : draw(shapes[one.mask]),
    padding: one.padding ? draw([batch, keys]) : undefined,
    causal: one.causal,
  };
}

/** The definition, number by number, in double precision. */
function obvious(tape: Tape, one: Case, [q, k, v]: readonly Tensor[], masks: AttentionMask) {
  const { batch, heads, queries, keys, depth } = one;
  const width = heads * depth;
  const [qs, ks, vs] = [q, k, v].map((t) => tape.read(t as Tensor)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const flags = (mask: Tensor | undefined) =>
    mask ? tape.memory.i32.slice(mask.address / 4, mask.address / 4 + mask.size) : [];
  const [mask, padding] = [flags(masks.mask), flags(masks.padding)];
  const weights: number[] = [];
  const output = new Array<number>(batch * queries * width).fill(0);
  for (let b = 0; b < batch; b++)
    for (let h = 0; h < heads; h++)
      for (let i = 0; i < queries; i++) {
        const own = { none: 0, queries: i, batch: b * queries + i, heads: (b * heads + h) * queries + i };
        const shares = Array.from({ length: keys }, (_, j) => {
          if (mask[own[one.mask] * keys + j] || padding[b * keys + j] || (one.causal && j > i)) return 0;
          let dot = 0;
          for (let d = 0; d < depth; d++)
            dot +=
              (qs[(b * queries + i) * width + h * depth + d] as number) *
              (ks[(b * keys + j) * width + h * depth + d] as number);
          return Math.exp(dot / Math.sqrt(depth));
        });
        const total = shares.reduce((a, c) => a + c, 0);
        shares.forEach((share, j) => {
          const weight = total === 0 ? 0 : share / total;
          weights.push(weight);
          for (let d = 0; d < depth; d++)
            (output[(b * queries + i) * width + h * depth + d] as number) +=
              weight * (vs[(b * keys + j) * width + h * depth + d] as number);
        });
      }
  return { weights, output };
}

const cases: fc.Arbitrary<Case> = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  heads: fc.integer({ min: 1, max: 3 }),
  queries: fc.integer({ min: 1, max: 10 }),
  keys: fc.integer({ min: 1, max: 10 }),
  depth: fc.integer({ min: 1, max: 13 }),
  mask: fc.constantFrom('none', 'queries', 'batch', 'heads'),
  padding: fc.boolean(),
  causal: fc.boolean(),
  seed: fc.nat(1000),
});

describe('attention', () => {
  it('equals softmax(q·kᵀ/√d + mask)·v written out, for any shape and mask', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const tape = tapeOf();
        const width = one.heads * one.depth;
        const q = random(tape, 'q', [one.batch, one.queries, width], one.seed);
        const k = random(tape, 'k', [one.batch, one.keys, width], one.seed);
        const v = random(tape, 'v', [one.batch, one.keys, width], one.seed);
        const masks = masksOf(tape, one);
        const wanted = obvious(tape, one, [q, k, v], masks);
        const { output, weights } = attention(tape, q, k, v, { heads: one.heads, ...masks });
        expect(weights.shape).toEqual([one.batch, one.heads, one.queries, one.keys]);
        // 1e-5 of numbers up to about 3: a few roundings of a float32 each.
        tape.read(weights).forEach((value, i) => {
          expect(Math.abs(value - (wanted.weights[i] as number))).toBeLessThan(1e-5);
        });
        tape.read(output).forEach((value, i) => {
          expect(Math.abs(value - (wanted.output[i] as number))).toBeLessThan(1e-5);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('passes finite differences for heads, lengths and every kind of mask', () => {
    const check = (one: Partial<Case>) => {
      const whole: Case = {
        batch: 2,
        heads: 2,
        queries: 3,
        keys: 4,
        depth: 3,
        mask: 'none',
        padding: false,
        causal: false,
        seed: 5,
        ...one,
      };
      const { batch, heads, queries, keys, depth } = whole;
      const shape = (length: number) => ({ shape: [batch, length, heads * depth] });
      const shapes = { q: shape(queries), k: shape(keys), v: shape(keys) };
      checkGradients(
        shapes,
        (tape, { q, k, v }) => attention(tape, q, k, v, { heads, ...masksOf(tape, whole) }).output,
      );
    };
    check({});
    check({ heads: 1, queries: 2, keys: 5 });
    check({ heads: 6, depth: 1, queries: 1, keys: 2 });
    check({ batch: 1, heads: 3, depth: 2, keys: 3, padding: true });
    check({ mask: 'queries' });
    check({ mask: 'batch', padding: true });
    check({ mask: 'heads' });
    check({ queries: 4, causal: true });
    check({ queries: 3, keys: 3, causal: true, padding: true, mask: 'queries' });
    check({ batch: 1, heads: 1, queries: 9, keys: 9, depth: 9, causal: true });
    check({ batch: 1, queries: 2, keys: 9, depth: 1, causal: true });
    check({ batch: 1, queries: 6, keys: 10, depth: 8 });
  });

  it('passes finite differences where operands share memory: columns of one projection, keys that are their own values', () => {
    const columns = (tape: Tape, x: Tensor, name: string, from: number) =>
      tape.view(x, name, { dims: ['B', 'T', 'D'], shape: [2, 3, 4], offset: from * 4, rowStride: x.columns });
    checkGradients({ all: { shape: [2, 3, 12] } }, (tape, { all }) => {
      const whole = scale(tape, all, 1); // so that nothing has arrived yet at the gradient of what the views share
      const [q, k, v] = [0, 1, 2].map((place) => columns(tape, whole, 'part', place)) as [
        Tensor,
        Tensor,
        Tensor,
      ];
      return attention(tape, q, k, v, { heads: 2, causal: true }).output;
    });
    checkGradients({ all: { shape: [2, 3, 12] } }, (tape, { all }) => {
      const whole = scale(tape, all, 1);
      const [q, k] = [columns(tape, whole, 'q', 2), columns(tape, whole, 'k', 0)]; // the middle columns get nothing
      return attention(tape, q, k, k, { heads: 2 }).output;
    });
    for (const causal of [false, true]) {
      const shapes = { q: { shape: [2, 3, 4] }, memory: { shape: [2, 6, 4] } };
      checkGradients(
        shapes,
        (tape, { q, memory }) => attention(tape, q, memory, memory, { heads: 1, causal }).output,
      );
    }
  });

  it('gives scores gradients that add up to 0, however large the values are', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const tape = tapeOf();
        const width = one.heads * one.depth;
        const q = random(tape, 'q', [one.batch, one.queries, width], one.seed);
        const wanting = (name: string, shape: readonly number[], values: readonly number[]) =>
          tape.constant(name, names(shape), shape, values, { requiresGradient: true });
        // All keys alike: moving the query moves all scores alike, and softmax does not see that.
        const same = wanting('q', q.shape, Array.from(tape.read(q)));
        const shape = [one.batch, one.keys, width];
        const k = tape.constant('k', names(shape), shape, new Array(one.batch * one.keys * width).fill(1));
        const v = random(tape, 'v', shape, one.seed);
        const far = tape.constant(
          'v',
          names(shape),
          shape,
          tape.read(v).map((x) => x + 1000),
        );
        const { output } = attention(tape, same, k, far, { heads: one.heads });
        tape.backward(sum(tape, output));
        // Where dW is about 1000·depth + 1, so float32 knows it to 1e-3 at best: six scores of that, and only that.
        const flow = tape.readGradient(same);
        expect(Math.max(...flow.map(Math.abs))).toBeLessThan(1e-5);
      }),
    );
  });

  it('gives a hidden key the weight 0 exactly, and a query with no key left zeros', () => {
    const tape = tapeOf();
    const q = random(tape, 'q', [2, 2, 4]);
    const k = random(tape, 'k', [2, 3, 4]);
    const padding = hidden(tape, [2, 3], [0, 1, 0, 1, 1, 1]);
    const { output, weights } = attention(tape, q, k, random(tape, 'v', [2, 3, 4]), { heads: 1, padding });
    const w = tape.read(weights);
    expect([w[1], w[4]]).toEqual([0, 0]);
    expect((w[0] as number) + (w[2] as number)).toBeCloseTo(1, 6);
    expect([...tape.read(output).slice(8)]).toEqual(new Array(8).fill(0));
  });

  it('names the op and the shapes when they do not fit, and leaves memory and tape as they were', () => {
    const tape = tapeOf();
    const q = random(tape, 'q', [2, 3, 4]);
    const wide = random(tape, 'k', [2, 3, 6]);
    const square = hidden(tape, [3, 3], new Array(9).fill(0));
    const cube = hidden(tape, [2, 3, 4], new Array(24).fill(0));
    const soft = random(tape, 'soft', [3, 3]);
    const used = tape.memory.used;
    const entries = tape.entries.length;
    const refused = (message: string, call: () => unknown) => {
      expect(call).toThrow(message);
      expect(tape.memory.used).toBe(used);
      expect(tape.entries.length).toBe(entries);
    };
    refused('(2, 3, 4) · (2, 3, 6) · (2, 3, 4)', () => attention(tape, q, wide, q, { heads: 2 }));
    refused('attention: the width must divide into 3 heads: (2, 3, 4)', () =>
      attention(tape, q, q, q, { heads: 3 }),
    );
    refused('the mask must be (3, 3) or (2, 3, 3) or (2, 1, 3, 3): (2, 3, 4)', () =>
      attention(tape, q, q, q, { heads: 1, mask: cube }),
    );
    refused('the padding must be (2, 3): (3, 3)', () =>
      attention(tape, q, q, q, { heads: 1, padding: square }),
    );
    refused('the mask soft must be int32, not f32', () => attention(tape, q, q, q, { heads: 1, mask: soft }));
    refused('hidden must hold float32 numbers, not i32', () =>
      attention(tape, cube, cube, cube, { heads: 1 }),
    );
  });
});
