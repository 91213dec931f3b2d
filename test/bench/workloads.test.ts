// The models and data of the benchmark: that variants are the same model, and that theory counts what there is.
import { describe, expect, test } from 'vitest';
import { languageCost, recurrentCost } from '../../scripts/bench/growth/theory.ts';
import { fittedExponent } from '../../scripts/bench/statistics.ts';
import { shapes, workloadOf } from '../../scripts/bench/workloads/shapes.ts';
import { Trainer } from '../../scripts/bench/workloads/workload.ts';
import { Memory } from '../../src/engine/memory.ts';

describe('the shapes', () => {
  test('have the sizes that they were defined with', () => {
    const parameters = (id: keyof typeof shapes) => workloadOf(shapes[id], true).parameters.size;
    const [embedding, out] = [64 * 64, 64 * 64 + 64];
    expect(parameters('a')).toBe(embedding + 2 * 64 * 64 + 2 * 64 + out);
    expect(parameters('b')).toBe(embedding + 4 * (2 * 64 * 64 + 2 * 64) + out);
    expect(parameters('c')).toBe(embedding + 3 * (2 * 64 * 64 + 2 * 64) + out);
    expect(parameters('f')).toBe(64 * 128 + 4 * (2 * 128 * 128 + 2 * 128) + 64 * 128 + 64);
    // Two embeddings, attention 4D² + 4D, feed-forward 2DF + D + F, norms 2D, final norms, linear to the vocabulary.
    const transformer = (d: number, f: number, v: number, layers: number) => {
      const [attention, forward, norm] = [4 * d * d + 4 * d, 2 * d * f + d + f, 2 * d];
      return 2 * v * d + layers * (3 * attention + 2 * forward + 5 * norm) + 2 * norm + v * d + v;
    };
    expect(parameters('d')).toBe(transformer(32, 64, 60, 1));
    expect(parameters('e')).toBe(transformer(64, 256, 200, 2));
  });

  test.each([
    { ...shapes.b, batch: 8, steps: 12, vocabulary: 20 },
    { ...shapes.d, batch: 8, vocabulary: 20 },
  ])(
    'with and without the fold are the same $kind model: equal initial values, losses equal but for rounding',
    (small) => {
      const [folded, plain] = [true, false].map((fold) => new Trainer(workloadOf(small, fold), new Memory()));
      for (let update = 0; update < 5; update++) {
        const [ours, theirs] = [folded?.step() as number, plain?.step() as number];
        // Sums of 64 products of order 1 in another order: a few units in the last place.
        expect(Math.abs(ours - theirs) / theirs).toBeLessThan(1e-5);
      }
    },
  );

  test('give every trainer the same losses', () => {
    const losses = () => {
      const trainer = new Trainer(workloadOf(shapes.d, true));
      return [trainer.step(), trainer.step(), trainer.step()];
    };
    expect(losses()).toEqual(losses());
  });
});

describe('the theory of growth', () => {
  const sizes = { ...shapes.b, batch: 16 };
  const slope = (values: readonly number[], of: (value: number) => number) =>
    fittedExponent(values, values.map(of));

  test('is linear in time', () => {
    const at = (steps: number) => recurrentCost({ ...sizes, steps }).operations;
    expect(slope([64, 128, 256, 512], at)).toBeCloseTo(1, 2); // Adam's share does not grow
  });

  test('in the width goes from linear to quadratic', () => {
    const at = (hidden: number) => recurrentCost({ ...sizes, hidden }).operations;
    const [low, high] = [slope([8, 16], at), slope([4096, 8192], at)];
    expect(low).toBeGreaterThan(1);
    expect(low).toBeLessThan(high);
    expect(high).toBeGreaterThan(1.95);
    expect(high).toBeLessThan(2);
  });

  test('in the length of a text goes from linear to quadratic, in time and in memory', () => {
    const text = { batch: 4, vocabulary: 64, width: 32, heads: 2, feedForward: 64, layers: 1 };
    for (const what of ['operations', 'numbers'] as const) {
      const at = (length: number) => languageCost({ ...text, length })[what];
      expect(slope([8, 16], at)).toBeLessThan(1.2);
      expect(slope([16_384, 32_768], at)).toBeGreaterThan(1.9);
    }
  });
});
