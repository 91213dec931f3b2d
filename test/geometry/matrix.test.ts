import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planMatrix } from '../../src/geometry/matrix.ts';

const names = (count: number, name: string) => Array.from({ length: count }, (_, at) => `${name} ${at}`);

describe('the plan of a matrix', () => {
  test('fits any matrix into its room, in whole pixels', () => {
    const size = fc.integer({ min: 1, max: 128 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 320, max: 900 }), (rows, columns, width) => {
        const room = { width, tallest: 320, largest: 44 };
        const { layout, labelWidth } = planMatrix(
          names(rows, 'u'),
          names(columns, 't'),
          { rows, columns },
          room,
        );
        expect(Number.isInteger(layout.cellWidth) && Number.isInteger(layout.cellHeight)).toBe(true);
        expect(layout.cellWidth * columns + labelWidth).toBeLessThanOrEqual(width);
        expect(layout.cellHeight * rows).toBeLessThanOrEqual(320);
      }),
    );
  });

  test('writes fewer names where rows are low, and none where none were given', () => {
    const room = { width: 400, tallest: 256, largest: 40 };
    expect(planMatrix(names(128, 'u'), [], { rows: 128, columns: 8 }, room).nameEvery).toBe(7);
    expect(planMatrix(names(4, 'u'), [], { rows: 4, columns: 8 }, room).nameEvery).toBe(1);
    const bare = planMatrix([], [], { rows: 4, columns: 8 }, room);
    expect([bare.nameEvery, bare.labelWidth, bare.labelHeight]).toEqual([0, 0, 0]);
  });

  test('letters stay upright, and there are fewer of them where columns are narrow', () => {
    const room = { width: 300, tallest: 256, largest: 32 };
    const letters = Array.from({ length: 64 }, (_, at) => 'hen·sat'[at % 7] as string);
    const plan = planMatrix(['128'], letters, { rows: 128, columns: 64 }, room);
    expect(plan.turn).toBe(0);
    expect(plan.columnEvery * plan.layout.cellWidth).toBeGreaterThan(8);
    expect(planMatrix(['1'], ['a', 'b'], { rows: 1, columns: 2 }, room).columnEvery).toBe(1);
  });

  test('upright words do not touch either, and the longest are cut', () => {
    const room = { width: 300, tallest: 256, largest: 32 };
    const words = names(64, 'incomprehensibilities');
    const plan = planMatrix(['1'], words, { rows: 8, columns: 64 }, room);
    expect(plan.turn).toBe(-90);
    expect(plan.columnEvery * plan.layout.cellWidth).toBeGreaterThanOrEqual(16);
    expect(plan.longestName).toBeLessThan(plan.labelHeight);
  });

  test('turns names that are wider than their column', () => {
    const room = { width: 360, tallest: 256, largest: 40 };
    const long = Array.from({ length: 24 }, () => 'extraordinary');
    expect(planMatrix(['a'], ['a', 'b'], { rows: 1, columns: 2 }, room).turn).toBe(0);
    expect(planMatrix(['a'], long, { rows: 1, columns: 24 }, room).turn).toBe(-90);
  });
});
