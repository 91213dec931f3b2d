// What becomes of a gradient on its way back: shares, factors, and the one fact that is told.
import { describe, expect, test } from 'vitest';
import {
  arriving,
  byHops,
  contradicts,
  factorsOf,
  geometric,
  meanFactor,
  sharesLeft,
  startOf,
  verdictOf,
} from '../../src/geometry/lab/decay.ts';

/** `count` hops of the same factor. */
const way = (factor: number, count: number) => geometric(0.5, factor, 0, count + 1);

test('the last step comes first', () => {
  expect(byHops(Float32Array.of(1, 2, 4))).toEqual([4, 2, 1]);
});

describe('shares and factors', () => {
  test('are taken of the first gradient there is, and hop by hop', () => {
    expect(sharesLeft([4, 2, 1])).toEqual([1, 0.5, 0.25]);
    expect(factorsOf([4, 2, 8])).toEqual([Number.NaN, 0.5, 4]);
  });

  test('begin where a loss in the middle sets out', () => {
    expect(startOf([0, 0, 2, 1])).toBe(2);
    expect(sharesLeft([0, 0, 2, 1])).toEqual([0, 0, 1, 0.5]);
    expect(factorsOf([0, 0, 2, 1])).toEqual([Number.NaN, Number.NaN, Number.NaN, 0.5]);
  });

  test('are nothing where there is no gradient, and unknown where it is not finite', () => {
    expect(sharesLeft([0, 0])).toEqual([0, 0]);
    expect(sharesLeft([Infinity, 1])).toEqual([Number.NaN, Number.NaN]);
    expect(factorsOf([1, 0, 0])).toEqual([Number.NaN, 0, Number.NaN]);
  });

  test('the mean factor, taken at every hop, comes to the same', () => {
    const hops = [3, 1, 2, 0.04];
    expect(3 * meanFactor(hops) ** 3).toBeCloseTo(0.04, 12);
    expect(meanFactor([1, 0])).toBeNaN();
    expect(meanFactor([1])).toBeNaN();
  });
});

describe('theory and measurement', () => {
  test('what arrives is the share at the end of the way', () => {
    expect(arriving([4, 2, 1])).toBe(0.25);
    expect(arriving([Infinity, 1])).toBeNaN();
  });

  test.each([
    [0.01, 0.02, false], // a factor of two over the whole way: an estimate
    [0.5, 0.01, true], // fifty times as much as there is
    [258, 0.001, true], // growth foretold, decay measured
    [1.5, 0.8, false], // on two sides of 1, but about the same
    [0.01, 0, true],
    [0.01, Number.NaN, false], // nothing to compare with
  ])('foretold %f, measured %f: a contradiction %s', (foretold, measured, expected) => {
    expect(contradicts(foretold, measured)).toBe(expected);
  });
});

describe('the verdict', () => {
  test.each([
    // 0.6¹⁴ = 0.00078, 0.6¹³ = 0.0013
    [way(0.6, 17), { kind: 'vanishes', hops: 14, times: 1000 }],
    // 0.8¹¹ = 0.086, 0.8¹⁰ = 0.107
    [way(0.8, 12), { kind: 'vanishes', hops: 11, times: 10 }],
    [way(1.5, 20), { kind: 'explodes', hops: 18, times: 1000 }],
    [way(0.99, 40), { kind: 'keeps', hops: 40 }],
    [[1], { kind: 'keeps', hops: 0 }],
    [[0, 0], { kind: 'none' }],
    [[], { kind: 'none' }],
    [[1, 0.1, 0, 0], { kind: 'zero', hops: 2 }],
    [[1, Number.NaN, 0], { kind: 'broken', hops: 1 }],
    [[Infinity, 1], { kind: 'broken', hops: 0 }],
  ] as const)('of a way back %#', (hops, verdict) => {
    expect(verdictOf(hops)).toEqual(verdict);
  });

  test('counts from where the gradient stays small for good, not from where it was small once', () => {
    expect(verdictOf([1, 1e-4, 1, 1e-4, 1e-5])).toEqual({ kind: 'vanishes', hops: 3, times: 1000 });
  });

  test('tells of a dip that is made good again', () => {
    expect(verdictOf([1, 0.5, 0.01, 0.9])).toEqual({ kind: 'dips', hops: 2, share: 0.01 });
    expect(verdictOf([1, 50, 2])).toEqual({ kind: 'dips', hops: 1, share: 50 });
  });

  test('counts from the loss that is looked at', () => {
    expect(verdictOf([0, 0, ...way(0.6, 17)])).toEqual({ kind: 'vanishes', hops: 14, times: 1000 });
  });

  test('takes the smallest number a float can be for what it is', () => {
    expect(verdictOf([1, 1.4e-45])).toEqual({ kind: 'vanishes', hops: 1, times: 1000 });
  });
});
