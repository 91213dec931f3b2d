// Which weights are shown, how they glide, and what the curves' table holds.
import { describe, expect, test } from 'vitest';
import {
  layersOf,
  shownHead,
  shownLayer,
  strongest,
  weightsOf,
} from '../../src/figures/attention/weights.ts';
import { readAt, tableOf } from '../../src/figures/curves/reading.ts';
import { ease, reshaped } from '../../src/figures/translation/ease.ts';
import { sample } from './sample.ts';

describe('the weights shown', () => {
  const { attention } = sample({ heads: 3, layers: 2 });
  const layers = layersOf(attention, 'cross');

  test('are of the last layer and the mean of its heads unless chosen', () => {
    expect(layers.map(({ layer }) => layer)).toEqual([0, 1]);
    expect(shownLayer(layers, { layer: null, head: null })).toBe(1);
    expect(shownLayer(layers, { layer: 0, head: null })).toBe(0);
  });

  test('fall back when a rebuilt model has fewer layers or heads', () => {
    expect(shownLayer(layers, { layer: 5, head: null })).toBe(1);
    const [map] = layers;
    expect(map && shownHead(map, { layer: null, head: 7 })).toBeNull();
    expect(map && shownHead(map, { layer: null, head: 2 })).toBe(2);
    expect(shownLayer([], { layer: null, head: null })).toBe(-1);
  });

  test('are those of one head, or the mean over heads with rows that still sum to 1', () => {
    const [map] = layers;
    if (map === undefined) throw new Error('no map');
    const size = map.queries.length * map.keys.length;
    expect([...weightsOf(map, 1)]).toEqual([...map.weights.slice(size, 2 * size)]);
    const mean = weightsOf(map, null);
    expect(mean[5]).toBeCloseTo(
      ((map.weights[5] ?? 0) + (map.weights[size + 5] ?? 0) + (map.weights[2 * size + 5] ?? 0)) / 3,
    );
    for (let row = 0; row < map.queries.length; row++)
      expect(mean.slice(row * 4, row * 4 + 4).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1);
    expect(strongest([0.1, 0.7, 0.2, 0.5, 0.2, 0.3], 3, 1)).toBe(0);
  });
});

describe('gliding', () => {
  test('moves a part of the way for the time that has passed, and arrives', () => {
    const shown = new Float32Array([0, 1]);
    const wanted = new Float32Array([1, 0]);
    expect(ease(shown, wanted, 16)).toBe(false);
    expect(shown[0]).toBeGreaterThan(0.1);
    expect(shown[0]).toBeLessThan(0.4);
    expect(ease(shown, wanted, 2000)).toBe(true);
    expect([...shown]).toEqual([1, 0]);
  });

  test('lets new rows grow from nothing and drops old ones', () => {
    expect([...reshaped(new Float32Array([0.5, 0.5]), new Float32Array(4))]).toEqual([0.5, 0.5, 0, 0]);
    expect([...reshaped(new Float32Array([0.5, 0.5, 1, 0]), new Float32Array(2))]).toEqual([0.5, 0.5]);
  });
});

describe('reading the curves', () => {
  const losses = { values: new Float32Array([4, 2, 1, 0, 0]), length: 3 };
  const accuracy = [0, 10, 20, 30, 40].map((step) => ({ step, value: step / 40 }));

  test('gives a step the loss of the update that led to it', () => {
    expect(readAt(losses, accuracy, 1).loss).toBe(4);
    expect(readAt(losses, accuracy, 3)).toEqual({ step: 3, loss: 1, accuracy: accuracy[0] });
    expect(readAt(losses, accuracy, 0).loss).toBeUndefined();
    expect(readAt(losses, accuracy, 4).loss).toBeUndefined();
  });

  test('has a table that stays short, with the first and the last measurement', () => {
    const many = Array.from({ length: 5001 }, (_, at) => ({ step: at * 10, value: 0 }));
    const rows = tableOf(losses, many, 40);
    expect(rows.length).toBeLessThanOrEqual(41);
    expect([rows[0]?.step, rows.at(-1)?.step]).toEqual([0, 50000]);
    expect(tableOf(losses, [], 40)).toEqual([]);
  });
});
