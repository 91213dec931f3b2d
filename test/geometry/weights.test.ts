// What the figure of the weights is drawn from: blocks, samples, bins, the complex plane and the strip of the steps.
import { describe, expect, test } from 'vitest';
import {
  besideBlock,
  blocksOf,
  blockValues,
  planBlocks,
  sampledMatrix,
} from '../../src/geometry/lab/weightsBlocks.ts';
import { planHistogram } from '../../src/geometry/lab/weightsHistogram.ts';
import {
  circles,
  eigenvaluesOf,
  nearestEigenvalue,
  planeExtent,
  planPlane,
} from '../../src/geometry/lab/weightsPlane.ts';
import { normOf, planStrip, stepsInOrder, sumOf } from '../../src/geometry/lab/weightsStrip.ts';
import { outerSamples, planTile, tilePlace, tileSamples } from '../../src/geometry/lab/weightsTiles.ts';

describe('blocks', () => {
  const gates = ['input', 'forget', 'candidate', 'output'];

  test('are the gates’ rows, one after the other', () => {
    const blocks = blocksOf([8, 3], gates);
    expect(blocks.map(({ gate, first, rows, columns }) => [gate, first, rows, columns])).toEqual([
      ['input', 0, 2, 3],
      ['forget', 2, 2, 3],
      ['candidate', 4, 2, 3],
      ['output', 6, 2, 3],
    ]);
    const values = Float32Array.from({ length: 24 }, (_, at) => at);
    expect([...blockValues(values, blocks[1] as (typeof blocks)[0])]).toEqual([6, 7, 8, 9, 10, 11]);
  });

  test('fit the width, in cells of at least one pixel', () => {
    for (const width of [328, 744, 1200])
      for (const side of [2, 16, 64, 128]) {
        const { perRow, cell } = planBlocks({
          count: 4,
          rows: side,
          columns: side,
          width,
          strip: true,
          rowHeight: 0,
        });
        expect(cell).toBeGreaterThanOrEqual(1);
        expect(perRow * cell * (side + 1)).toBeLessThanOrEqual(width);
      }
  });

  test('stand in one row where cells are large enough to be pointed at, else in two', () => {
    const plan = (side: number, width: number) =>
      planBlocks({ count: 4, rows: side, columns: side, width, strip: true, rowHeight: 0 });
    expect(plan(16, 744).perRow).toBe(4);
    expect(plan(16, 744).cell).toBeGreaterThanOrEqual(6);
    expect(plan(32, 744).perRow).toBe(2);
    expect(plan(16, 328).perRow).toBe(2);
  });

  test('a tall one leaves its side to others where there is room for them', () => {
    const own = (rows: number, width: number) =>
      besideBlock({ rows, columns: 16, width, strip: false, rowHeight: 14 }, ['disappointed']);
    expect(own(68, 744)).toBeLessThan(744 - 328);
    expect(own(68, 744)).toBeGreaterThan(16 * 14);
    expect(own(8, 744)).toBeUndefined();
    expect(own(68, 390)).toBeUndefined();
  });

  test('a sample keeps what stands out, with its sign', () => {
    const values = new Float32Array(64).fill(0.1);
    values[9] = -3;
    const sample = sampledMatrix(values, 8, 8, 4);
    expect([sample.rows, sample.columns]).toEqual([4, 4]);
    expect(sample.values[0]).toBe(-3);
    expect(sampledMatrix(values, 8, 8, 8).values).toEqual(values);
  });

  test('a share is sampled from its factors as it is when it is made', () => {
    const flow = Float32Array.from({ length: 80 }, (_, at) => Math.sin(at * at));
    const read = Float32Array.from({ length: 20 }, (_, at) => Math.cos(at * at));
    const share = Float32Array.from(
      { length: 1600 },
      (_, at) => (flow[Math.floor(at / 20)] as number) * (read[at % 20] as number),
    );
    const plan = planTile(blocksOf([80, 20], gates), 20);
    expect(outerSamples(flow, read, plan)).toEqual(tileSamples(share, plan));
  });

  test('a tile has every block at its place, and every number in its block', () => {
    const blocks = blocksOf([16, 4], gates);
    const plan = planTile(blocks, 56);
    expect(plan.boxes).toHaveLength(4);
    expect(plan.width).toBe(plan.height); // 2 × 2 blocks of 4 × 4
    expect(tileSamples(new Float32Array(64), plan)).toHaveLength(4);
    const place = tilePlace(plan, 4 * 9 + 3); // row 9: the third block’s second row
    const box = plan.boxes[2];
    expect(place?.x).toBeCloseTo((box?.x ?? 0) + (3.5 * (box?.width ?? 0)) / 4, 9);
    expect(place?.y).toBeCloseTo((box?.y ?? 0) + (1.5 * (box?.height ?? 0)) / 4, 9);
  });
});

