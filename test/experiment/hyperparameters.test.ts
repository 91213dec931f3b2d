// The one table of what can be chosen: that it is sound, and that every choice builds a model.

import { describe, expect, it } from 'vitest';
import { type Hyperparameter, hyperparameters } from '../../src/experiment/hyperparameters.ts';

const entries: [string, Hyperparameter][] = Object.entries(hyperparameters);
const { seed, learningRate, layers, heads, width } = hyperparameters;

describe('hyperparameters', () => {
  it('have the names that links, controls and the catalogue of words use', () => {
    expect(entries.map(([name]) => name)).toEqual(['seed', 'learningRate', 'layers', 'heads', 'width']);
  });

  it('have the defaults of the run on the first screen', () => {
    expect(Object.fromEntries(entries.map(([name, entry]) => [name, entry.default]))).toEqual({
      seed: 7,
      learningRate: 0.005,
      layers: 1,
      heads: 2,
      width: 32,
    });
  });

  it.each(entries)('%s has a default that it accepts', (_name, entry) => {
    if (entry.kind === 'choice') expect(entry.choices).toContain(entry.default);
    else {
      expect(entry.default).toBeGreaterThanOrEqual(entry.min);
      expect(entry.default).toBeLessThanOrEqual(entry.max);
    }
  });

  it('divide the width among the heads without a rest, whichever of each is chosen', () => {
    for (const d of width.choices) for (const n of heads.choices) expect(d % n, `${d} by ${n}`).toBe(0);
  });

  it('offer choices in rising order, each once', () => {
    for (const { choices } of [layers, heads, width]) {
      expect([...choices]).toEqual([...new Set(choices)].sort((a, b) => a - b));
    }
  });

  it('let a learning rate be typed that makes a run diverge, and that 32 bits can hold', () => {
    expect(learningRate.accepts.min).toBeLessThan(learningRate.min);
    expect(learningRate.accepts.max).toBeGreaterThan(learningRate.max);
    expect(Math.fround(learningRate.accepts.max)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(Math.fround(learningRate.accepts.min)).toBeGreaterThan(0);
    expect(learningRate.min).toBeGreaterThan(0); // its slider is logarithmic
  });

  it('take every unsigned 32-bit integer as a seed', () => {
    expect([seed.min, seed.max]).toEqual([0, 2 ** 32 - 1]);
  });

  it('change live only what needs no other model', () => {
    expect(entries.filter(([, entry]) => entry.effect === 'live').map(([name]) => name)).toEqual([
      'learningRate',
    ]);
  });
});
