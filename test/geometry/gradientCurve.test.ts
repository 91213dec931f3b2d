// The way back in pixels: every norm at its height, what has no place on a log scale in a lane of its own.
import { describe, expect, test } from 'vitest';
import { planConsequence } from '../../src/geometry/lab/consequence.ts';
import { geometric } from '../../src/geometry/lab/decay.ts';
import {
  type FactorPanel,
  factorExtent,
  type GradientPlanInput,
  normDomain,
  planGradients,
} from '../../src/geometry/lab/gradientCurve.ts';

const plan = (curves: readonly (readonly number[])[], over: Partial<GradientPlanInput> = {}) =>
  planGradients({ width: 600, curves, names: ['now', 'A', 'theory'], until: 99, ...over });

describe('the scale', () => {
  test('goes from power to power of ten around all that has a place, three of them at least', () => {
    expect(normDomain([[0.5, 2e-7, 0, Number.NaN]])).toEqual([1e-7, 1]);
    expect(normDomain([[0.5, 0.4]])).toEqual([1e-3, 1]);
    expect(normDomain([[1e-45]])[1]).toBeGreaterThan(0);
    expect(normDomain([[0, Infinity]])).toEqual([1e-3, 1]);
  });

  test('of factors is a power of two, and has an end', () => {
    expect(factorExtent([1.1, 0.9])).toBe(2);
    expect(factorExtent([0.3])).toBe(4);
    expect(factorExtent([1e9, 0, Infinity, Number.NaN])).toBe(64);
  });
});

describe('a curve', () => {
  const hops = geometric(1, 0.1, 0, 5);

  test('runs from the right, where the loss is, to the left, a decade a hop', () => {
    const drawn = plan([hops]);
    const dots = drawn.curves[0]?.dots ?? [];
    expect(dots).toHaveLength(5);
    expect(dots[0]).toEqual({ x: drawn.right, y: drawn.top });
    expect(dots[4]?.x).toBe(drawn.left);
    expect(dots[4]?.y).toBeCloseTo(drawn.bottom, 9);
    const fall = dots.slice(1).map((dot, at) => dot.y - (dots[at]?.y ?? 0));
    for (const step of fall) expect(step).toBeCloseTo((drawn.bottom - drawn.top) / 4, 9);
    expect(drawn.hopAt(drawn.x(3) + 1)).toBe(3);
    expect(drawn.hopAt(-1000)).toBe(4);
  });

  test('is drawn to the hop that the beats have come to; pinned ones whole', () => {
    const drawn = plan([hops, hops], { until: 2 });
    expect(drawn.curves.map(({ dots }) => dots.length)).toEqual([3, 5]);
    expect(drawn.factors?.bars).toHaveLength(2);
  });

  test('of another length ends where its own first step is: both begin at the last step', () => {
    const drawn = plan([hops, hops.slice(0, 3)]);
    expect(drawn.curves[1]?.dots[0]?.x).toBe(drawn.curves[0]?.dots[0]?.x);
    expect(drawn.curves[1]?.end?.x).toBe(drawn.x(2));
  });

  test('has its zeros and what is no finite number in lanes of their own, and a gap in its line', () => {
    const drawn = plan([[1, 0, 0.5, Infinity, Number.NaN]]);
    const [curve] = drawn.curves;
    expect(curve?.dots).toHaveLength(2);
    expect(curve?.zeros).toEqual([{ x: drawn.x(1), y: drawn.zeroLane }]);
    expect(curve?.broken.map(({ y }) => y)).toEqual([drawn.brokenLane, drawn.brokenLane]);
    expect(curve?.path.match(/M/g)).toHaveLength(2);
    expect(drawn.zeroLane).toBeGreaterThan(drawn.bottom);
    expect(drawn.brokenLane).toBeLessThan(drawn.top);
    expect(plan([hops]).zeroLane).toBeUndefined();
  });

  test('of a loss in the middle has no zeros before it sets out', () => {
    const [curve] = plan([[0, 0, 1, 0.5]]).curves;
    expect([curve?.dots.length, curve?.zeros.length]).toEqual([2, 0]);
  });

  test('keeps every place finite, whatever comes', () => {
    for (const odd of [[], [0], [Number.NaN], [1e-45, 1e38], [0, 0, 0]]) {
      const drawn = plan([odd]);
      const places = drawn.curves.flatMap(({ dots, zeros, broken }) => [...dots, ...zeros, ...broken]);
      for (const { x, y } of places) expect([x, y].every(Number.isFinite)).toBe(true);
      expect(drawn.curves[0]?.path).not.toMatch(/NaN|Infinity/);
      expect(Number.isFinite(drawn.height)).toBe(true);
    }
  });

  test('has a name that touches no other', () => {
    const names = plan([hops, hops, hops]).curves.map(({ end }) => end?.name ?? 0);
    const sorted = [...names].sort((a, b) => a - b);
    sorted.slice(1).forEach((name, at) => {
      expect(name - (sorted[at] ?? 0)).toBeGreaterThanOrEqual(18);
    });
  });
});

