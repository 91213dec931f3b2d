// One unit's lines over the steps: names that can be read, at the steps and at the lines' ends.
import { describe, expect, test } from 'vitest';
import { spread, unitLines } from '../../../src/geometry/lab/traces.ts';

const size = { width: 600, height: 224 };

describe('names at the steps', () => {
  test('each stands under its step', () => {
    const words = ['the', 'main', 'character', 'sucked'];
    const plan = unitLines([[0, 1, 0, 1]], words, 1, size);
    expect(plan.names.map(({ text }) => text)).toEqual(words);
    expect(plan.names.map(({ x }) => x)).toEqual(plan.steps);
  });

  test('there are fewer of them where they would touch, and the longest are cut', () => {
    const words = Array.from({ length: 64 }, (_, at) => (at === 0 ? 'incomprehensibilities' : 'word'));
    const { names, steps } = unitLines([words.map(() => 0)], words, 1, size);
    expect(names.length).toBeLessThan(10);
    expect(names[0]?.text).toMatch(/^incom.*…$/);
    expect(names.every(({ step, x }) => x === steps[step])).toBe(true);
  });
});

describe('places moved apart', () => {
  test('keep their order, their distance and the end', () => {
    const places = spread([190, 192, 10, 191], 16, 192);
    expect(places[2]).toBe(10);
    expect(Math.max(...places)).toBeLessThanOrEqual(192);
    const sorted = [...places].sort((a, b) => a - b);
    sorted.slice(1).forEach((place, at) => {
      expect(place - (sorted[at] as number)).toBeGreaterThanOrEqual(16);
    });
  });
});
