import { describe, expect, test } from 'vitest';
import { fittedExponent, largestDifference, median, quantile } from '../../scripts/bench/statistics.ts';

describe('median', () => {
  test('is the middle, or the mean of the two in the middle, whatever the order', () => {
    expect(median([9, 1, 4])).toBe(4);
    expect(median([10, 2, 4, 1])).toBe(3);
    expect(median([7])).toBe(7);
  });

  test('leaves the list as it is', () => {
    const numbers = [3, 1, 2];
    median(numbers);
    expect(numbers).toEqual([3, 1, 2]);
  });

  test('of nothing is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('quantile', () => {
  test('goes by the nearest rank, with the largest number at 1', () => {
    const numbers = [5, 1, 4, 2, 3];
    expect([0, 0.2, 0.5, 0.95, 1].map((share) => quantile(numbers, share))).toEqual([1, 1, 3, 5, 5]);
  });

  test('of nothing is refused', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('fittedExponent', () => {
  const xs = [8, 16, 64, 512];

  test('finds the exponent of a power law, whatever its factor', () => {
    for (const k of [-1, 0, 1, 1.5, 2]) {
      const ys = xs.map((x) => 3e-7 * x ** k);
      expect(fittedExponent(xs, ys)).toBeCloseTo(k, 12);
    }
  });

  test('is the least squares slope of the logarithms when points scatter', () => {
    // ln y − ln x is −1, 2, −1 at equal distances: the slope of the line stays 1.
    const ys = [1, 10, 100].map((x, i) => x * Math.exp([-1, 2, -1][i] as number));
    expect(fittedExponent([1, 10, 100], ys)).toBeCloseTo(1, 12);
  });

  test('lies between the exponents of a sum', () => {
    const slope = fittedExponent(
      xs,
      xs.map((x) => 100 * x + x * x),
    );
    expect(slope).toBeGreaterThan(1);
    expect(slope).toBeLessThan(2);
  });

  test.each([
    ['one point', [2], [3]],
    ['one x', [2, 2], [3, 4]],
    ['a zero', [1, 2], [0, 4]],
    ['lists of different lengths', [1, 2, 3], [1, 2]],
    ['what is no number', [1, 2], [Number.NaN, 4]],
  ])('refuses %s', (_what, x, y) => {
    expect(() => fittedExponent(x, y)).toThrow(RangeError);
  });
});

describe('largestDifference', () => {
  test('is relative to the first list', () => {
    expect(largestDifference([4, -2], [5, -2.25])).toBe(0.25);
    expect(largestDifference([4], [4])).toBe(0);
  });

  test('of lists that cannot be compared is infinite', () => {
    expect(largestDifference([1, 2], [1])).toBe(Infinity);
    expect(largestDifference([1], [Number.NaN])).toBe(Infinity);
  });
});
