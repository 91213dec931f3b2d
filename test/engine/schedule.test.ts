// Learning-rate schedules: factors by update.

import { describe, expect, it } from 'vitest';
import { constant, cosine, step, warmUp } from '../../src/engine/optim/schedule.ts';

const first = (schedule: (update: number) => number, count: number) =>
  Array.from({ length: count }, (_, update) => schedule(update));

describe('schedules', () => {
  it('constant: the same factor always', () => {
    expect(first(constant(), 3)).toEqual([1, 1, 1]);
    expect(constant(0.5)(1e9)).toBe(0.5);
  });

  it('step: times gamma after every so many updates', () => {
    expect(first(step(2, 0.5), 7)).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25, 0.125]);
  });

  it('cosine: from 1 along half a cosine to the floor, and stays there', () => {
    const schedule = cosine(100, 0.1);
    expect(schedule(0)).toBe(1);
    expect(schedule(50)).toBeCloseTo(0.55, 12);
    expect(schedule(25)).toBeCloseTo(0.1 + (0.9 * (1 + Math.cos(Math.PI / 4))) / 2, 12);
    expect(schedule(100)).toBe(0.1);
    expect(schedule(1e6)).toBe(0.1);
    const factors = first(schedule, 101);
    expect(factors.every((factor, i) => i === 0 || factor < (factors[i - 1] as number))).toBe(true);
  });

  it('warmUp: rises in a straight line to 1, then hands over to another that counts from 0', () => {
    expect(first(warmUp(4), 6)).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
    expect(first(warmUp(2, step(1, 0.5)), 5)).toEqual([0.5, 1, 1, 0.5, 0.25]);
  });

  it('refuses counts that are no counts, naming them', () => {
    expect(() => step(0, 0.5)).toThrow('step: every must be a positive whole number, not 0');
    expect(() => cosine(1.5)).toThrow('cosine: total');
    expect(() => warmUp(-1)).toThrow('warmUp: updates');
    expect(() => step(2, NaN)).toThrow('step: gamma must be a number from 0 up, not NaN');
    expect(() => cosine(2, -0.1)).toThrow('cosine: floor must be a number from 0 up, not -0.1');
    expect(() => constant(Infinity)).toThrow('constant: factor must be a number from 0 up, not Infinity');
  });
});
