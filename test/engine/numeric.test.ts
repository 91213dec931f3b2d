// Our elementary functions against the platform's (which may differ in the last bits: hence the tolerances), and golden bits.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { moreKernels } from '../../src/engine/moreKernels.ts';
import { cosine, exponential, logarithm, sine } from '../../src/engine/numeric.ts';
import { Random } from '../../src/engine/random.ts';

/** A few units in the last place of a double. */
const DOUBLE = 1e-15;

const grid = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 0.37)) / count);

describe('numeric', () => {
  it('exponential is within 1e-15 of the true value, relatively', () => {
    for (const x of [...grid(-700, 709, 4001), ...grid(-1, 1, 1001), 0]) {
      expect(Math.abs(exponential(x) / Math.exp(x) - 1), `x = ${x}`).toBeLessThan(DOUBLE);
    }
    expect([exponential(0), exponential(-1000), exponential(1000), exponential(NaN)]).toEqual([
      1,
      0,
      Infinity,
      NaN,
    ]);
    expect([exponential(Infinity), exponential(-Infinity)]).toEqual([Infinity, 0]);
  });

  it('logarithm is within 1e-15 of the true value, relatively', () => {
    for (const x of [...grid(1e-3, 10, 2001), ...grid(10, 1e9, 501), 1e-310, 5e-324, 1e300]) {
      const error = Math.abs(logarithm(x) - Math.log(x)) / Math.max(Math.abs(Math.log(x)), 1e-3);
      expect(error, `x = ${x}`).toBeLessThan(DOUBLE);
    }
    expect([logarithm(1), logarithm(0), logarithm(-1), logarithm(Infinity), logarithm(NaN)]).toEqual([
      0,
      -Infinity,
      NaN,
      Infinity,
      NaN,
    ]);
  });

  it('sine and cosine are within 1e-15 of the true values', () => {
    for (const x of [...grid(-100, 100, 4001), 0]) {
      expect(Math.abs(sine(x) - Math.sin(x)), `sin ${x}`).toBeLessThan(DOUBLE);
      expect(Math.abs(cosine(x) - Math.cos(x)), `cos ${x}`).toBeLessThan(DOUBLE);
    }
  });
});

describe("the kernels' exponential", () => {
  const exponentials = (values: readonly number[]) => {
    const memory = new Memory();
    const [x, y] = [memory.allocate(values.length * 4), memory.allocate(values.length * 4)];
    memory.f32.set(values, x / 4);
    moreKernels(memory).elementary(3, x, y, values.length, 0, 0); // 3 is exp in kernels/functions.ts
    return {
      input: memory.f32.slice(x / 4, x / 4 + values.length),
      output: memory.f32.slice(y / 4, y / 4 + values.length),
    };
  };

  it('is within 2e-7 of the true value, relatively, over the whole normal range', () => {
    const { input, output } = exponentials([...grid(-87.3, 88.7, 20001), ...grid(-1, 1, 4001)]);
    input.forEach((x, i) => {
      expect(Math.abs((output[i] as number) / Math.exp(x) - 1), `x = ${x}`).toBeLessThan(2e-7);
    });
  });

  it('keeps its head at the ends', () => {
    const { output } = exponentials([0, -0, 1000, -1000, Infinity, -Infinity, NaN]);
    expect([...output]).toEqual([1, 1, Infinity, 0, Infinity, 0, NaN]);
  });
});

describe('Random', () => {
  it('draws the same numbers for ever (golden: links and fingerprints rest on them)', () => {
    const random = new Random(7, 'golden');
    expect(Array.from({ length: 4 }, () => random.uint32())).toMatchInlineSnapshot(`
      [
        1754803605,
        927461148,
        1150505859,
        417213677,
      ]
    `);
    expect(new Random(7, 'golden').normal()).toMatchInlineSnapshot(`0.21765612881090582`);
  });

  it('gives streams of different names and seeds different numbers', () => {
    const first = (seed: number, stream: string) => new Random(seed, stream).uint32();
    expect(new Set([first(7, 'a'), first(7, 'b'), first(8, 'a'), first(0, 'a')]).size).toBe(4);
  });

  it('is uniform on [0, 1), unbiased below n, and normal with mean 0 and variance 1', () => {
    const random = new Random(1, 'moments');
    const n = 40000;
    const floats = Array.from({ length: n }, () => random.float());
    expect(Math.min(...floats)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...floats)).toBeLessThan(1);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    // Four standard errors of the mean of n uniform draws.
    expect(Math.abs(mean(floats) - 0.5)).toBeLessThan(4 / Math.sqrt(12 * n));
    const counts = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const draw = random.below(3);
      counts[draw] = (counts[draw] as number) + 1;
    }
    for (const count of counts) expect(Math.abs(count - n / 3)).toBeLessThan(4 * Math.sqrt((n * 2) / 9));
    const normals = Array.from({ length: n }, () => random.normal());
    expect(Math.abs(mean(normals))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(mean(normals.map((x) => x * x)) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  });

  it('shuffles into a permutation, and refuses to draw below nothing', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const shuffled = new Random(3).shuffle([...items]);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
    expect(() => new Random(1).below(0)).toThrow(RangeError);
    expect(() => new Random(1).below(1.5)).toThrow(RangeError);
  });
});
