// A heatmap's arithmetic: how large its cells are, which one lies under a point, where one lies, and where an arrow key
// leads. Cells are square and on whole pixels, so that they stay crisp.
import { textWidth } from './textWidth.ts';

export interface HeatmapLayout {
  readonly rows: number;
  readonly columns: number;
  /** Side of a cell, pixels. */
  readonly cell: number;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The largest whole cell with which all fit into `width` × `height`, at most `largest`; never below 1. */
export function layoutHeatmap(
  rows: number,
  columns: number,
  width: number,
  height: number,
  largest: number,
): HeatmapLayout {
  const room = Math.min(width / Math.max(1, columns), height / Math.max(1, rows), largest);
  return { rows, columns, cell: Math.max(1, Math.floor(room)) };
}

/** The cell under a point, both measured from the first cell's corner; undefined outside. */
export function cellAt({ rows, columns, cell }: HeatmapLayout, x: number, y: number): Cell | undefined {
  const row = Math.floor(y / cell);
  const column = Math.floor(x / cell);
  return row >= 0 && row < rows && column >= 0 && column < columns ? { row, column } : undefined;
}

/** Left, top and side of a cell. */
export function cellRect({ cell }: HeatmapLayout, { row, column }: Cell) {
  return { x: column * cell, y: row * cell, size: cell };
}

/** Where a key leads from a cell, kept inside; undefined when the key is no movement. No cell yet: the first. */
export function moveCell(
  { rows, columns }: HeatmapLayout,
  from: Cell | undefined,
  key: string,
): Cell | undefined {
  if (rows === 0 || columns === 0) return undefined;
  const steps: Record<string, readonly [down: number, right: number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, -columns],
    End: [0, columns],
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  if (from === undefined) return { row: 0, column: key === 'End' ? columns - 1 : 0 };
  const inside = (at: number, count: number) => Math.min(count - 1, Math.max(0, at));
  return { row: inside(from.row + step[0], rows), column: inside(from.column + step[1], columns) };
}

/** Whether the names above the columns fit as they are, or must be turned: degrees. */
export function labelTurn(labels: readonly string[], cell: number, fontSize: number): 0 | -45 {
  const widest = Math.max(0, ...labels.map((label) => textWidth(label) * fontSize));
  return widest <= cell - 2 ? 0 : -45;
}

/** Width of the line between cells: none where cells are too small for it. */
export const cellGap = (cell: number): number => (cell >= 12 ? 1 : 0);
