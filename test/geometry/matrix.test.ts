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

  test('turns names that are wider than their column', () => {
    const room = { width: 360, tallest: 256, largest: 40 };
    const long = Array.from({ length: 24 }, () => 'extraordinary');
    expect(planMatrix(['a'], ['a', 'b'], { rows: 1, columns: 2 }, room).turn).toBe(0);
    expect(planMatrix(['a'], long, { rows: 1, columns: 24 }, room).turn).toBe(-90);
  });
});
