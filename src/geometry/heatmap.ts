// A heatmap's arithmetic: how large its cells are, which one lies under a point, where one lies, and where an arrow key
// leads. Cells lie on whole pixels, so that they stay crisp.
import { textWidth } from './textWidth.ts';

export interface HeatmapLayout {
  readonly rows: number;
  readonly columns: number;
  /** Of a cell, whole pixels. */
  readonly cellWidth: number;
  readonly cellHeight: number;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The largest whole pixels with which `count` cells fit into `room`, at most `largest`, never below 1. */
export const cellSize = (count: number, room: number, largest: number): number =>
  Math.max(1, Math.floor(Math.min(room / Math.max(1, count), largest)));

/** The cell under a point, both measured from the first cell's corner; undefined outside. */
export function cellAt(layout: HeatmapLayout, x: number, y: number): Cell | undefined {
  const { rows, columns, cellWidth, cellHeight } = layout;
  const row = Math.floor(y / cellHeight);
  const column = Math.floor(x / cellWidth);
  return row >= 0 && row < rows && column >= 0 && column < columns ? { row, column } : undefined;
}

/** Where a cell lies. */
export const cellRect = ({ cellWidth, cellHeight }: HeatmapLayout, { row, column }: Cell) => ({
  x: column * cellWidth,
  y: row * cellHeight,
  width: cellWidth,
  height: cellHeight,
});

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

/** Names turned by half a right angle overlap on narrower columns. */
const leastForLeaning = 22;

/** How the names above columns must be turned to fit: degrees. */
export function labelTurn(labels: readonly string[], cellWidth: number, fontSize: number): 0 | -45 | -90 {
  const widest = Math.max(0, ...labels.map((label) => textWidth(label) * fontSize));
  if (widest <= cellWidth - 2) return 0;
  return cellWidth >= leastForLeaning ? -45 : -90;
}

/** Width of the line between cells: none where cells are too small for it. */
export const cellGap = (cell: number): number => (cell >= 12 ? 1 : 0);
