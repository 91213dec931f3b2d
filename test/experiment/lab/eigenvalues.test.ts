// Eigenvalues against matrices whose spectrum is known.

import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/random.ts';
import { eigenvalues } from '../../../src/experiment/lab/answers/eigenvalues.ts';

type Matrix = number[][];

const zero = (n: number): Matrix => Array.from({ length: n }, () => new Array<number>(n).fill(0));

/** Pairs in rising order of real, then imaginary part; rounded, so that equal real parts stay together. */
function spectrum(a: Matrix): [number, number][] {
  const found = eigenvalues(a.flat(), a.length);
  return sorted(a.map((_, i) => [found[2 * i] as number, found[2 * i + 1] as number]));
}

const sorted = (pairs: [number, number][]) =>
  pairs.sort(([a, b], [c, d]) => (Math.abs(a - c) > 1e-3 ? a - c : b - d));

function expectSpectrum(a: Matrix, wanted: [number, number][], tolerance: number) {
  const found = spectrum(a);
  sorted(wanted).forEach(([re, im], i) => {
    expect(Math.abs((found[i]?.[0] as number) - re), `${i}: ${found[i]}`).toBeLessThan(tolerance);
    expect(Math.abs((found[i]?.[1] as number) - im), `${i}: ${found[i]}`).toBeLessThan(tolerance);
  });
}

/** Q·A·Qᵀ for an orthogonal Q made of random reflections: the same spectrum, no zero left. */
function turned(a: Matrix, random: Random): Matrix {
  const n = a.length;
  let turnedSoFar = a.map((row) => [...row]);
  for (let times = 0; times < 3; times++) {
    const v = Array.from({ length: n }, () => random.normal());
    const square = v.reduce((sum, x) => sum + x * x, 0);
    const rows = turnedSoFar.map((row) => {
      const dot = row.reduce((sum, x, j) => sum + x * (v[j] as number), 0);
      return row.map((x, j) => x - (2 * dot * (v[j] as number)) / square);
    });
    const dots = v.map((_, j) =>
      rows.reduce((sum, row, i) => sum + (row[j] as number) * (v[i] as number), 0),
    );
    turnedSoFar = rows.map((row, i) =>
      row.map((x, j) => x - (2 * (v[i] as number) * (dots[j] as number)) / square),
    );
  }
  return turnedSoFar;
}

describe('eigenvalues', () => {
  it.each([1, 2, 3, 5, 8, 32, 96])(
    'finds the spectrum of a normal matrix of %d rows, however it is turned',
    (n) => {
      const random = new Random(7, `spectrum ${n}`);
      const a = zero(n);
      const wanted: [number, number][] = [];
      for (let i = 0; i < n; ) {
        const [re, im] = [random.normal(), random.normal()];
        const pair = i + 1 < n && i % 3 === 0;
        (a[i] as number[])[i] = re;
        if (pair) {
          (a[i] as number[])[i + 1] = im;
          (a[i + 1] as number[])[i] = -im;
          (a[i + 1] as number[])[i + 1] = re;
          wanted.push([re, Math.abs(im)], [re, -Math.abs(im)]);
        } else wanted.push([re, 0]);
        i += pair ? 2 : 1;
      }
      expectSpectrum(turned(a, random), wanted, 1e-5); // float32 results; a normal matrix's spectrum is as exact as its numbers
    },
  );

  it('finds the roots of a polynomial from its companion matrix', () => {
    // (x − 1)(x − 2)(x − 3)(x − 4) = x⁴ − 10x³ + 35x² − 50x + 24
    const companion = [
      [10, -35, 50, -24],
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ];
    expectSpectrum(
      companion,
      [
        [1, 0],
        [2, 0],
        [3, 0],
        [4, 0],
      ],
      1e-5,
    );
  });

  it('finds the roots of unity of a cycle, which no usual shift can start on', () => {
    const n = 8;
    const cycle = zero(n);
    cycle.forEach((row, i) => {
      row[(i + 1) % n] = 1;
    });
    const half = Math.SQRT1_2;
    const wanted: [number, number][] = [
      [1, 0],
      [half, half],
      [half, -half],
      [0, 1],
      [0, -1],
      [-half, half],
      [-half, -half],
      [-1, 0],
    ];
    expectSpectrum(cycle, wanted, 1e-5);
  });

  it('reads a triangle’s diagonal, and nothing but zeros from zeros', () => {
    expectSpectrum(
      [
        [1, 5, -2],
        [0, 2, 9],
        [0, 0, 3],
      ],
      [
        [1, 0],
        [2, 0],
        [3, 0],
      ],
      1e-6,
    );
    expectSpectrum(
      zero(4),
      [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      1e-12,
    );
  });

  it('adds up to the trace, conjugates cancelling, for any numbers', () => {
    const n = 128;
    const random = new Random(1, 'trace');
    const values = Float32Array.from({ length: n * n }, () => random.normal() / Math.sqrt(n));
    const found = eigenvalues(values, n);
    let trace = 0;
    for (let i = 0; i < n; i++) trace += values[i * n + i] as number;
    const sums = [0, 0];
    found.forEach((value, i) => {
      sums[i % 2] = (sums[i % 2] as number) + value;
    });
    expect(Math.abs((sums[0] as number) - trace)).toBeLessThan(1e-5);
    expect(sums[1]).toBe(0);
  });

  it('refuses what is no square of finite numbers', () => {
    expect(() => eigenvalues([1, 2, 3], 2)).toThrow(RangeError);
    expect(() => eigenvalues([1, Number.NaN, 3, 4], 2)).toThrow('finite');
  });
});