describe('the histogram', () => {
  const values = Float32Array.of(-1, -0.5, 0, 0, 0.001, 0.5, 1, Number.NaN);
  const plan = planHistogram(values, 1, { width: 400, height: 184 });

  test('counts every number once, zero in a bin of its own', () => {
    expect(plan.bars.reduce((sum, { count }) => sum + count, 0)).toBe(7);
    const middle = plan.bars[(plan.bars.length - 1) / 2];
    expect(middle?.value).toBeCloseTo(0, 12);
    expect(middle?.count).toBe(3);
    expect(plan.largest).toBe(3);
  });

  test('has bars as high as their counts, side by side', () => {
    const whole = plan.bottom - plan.top;
    for (const { count, height } of plan.bars) expect(height).toBeCloseTo((whole * count) / 3, 9);
    const last = plan.bars.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(plan.right, 9);
  });

  test('tells mean and standard deviation', () => {
    expect(plan.mean).toBeCloseTo(0.001 / 7, 7);
    expect(plan.deviation).toBeCloseTo(Math.sqrt(2.5 / 6), 4);
  });
});

describe('the complex plane', () => {
  const pairs = Float32Array.of(0.5, 0, 0, 0.9, 0, -0.9);

  test('has the largest modulus first', () => {
    expect(eigenvaluesOf(pairs).map(({ re, im }) => [re, Math.round(im * 10) / 10])).toEqual([
      [0, 0.9],
      [0, -0.9],
      [0.5, 0],
    ]);
  });

  test('shows the unit circle and all eigenvalues, on one scale', () => {
    expect(planeExtent([pairs])).toBe(1.25);
    expect(planeExtent([pairs, Float32Array.of(2, 0)])).toBe(2.25);
    const plane = planPlane(250, 1.25);
    expect([plane.unit, plane.x(1), plane.y(1)]).toEqual([100, 225, 25]);
  });

  test('draws a circle for each, at its place', () => {
    const path = circles(planPlane(250, 1.25), eigenvaluesOf(pairs), 3);
    expect(path.match(/M[^a]*/g)).toEqual(['M122 35', 'M122 215', 'M172 125']);
  });

  test('finds the nearest to a point', () => {
    const plane = planPlane(250, 1.25);
    expect(nearestEigenvalue(plane, eigenvaluesOf(pairs), { x: 176, y: 128 }, 16)).toBe(2);
    expect(nearestEigenvalue(plane, eigenvaluesOf(pairs), { x: 20, y: 20 }, 16)).toBeUndefined();
  });
});

describe('the strip', () => {
  const plan = planStrip({
    tile: { width: 56, height: 56 },
    labels: ['the', 'main', 'character'],
    norms: [0, 0.01, 0.1],
    whole: 0.1,
  });

  test('has a tile for each step, and bars on a log scale', () => {
    expect(plan.tiles).toHaveLength(3);
    const [none, low, high] = plan.heights;
    expect(none).toBe(0);
    const decade = (high as number) / 4; // four decades below 0.1
    expect(low).toBeCloseTo(3 * decade, 9);
    expect(plan.rules.map(({ value }) => value)).toEqual([1e-5, 1e-4, 0.001, 0.01, 0.1]);
    expect(plan.rules.at(-1)?.y).toBeCloseTo(plan.floor - (high as number), 9);
  });

  test('reaches down to the smallest share, but not without end', () => {
    const rules = (norms: readonly number[]) =>
      planStrip({ tile: plan.tile, labels: norms.map(String), norms, whole: 1 }).rules.map(
        ({ value }) => value,
      );
    expect(rules([1, 2e-8])[0]).toBe(1e-8);
    expect(rules([1, 1e-30])[0]).toBe(1e-12);
    expect(rules([1, 0])[0]).toBe(1e-4);
  });

  test('adds shares up, in the order in which they come', () => {
    const shares = [Float32Array.of(1, 0), Float32Array.of(2, 4), Float32Array.of(0, -1)];
    const last = stepsInOrder(3, true).slice(0, 2);
    expect([...sumOf(last.flatMap((step) => shares[step] ?? []))]).toEqual([2, 3]);
    expect(normOf(sumOf(shares))).toBeCloseTo(Math.hypot(3, 3), 12);
  });
});
