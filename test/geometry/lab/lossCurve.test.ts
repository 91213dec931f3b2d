// The lab's learning curve: all lines on one scale, names apart, no more points than there is room for.
import { describe, expect, test } from 'vitest';
import { type LossCurveInput, planLossCurve } from '../../../src/geometry/lab/lossCurve.ts';
import { stationAt, stationsOf } from '../../../src/geometry/lab/lossStations.ts';

const run = (steps: number, over: Partial<LossCurveInput> = {}) => {
  const judged = Array.from({ length: Math.floor(steps / 10) + 1 }, (_, at) => at * 10);
  return planLossCurve({
    width: 720,
    losses: Float32Array.from({ length: steps }, (_, at) => 2 / (1 + at / 20)),
    heldOut: judged.map((step) => ({ step, value: 2.5 / (1 + step / 30) })),
    shares: judged.map((step) => ({ step, value: step / (step + 20) })),
    blindLoss: 0.7,
    stepWords: String,
    ...over,
  });
};
/** The points of a path, as numbers. */
const pointsOf = (path: string) =>
  [...path.matchAll(/[ML]([\d.-]+),([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

describe('the lines', () => {
  test('stand where their numbers are on the scales', () => {
    const plan = run(40);
    const drawn = pointsOf(plan.loss.path);
    expect(drawn).toHaveLength(40);
    drawn.forEach(([x, y], at) => {
      expect(x).toBeCloseTo(plan.x(at + 1), 0);
      expect(y).toBeCloseTo(plan.lossY(2 / (1 + at / 20)), 0);
    });
    expect(pointsOf(plan.loss.heldOut).map(([x]) => x)).toEqual(
      [0, 10, 20, 30, 40].map((at) => +plan.x(at).toFixed(1)),
    );
    expect(pointsOf(plan.share?.path ?? '').at(-1)?.[1]).toBeCloseTo(plan.shareY(40 / 60), 0);
    expect(pointsOf(plan.loss.judged)).toHaveLength(5);
  });

  test('are all within the panel, the loss of guessing too', () => {
    const plan = run(300, { blindLoss: 30 });
    const inside = (y: number) => y >= plan.loss.top && y <= plan.loss.bottom;
    expect(inside(plan.lossY(30)) && plan.lossY(30) > plan.loss.top).toBe(true);
    expect([...pointsOf(plan.loss.path), ...pointsOf(plan.loss.heldOut)].every(([, y]) => inside(y))).toBe(
      true,
    );
  });

  test('of a long run have no more points than there is room for, and keep the worst judgement', () => {
    const heldOut = Array.from({ length: 9000 }, (_, at) => ({ step: at * 10, value: at === 5431 ? 9 : 1 }));
    const plan = run(90_000, { heldOut });
    expect(pointsOf(plan.loss.path).length).toBeLessThan(4 * 720);
    expect(pointsOf(plan.loss.heldOut).length).toBeLessThan(4 * 720);
    expect(Math.min(...pointsOf(plan.loss.heldOut).map(([, y]) => y))).toBeCloseTo(plan.lossY(9), 0);
    expect(plan.loss.judged).toBe('');
  });

  test('break where a loss is no number', () => {
    const plan = run(3, { losses: Float32Array.of(1, Number.NaN, 1) });
    expect(plan.loss.path.match(/M/g)).toHaveLength(2);
  });
});

describe('the panels', () => {
  test('are one where the metric is the loss', () => {
    const plan = run(40, { shares: null });
    expect(plan.share).toBeNull();
    expect(plan.height).toBeLessThan(run(40).height);
    expect(plan.bottom).toBe(plan.loss.bottom);
  });

  test('have a scale also while nothing is known', () => {
    const plan = run(0, { heldOut: [], shares: [], blindLoss: Number.NaN });
    expect(plan.loss.path).toBe('');
    expect(plan.loss.ticks.length).toBeGreaterThan(1);
    expect(Number.isFinite(plan.lossY(1))).toBe(true);
  });
});

describe('the axis of steps', () => {
  test.each([60, 250, 251, 1000, 4321])('of %i steps is filled by the curve', (steps) => {
    const { end } = run(steps);
    expect(end).toBeGreaterThanOrEqual(steps);
    expect(end).toBeLessThanOrEqual(steps * 1.13);
  });
});

describe('the stations of a run that is watched again', () => {
  const judged = (count: number) => Array.from({ length: count }, (_, at) => ({ step: 10 * at }));

  test('are its judgements and its newest step, none twice', () => {
    expect(stationsOf(judged(4), 35)).toEqual([0, 10, 20, 30, 35]);
    expect(stationsOf(judged(4), 30)).toEqual([0, 10, 20, 30]);
    expect(stationsOf([], 7)).toEqual([7]);
  });

  test('of a long run are evenly thinned', () => {
    const stations = stationsOf(judged(1000), 9999);
    expect(stations.length).toBeLessThanOrEqual(61);
    expect([stations[0], stations.at(-1)]).toEqual([0, 9999]);
  });

  test('are found from any step', () => {
    expect([0, 9, 10, 34, 35].map((step) => stationAt([0, 10, 20, 35], step))).toEqual([0, 0, 1, 2, 3]);
    expect(stationAt([5], 0)).toBe(0);
  });
});

describe('the names', () => {
  test.each([
    [720, 20],
    [320, 36],
  ])('of lines that end together stand apart, %i pixels wide', (width, apart) => {
    const { loss } = run(40, {
      width,
      losses: new Float32Array(40).fill(0.351),
      heldOut: [{ step: 40, value: 0.352 }],
      blindLoss: 0.35,
    });
    const places = Object.values(loss.names).sort((a, b) => a - b);
    expect((places[1] as number) - (places[0] as number)).toBeGreaterThanOrEqual(apart);
    expect((places[2] as number) - (places[1] as number)).toBeGreaterThanOrEqual(apart);
    expect(places[2]).toBeLessThanOrEqual(loss.bottom);
  });
});

describe('a name at the end of its line', () => {
  test('stays there when others, at the bottom, have to make room for one another', () => {
    const { loss, lossY } = run(40, {
      width: 320,
      losses: new Float32Array(40).fill(0.0101),
      heldOut: [{ step: 40, value: 0.0101 }],
      blindLoss: 1,
    });
    expect(loss.names.blind).toBe(lossY(1));
    expect(Math.max(loss.names.loss, loss.names.heldOut)).toBeLessThan(loss.bottom - 17);
    expect(Math.abs(loss.names.loss - loss.names.heldOut)).toBeGreaterThanOrEqual(36);
  });
});

describe('the run that was forked', () => {
  const losses = Float32Array.from({ length: 80 }, (_, at) => 2 / (1 + at / 20));

  test('goes on from the fork, and has room on the axis', () => {
    const plan = run(30, { earlier: { losses, from: 20 } });
    expect(plan.end).toBeGreaterThanOrEqual(80);
    const drawn = pointsOf(plan.loss.earlier);
    expect(drawn[0]?.[0]).toBeCloseTo(plan.x(20), 0);
    expect(drawn).toHaveLength(61);
  });
});
