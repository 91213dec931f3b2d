// Arcs: as wide as their weights, side by side where they end, and drawn from word to word.
import { path } from 'd3';
import { describe, expect, test } from 'vitest';
import { type ArcOptions, layoutArcs, leastWeight, traceArc } from '../../src/geometry/arcs.ts';

const across = [100, 200, 300];
const top = across.map((x) => ({ x, y: 0 }));
const bottom = across.map((x) => ({ x, y: 100 }));
const options: ArcOptions = { direction: 'down', fullWidth: 20, spread: 60 };

describe('arcs', () => {
  test('are as wide as their weight', () => {
    const arcs = layoutArcs([0.7, 0.2, 0.1, 0, 1, 0], 3, top, bottom, options);
    expect(arcs.map(({ target, source, width }) => [target, source, width])).toEqual([
      [0, 2, 2],
      [0, 1, 4],
      [0, 0, 14],
      [1, 1, 20],
    ]);
  });

  test('come lightest first, so that the heaviest are painted last', () => {
    const weights = layoutArcs([0.5, 0.1, 0.4, 0.2, 0.7, 0.1], 3, top, bottom, options).map(
      (arc) => arc.weight,
    );
    expect(weights).toEqual([...weights].sort((one, other) => one - other));
  });

  test('fill one bar of the full width at the word that is written', () => {
    const arcs = layoutArcs([0.5, 0.3, 0.2], 3, top, bottom, options);
    const edges = arcs
      .map(({ to, width }) => [to.x - width / 2, to.x + width / 2] as const)
      .sort((one, other) => one[0] - other[0]);
    expect(edges[0]?.[0]).toBeCloseTo(90);
    expect(edges[1]?.[0]).toBeCloseTo(edges[0]?.[1] ?? 0);
    expect(edges[2]?.[0]).toBeCloseTo(edges[1]?.[1] ?? 0);
    expect(edges[2]?.[1]).toBeCloseTo(110);
  });

  test('squeeze together at a word that everything looks at', () => {
    const ten = Array.from({ length: 10 }, (_, at) => ({ x: at * 40, y: 100 }));
    const arcs = layoutArcs(new Array(10).fill(1), 1, [{ x: 200, y: 0 }], ten, options);
    const starts = arcs.map(({ from }) => from.x);
    expect(Math.max(...starts) - Math.min(...starts)).toBeLessThan(options.spread);
    expect(arcs.every(({ width }) => width === 20)).toBe(true);
  });

  test('are not made for weights too small to be seen, for NaN, or for words without a place', () => {
    expect(layoutArcs([leastWeight / 2, Number.NaN, 1], 3, top, bottom, options)).toHaveLength(1);
    expect(layoutArcs([1, 0, 0, 1, 0, 0], 3, top, bottom.slice(0, 1), options)).toHaveLength(1);
    expect(layoutArcs([], 0, [], [], options)).toEqual([]);
  });

  test('leave and reach the words at right angles', () => {
    const [arc] = layoutArcs([1, 0, 0], 3, top, bottom, options);
    const sink = path();
    if (arc !== undefined) traceArc(sink, arc, 'down');
    expect(sink.toString()).toBe('M100,0C100,50,100,50,100,100');
    const [sideways] = layoutArcs([1], 1, [{ x: 0, y: 10 }], [{ x: 80, y: 50 }], {
      ...options,
      direction: 'across',
    });
    const other = path();
    if (sideways !== undefined) traceArc(other, sideways, 'across');
    expect(other.toString()).toBe('M0,10C40,10,40,50,80,50');
  });
});
