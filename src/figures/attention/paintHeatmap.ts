// Paints a matrix of weights: each cell in its weight's colour, masked cells hatched, so that nobody takes "may not look"
// for "does not look".
import type { Cell } from '../../geometry/heatmap.ts';
import { cellGap } from '../../geometry/heatmap.ts';
import type { SequentialScale } from '../../geometry/sequential.ts';

/** What of a canvas is needed, so that a test can listen in. */
export interface HeatmapCanvas {
  fillStyle: string | CanvasGradient | CanvasPattern;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  lineWidth: number;
  fillRect(x: number, y: number, width: number, height: number): void;
  save(): void;
  restore(): void;
  beginPath(): void;
  rect(x: number, y: number, width: number, height: number): void;
  clip(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  stroke(): void;
}

export interface HeatmapMarks {
  readonly weights: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  masked(cell: Cell): boolean;
}

export interface HeatmapInk {
  readonly scale: SequentialScale;
  /** Between the cells. */
  readonly grid: string;
  readonly hatch: string;
}

/** Pixels between two lines of the hatching. */
const hatching = 5;

export function paintHeatmap(
  context: HeatmapCanvas,
  { weights, rows, columns, masked }: HeatmapMarks,
  ink: HeatmapInk,
  size: { readonly width: number; readonly height: number },
): void {
  const { scale, grid } = ink;
  const left = (column: number) => (column * size.width) / columns;
  const top = (row: number) => (row * size.height) / rows;
  const gap = cellGap(Math.min(size.width / columns, size.height / rows));
  if (gap > 0) {
    context.fillStyle = grid;
    context.fillRect(0, 0, size.width, size.height);
  }
  const hidden: Cell[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const isMasked = masked({ row, column });
      if (isMasked) hidden.push({ row, column });
      context.fillStyle = scale(isMasked ? 0 : (weights[row * columns + column] ?? 0));
      const x = left(column);
      const y = top(row);
      context.fillRect(x + gap, y + gap, left(column + 1) - x - gap, top(row + 1) - y - gap);
    }
  if (hidden.length === 0) return;
  context.save();
  context.beginPath();
  for (const { row, column } of hidden)
    context.rect(left(column), top(row), left(column + 1) - left(column), top(row + 1) - top(row));
  hatch(context, ink.hatch, size);
  context.restore();
}

/** Hatches the rectangles of the present path, with the lines of the whole picture. */
export function hatch(
  context: HeatmapCanvas,
  colour: string,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  context.clip();
  context.beginPath();
  for (let at = hatching; at < width + height; at += hatching) {
    context.moveTo(at, 0);
    context.lineTo(at - height, height);
  }
  context.strokeStyle = colour;
  context.lineWidth = 0.75;
  context.stroke();
}
