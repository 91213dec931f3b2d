// A parameter cut into what belongs together: the gates' rows of a recurrent weight, and small samples of it.
import { matrixLabelWidth } from '../matrix.ts';

export interface WeightBlock {
  /** Gate id; null where the parameter has no gates. */
  readonly gate: string | null;
  /** The block's first row in the whole parameter. */
  readonly first: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * @param shape (rows, columns), or (rows) for a bias, which is one column
 * @param gates in the order of their rows; none for a parameter without gates
 */
export function blocksOf(shape: readonly number[], gates: readonly string[]): readonly WeightBlock[] {
  const [rows = 0, columns = 1] = shape;
  if (gates.length === 0) return [{ gate: null, first: 0, rows, columns }];
  const each = rows / gates.length;
  return gates.map((gate, at) => ({ gate, first: at * each, rows: each, columns }));
}

/** The block's own numbers, row by row. */
export const blockValues = (values: Float32Array, { first, rows, columns }: WeightBlock): Float32Array =>
  values.subarray(first * columns, (first + rows) * columns);

export interface BlocksRoom {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** Of all of them, pixels. */
  readonly width: number;
  /** Beside each block: a strip of one column. */
  readonly strip: boolean;
  /** Height that each row asks for, where rows carry words; 0 else. */
  readonly rowHeight: number;
}

export interface BlocksPlan {
  readonly perRow: number;
  /** Side of a cell, whole pixels. */
  readonly cell: number;
}

/** Pixels between blocks, between a block and its strip, and for the names of rows, left of each row's first block. */
export const blocksGap = 20;
const stripGap = 8;
const namesWidth = 36;
const largestCell = 24;
/** Cells of this size can be read and pointed at: then all blocks stand in one row. */
const readable = 6;
/** Below it, more blocks stand under one another where cells grow by as much. */
const worth = 1.4;

/** How many blocks stand side by side, and how large cells can be so that all fit the width and about a screen. */
export function planBlocks({ count, rows, columns, width, strip, rowHeight }: BlocksRoom): BlocksPlan {
  const cellWith = (perRow: number) => {
    const own = (width - namesWidth - blocksGap * (perRow - 1)) / perRow - (strip ? stripGap : 0);
    const across = own / (columns + (strip ? 1 : 0));
    const tall = rows < (perRow > 1 ? 32 : 64) ? 480 : perRow > 1 ? 640 : 1120;
    const screen = Math.max(tall, Math.min(1120, rowHeight * rows));
    const down = screen / (Math.ceil(count / perRow) * rows);
    return Math.floor(Math.min(across, down, largestCell));
  };
  let best = { perRow: count, cell: cellWith(count) };
  for (let perRow = count; perRow > 1 && best.cell < readable; ) {
    perRow = Math.ceil(perRow / 2);
    const cell = cellWith(perRow);
    if (best.cell < 1 || cell >= best.cell * worth) best = { perRow, cell };
  }
  return { ...best, cell: Math.max(1, best.cell) };
}

/** From a block to what stands beside it. */
export const sidesGap = 40;
const tallBlock = 480;
/** Two planes of eigenvalues side by side. */
const leastSide = 328;

/**
 * How wide a single tall block is, so that other things can stand beside it; undefined where it is not tall, or leaves no
 * room for them.
 */
export function besideBlock(
  { rows, columns, width, strip, rowHeight }: Omit<BlocksRoom, 'count'>,
  labels: readonly string[],
): number | undefined {
  const { cell } = planBlocks({ count: 1, rows, columns, width, strip, rowHeight });
  const names = matrixLabelWidth(labels);
  const own = names + 2 + cell * columns + (strip ? stripGap + cell : 0);
  return cell * rows >= tallBlock && width - own - sidesGap >= leastSide ? own : undefined;
}

export interface Sampled {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/**
 * A matrix in at most `most` rows and columns. Where several numbers fall together, the one of the largest size stands
 * for them, so that nothing that stands out is lost.
 */
export function sampledMatrix(values: Float32Array, rows: number, columns: number, most: number): Sampled {
  const to = { rows: Math.min(rows, most), columns: Math.min(columns, most) };
  const out = new Float32Array(to.rows * to.columns);
  const across = Uint16Array.from({ length: columns }, (_, at) => sampleIndex(at, columns, to.columns));
  for (let row = 0; row < rows; row++) {
    const into = sampleIndex(row, rows, to.rows) * to.columns;
    const from = row * columns;
    for (let column = 0; column < columns; column++) {
      const at = into + (across[column] as number);
      const value = values[from + column] as number;
      if (Math.abs(value) > Math.abs(out[at] as number)) out[at] = value;
    }
  }
  return { ...to, values: out };
}

/** The row (or column) of the sample in which index `at` of `count` falls. */
export const sampleIndex = (at: number, count: number, sampled: number): number =>
  Math.floor((at * sampled) / count);
