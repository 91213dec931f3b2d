// Curves: no extreme is lost however long the run, axes are round and move seldom, gaps stay gaps.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastUntil, lossDomain, sampled, stepsEnd } from '../../src/geometry/curve.ts';
import { planLearningCurve } from '../../src/geometry/learningCurve.ts';
import { logTicks, roundUp } from '../../src/geometry/ticks.ts';

const series = (...values: number[]) => ({ values: new Float32Array(values), length: values.length });

describe('sampling a history', () => {
  test('keeps all of a short one', () => {
    expect(sampled(series(3, 2, 1), 100, 100).map(({ value }) => value)).toEqual([3, 2, 1]);
  });

  test('keeps the lowest and the highest of every slice, in order, and few points', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.001, max: 100, noNaN: true }), { minLength: 500, maxLength: 3000 }),
        (values) => {
          const history = series(...values);
          const points = sampled(history, 50, values.length);
          expect(points.length).toBeLessThanOrEqual(200);
          const steps = points.map(({ step }) => step);
          expect(steps).toEqual([...new Set(steps)].sort((one, other) => one - other));
          for (const point of points) expect(point.value).toBe(history.values[point.step]);
          const drawn = points.map(({ value }) => value);
          expect(Math.max(...drawn)).toBe(Math.max(...history.values));
          expect(Math.min(...drawn)).toBe(Math.min(...history.values));
          expect(steps[0]).toBe(0);
          expect(steps.at(-1)).toBe(values.length - 1);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('keeps a gap where a value is no number', () => {
    const values = new Float32Array(2000).fill(1);
    values[700] = Number.NaN;
    expect(sampled({ values, length: 2000 }, 50, 2000).some(({ value }) => Number.isNaN(value))).toBe(true);
  });

  test('ignores the spare room behind the history', () => {
    const values = new Float32Array(5000).fill(9);
    values.fill(1, 0, 1000);
    expect(sampled({ values, length: 1000 }, 50, 2000).every(({ value }) => value === 1)).toBe(true);
  });
});

describe('axes', () => {
  test('end at a round number of steps that leaves room', () => {
    expect([0, 12, 99, 148, 640, 30000].map(stepsEnd)).toEqual([100, 100, 150, 200, 750, 50000]);
    expect(roundUp(1000, 1)).toBe(1000);
  });

  test('hold every loss, and rest while they can', () => {
    const points = (values: number[]) => values.map((value, step) => ({ step, value }));
    expect(lossDomain([])).toEqual([0.1, 10]);
    expect(lossDomain(points([4, 0.3]))).toEqual([0.1, 10]);
    expect(lossDomain(points([4, 0.03, Number.NaN, 0, -1]))).toEqual([0.02, 10]);
    expect(lossDomain(points([45]))).toEqual([0.1, 50]);
  });

  test('are marked at powers of ten, or finer where there would be too few', () => {
    expect(logTicks(0.1, 10, 4)).toEqual([0.1, 1, 10]);
    expect(logTicks(2, 8, 4)).toEqual([2, 5]);
    expect(logTicks(1e-6, 100, 4).length).toBeLessThanOrEqual(4);
    expect(logTicks(1e-6, 100, 4)).toContain(100);
  });
});

describe('the learning curve', () => {
  const accuracy = [
    { step: 0, value: 0 },
    { step: 2, value: 0.5 },
  ];
  const plan = planLearningCurve({ width: 400, losses: series(10, 1, Number.NaN, 0.1), accuracy });

  test('draws losses[k] at step k + 1, on a log scale, with a gap where it is no number', () => {
    expect(plan.lossY(10)).toBe(plan.loss.top);
    expect(plan.lossY(0.1)).toBe(plan.loss.bottom);
    expect(plan.lossY(1)).toBeCloseTo((plan.loss.top + plan.loss.bottom) / 2);
    const [first, second] = plan.loss.path.split(/(?=M)/);
    const point = (step: number, loss: number) =>
      `${+plan.x(step).toFixed(1)},${+plan.lossY(loss).toFixed(1)}`;
    expect(first).toBe(`M${point(1, 10)}L${point(2, 1)}`);
    expect(second).toBe(`M${point(4, 0.1)}Z`);
  });

  test('draws accuracy from 0 to 1 at the steps where it was measured', () => {
    expect(plan.accuracyY(0)).toBe(plan.accuracy.bottom);
    expect(plan.accuracyY(1)).toBe(plan.accuracy.top);
    expect(plan.accuracy.path).toBe(
      `M${plan.left},${plan.accuracy.bottom}L${+plan.x(2).toFixed(1)},${plan.accuracyY(0.5)}`,
    );
  });

  test('is an empty picture with axes before the first step', () => {
    const empty = planLearningCurve({ width: 400, losses: series(), accuracy: [] });
    expect([empty.loss.path, empty.accuracy.path]).toEqual(['', '']);
    expect(empty.steps.length).toBeGreaterThan(1);
  });

  test('finds the step under a point, and never one off the axis', () => {
    expect(plan.stepAt(plan.x(40))).toBe(40);
    expect(plan.stepAt(-50)).toBe(0);
    expect(plan.stepAt(5000)).toBe(plan.end);
  });

  test('finds the last measurement by a step', () => {
    expect(lastUntil(accuracy, 1)).toEqual(accuracy[0]);
    expect(lastUntil(accuracy, 2)).toEqual(accuracy[1]);
    expect(lastUntil(accuracy, -1)).toBeUndefined();
  });
});
