// A heatmap's arithmetic.
import { describe, expect, test } from 'vitest';
import { cellAt, cellRect, cellSize, labelTurn, moveCell } from '../../src/geometry/heatmap.ts';

const layout = { rows: 3, columns: 4, cellWidth: 20, cellHeight: 10 };

describe('heatmap cells', () => {
  test('are the largest whole pixels that fit', () => {
    expect(cellSize(4, 100, 52)).toBe(25);
    expect(cellSize(3, 100, 52)).toBe(33);
    expect(cellSize(1, 100, 52)).toBe(52);
    expect(cellSize(0, 100, 52)).toBe(52);
    expect(cellSize(500, 100, 52)).toBe(1);
  });

  test('are found under every point of theirs and nowhere else', () => {
    for (let row = 0; row < layout.rows; row++)
      for (let column = 0; column < layout.columns; column++) {
        const { x, y, width, height } = cellRect(layout, { row, column });
        expect(cellAt(layout, x, y)).toEqual({ row, column });
        expect(cellAt(layout, x + width - 0.1, y + height - 0.1)).toEqual({ row, column });
      }
    for (const [x, y] of [
      [-1, 5],
      [80, 5],
      [5, -1],
      [5, 30],
    ] as const)
      expect(cellAt(layout, x, y)).toBeUndefined();
  });

  test('are reached with arrow keys, Home and End, and never left', () => {
    const from = { row: 1, column: 1 };
    const go = (key: string) => moveCell(layout, from, key);
    expect(go('ArrowUp')).toEqual({ row: 0, column: 1 });
    expect(go('ArrowDown')).toEqual({ row: 2, column: 1 });
    expect(go('ArrowLeft')).toEqual({ row: 1, column: 0 });
    expect(go('ArrowRight')).toEqual({ row: 1, column: 2 });
    expect(go('Home')).toEqual({ row: 1, column: 0 });
    expect(go('End')).toEqual({ row: 1, column: 3 });
    expect(go('a')).toBeUndefined();
    expect(moveCell(layout, { row: 0, column: 0 }, 'ArrowUp')).toEqual({ row: 0, column: 0 });
    expect(moveCell(layout, undefined, 'ArrowRight')).toEqual({ row: 0, column: 0 });
    expect(moveCell({ ...layout, rows: 0 }, undefined, 'ArrowRight')).toBeUndefined();
  });

  test('have their names turned only as far as must be', () => {
    expect(labelTurn(['le', 'gros'], 52, 13)).toBe(0);
    expect(labelTurn(['regarde'], 30, 13)).toBe(-45);
    expect(labelTurn(['regarde'], 16, 13)).toBe(-90);
  });
});
