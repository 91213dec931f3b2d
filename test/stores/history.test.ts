import { describe, expect, test } from 'vitest';
import { emptyHistory, extend, type LossHistory } from '../../src/stores/history.ts';

const entries = ({ values, length }: LossHistory) => [...values.subarray(0, length)];
const ramp = (from: number, to: number) => Float32Array.from({ length: to - from }, (_, k) => from + k);

describe('a history', () => {
  test('keeps every entry while it grows', () => {
    let history = emptyHistory;
    for (let from = 0; from < 3000; from += 7) history = extend(history, from, ramp(from, from + 7));
    expect(entries(history)).toEqual([...ramp(0, 3003)]);
  });

  test('makes room rarely', () => {
    let history = emptyHistory;
    const arrays = new Set<Float32Array>();
    for (let from = 0; from < 10_000; from++) {
      history = extend(history, from, ramp(from, from + 1));
      arrays.add(history.values);
    }
    expect(arrays.size).toBeLessThan(8);
  });

  test('is cut back by a rewind, and goes on from there', () => {
    const long = extend(emptyHistory, 0, ramp(0, 100));
    const cut = extend(long, 20, new Float32Array(0));
    expect(cut.length).toBe(20);
    expect(entries(extend(cut, 20, Float32Array.of(-1)))).toEqual([...ramp(0, 20), -1]);
  });

  test('has a gap where something went missing, not old values', () => {
    const long = extend(emptyHistory, 0, ramp(0, 100));
    const cut = extend(long, 2, new Float32Array(0));
    expect(entries(extend(cut, 4, Float32Array.of(9)))).toEqual([0, 1, Number.NaN, Number.NaN, 9]);
    expect(entries(extend(emptyHistory, 2, ramp(0, 300))).slice(0, 3)).toEqual([Number.NaN, Number.NaN, 0]);
  });

  test('that does not change is the same', () => {
    const history = extend(emptyHistory, 0, ramp(0, 3));
    expect(extend(history, 3, new Float32Array(0))).toBe(history);
  });
});
