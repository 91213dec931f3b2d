// A matrix's plan in pixels: cells as large as the room allows, names beside them where they fit.
import { cellSize, type HeatmapLayout, labelTurn } from './heatmap.ts';
import { textWidth } from './textWidth.ts';

const fontSize = 13;
/** Turned names take as much as the longest of them needs, and are cut off beyond. */
const longestName = 88;
const labelHeight = {
  0: () => 26,
  [-45]: (em: number) => Math.round(Math.min(longestName, em) * 0.75) + 18,
  [-90]: (em: number) => Math.round(Math.min(longestName, em)) + 12,
};

export interface MatrixPlan {
  readonly layout: HeatmapLayout;
  readonly turn: 0 | -45 | -90;
  /** Pixels left of and above the cells. */
  readonly labelWidth: number;
  readonly labelHeight: number;
  /** Pixels along a turned column's name, which ends in an ellipsis beyond. */
  readonly longestName: number;
  /** Every how many rows a name is written; 0: none, the rows are too low. */
  readonly nameEvery: number;
  /** The same of columns. */
  readonly columnEvery: number;
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
/** Names as short as this are letters: upright, and fewer of them where columns are narrow. */
const letter = 18;
const lineHeight = 16;
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
      longestName,
      nameEvery,
      columnEvery: 1,
    };
  const longest = widest(columnLabels);
  const turned = (width: number) => (longest <= letter ? 0 : labelTurn(columnLabels, width, fontSize));
  let turn = turned(cellWidth);
  const leaning = turn === -45 ? Math.round(Math.min(longestName, longest) * 0.71) : 0;
  const fitted = cellSize(columns, room - leaning, cellWidth);
  if (turn === -45) turn = turned(fitted);
  const columnWidth = turn === -45 ? fitted : cellWidth;
  const needed = { 0: longest <= letter ? longest + 4 : 0, [-45]: 0, [-90]: lineHeight }[turn];
  return {
    layout: { rows, columns, cellWidth: columnWidth, cellHeight },
    turn,
    labelWidth,
    labelHeight: labelHeight[turn](longest),
    longestName,
    nameEvery,
    columnEvery: Math.max(1, Math.ceil(needed / columnWidth)),
  };
}
