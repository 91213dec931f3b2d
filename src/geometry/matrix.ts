// A matrix's plan in pixels: cells as large as the room allows, names beside them where they fit.
import { cellSize, type HeatmapLayout, labelTurn } from './heatmap.ts';
import { textWidth } from './textWidth.ts';

const fontSize = 13;
/** Turned names take as much as the longest of them needs, and are cut off beyond. */
const labelHeight = {
  0: () => 26,
  [-45]: (em: number) => Math.min(64, Math.round(em * 0.75) + 18),
  [-90]: (em: number) => Math.min(68, Math.round(em) + 12),
};

export interface MatrixPlan {
  readonly layout: HeatmapLayout;
  readonly turn: 0 | -45 | -90;
  /** Pixels left of and above the cells. */
  readonly labelWidth: number;
  readonly labelHeight: number;
  /** Every how many rows a name is written; 0: none, the rows are too low. */
  readonly nameEvery: number;
}

export interface MatrixRoom {
  readonly width: number;
  /** Of all cells together. */
  readonly tallest: number;
  /** Of one cell, pixels. */
  readonly largest: number;
  /** Width of a cell may exceed its height so many times, where there is room: for few steps and many units. */
  readonly stretch?: number;
}

const leastNamed = 14;
const widest = (labels: readonly string[]) =>
  Math.max(0, ...labels.map((label) => textWidth(label))) * fontSize;

/** Pixels that names of rows take, left of the cells. */
export const matrixLabelWidth = (labels: readonly string[]): number =>
  Math.round(Math.min(112, widest(labels) + 14));

export function planMatrix(
  rowLabels: readonly string[],
  columnLabels: readonly string[],
  { rows, columns }: { readonly rows: number; readonly columns: number },
  { width, tallest, largest, stretch = 1 }: MatrixRoom,
): MatrixPlan {
  const cellHeight = cellSize(rows, tallest, largest);
  const nameEvery = rowLabels.length === 0 ? 0 : Math.max(1, Math.ceil(leastNamed / cellHeight));
  const labelWidth = nameEvery === 0 ? 0 : matrixLabelWidth(rowLabels);
  const room = Math.max(columns, width - labelWidth - 2);
  const cellWidth = cellSize(columns, room, Math.max(cellHeight * stretch, Math.min(largest, cellHeight)));
  if (columnLabels.length === 0)
    return {
      layout: { rows, columns, cellWidth, cellHeight },
      turn: 0,
      labelWidth,
      labelHeight: 0,
      nameEvery,
    };
  let turn = labelTurn(columnLabels, cellWidth, fontSize);
  const leaning = turn === -45 ? Math.min(64, Math.round(widest(columnLabels) * 0.71)) : 0;
  const fitted = cellSize(columns, room - leaning, cellWidth);
  if (turn === -45) turn = labelTurn(columnLabels, fitted, fontSize);
  return {
    layout: { rows, columns, cellWidth: turn === -45 ? fitted : cellWidth, cellHeight },
    turn,
    labelWidth,
    labelHeight: labelHeight[turn](widest(columnLabels)),
    nameEvery,
  };
}