describe('factors', () => {
  test('are bars up from × 1 where the gradient grows, and down where it shrinks', () => {
    const { bars, middle, top, bottom } = plan([[1, 2, 1]]).factors as FactorPanel;
    expect(bars[0]).toMatchObject({ hop: 1, y: top, height: middle - top, beyond: false });
    expect(bars[1]).toMatchObject({ hop: 2, y: middle, height: bottom - middle, beyond: false });
  });

  test('of 0 and infinity are marked: no bar is long enough', () => {
    expect(plan([[1, 0]]).factors?.bars).toMatchObject([{ hop: 1, beyond: true }]);
    expect(plan([[1, Infinity]]).factors?.bars).toMatchObject([{ hop: 1, beyond: true }]);
  });
});

describe('the curve whose factors are drawn', () => {
  const falling = geometric(1, 0.5, 0, 5);
  const steady = geometric(1, 0.9, 0, 5);

  test('is the one that is asked for', () => {
    const bars = (lead: number) => plan([falling, steady], { present: 2, lead }).factors?.bars ?? [];
    expect(bars(1)[0]?.height).toBeLessThan(bars(0)[0]?.height ?? 0);
  });

  test('may be none: then there is no panel, and the axis stands below the curve', () => {
    const [without, withFactors] = [plan([falling], { lead: null }), plan([falling])];
    expect(without.factors).toBeUndefined();
    expect(without.axis).toBe(without.bottom);
    expect(without.height).toBeLessThan(withFactors.height);
  });
});

describe('what comes of it', () => {
  const line = [
    { step: 0, metric: 0.25 },
    { step: 100, metric: 1 },
  ];
  const consequence = (lines: readonly (typeof line)[], metric: 'share' | 'error' = 'share') =>
    planConsequence({ width: 400, lines, names: ['now'], metric, chance: 0.25, until: 100 });

  test('is drawn between nothing and all, with the level of guessing', () => {
    const drawn = consequence([line]);
    expect(drawn.y(1)).toBe(drawn.top);
    expect(drawn.y(0)).toBe(drawn.bottom);
    expect(drawn.chance).toBe(drawn.y(0.25));
    expect(drawn.lines[0]?.end).toMatchObject({ x: drawn.x(100), y: drawn.top });
  });

  test('of errors makes room for the largest', () => {
    const drawn = consequence([[{ step: 0, metric: 40 }]], 'error');
    expect(drawn.y(40)).toBeGreaterThan(drawn.top);
  });

  test('has names that stand apart, and no end where nothing was judged', () => {
    const drawn = consequence([line, line, []]);
    const [one, other, none] = drawn.lines;
    expect(Math.abs((other?.end?.name.y ?? 0) - (one?.end?.name.y ?? 0))).toBeGreaterThanOrEqual(15);
    expect(none?.end).toBeUndefined();
  });

  test('leads a line to each name that had to give way, and to no other', () => {
    const starts = [0.3, 0.28, 0.26, 0.25, 0.24].map((metric) => [{ step: 0, metric }]);
    const { lines, top, bottom } = consequence(starts);
    const ends = lines.flatMap(({ end }) => end ?? []);
    const names = ends.map(({ name }) => name.y).sort((a, b) => a - b);
    names.slice(1).forEach((name, at) => {
      expect(name - (names[at] ?? 0)).toBeGreaterThanOrEqual(15);
    });
    for (const { y, name, led } of ends) {
      expect(led).toBe(Math.abs(name.y - y) > 5);
      expect(name.y).toBeGreaterThanOrEqual(top);
      expect(name.y).toBeLessThanOrEqual(bottom);
    }
    expect(ends.some(({ led }) => led)).toBe(true);
    expect(consequence([line]).lines[0]?.end).toMatchObject({ led: false });
  });
});
