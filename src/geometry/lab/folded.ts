// A recurrent network folded: one cell a layer, one above the other, each with a loop. Pixels; y grows downwards.

export interface FoldedCell {
  readonly y: number;
  readonly middle: number;
  readonly up: string;
  readonly upHead: string;
  readonly loop: string;
  readonly loopHead: string;
  /** The gradient's way, beside the loop and against it. */
  readonly backLoop: string;
  readonly backHead: string;
  readonly noteX: number;
}

export interface FoldedPlan {
  readonly height: number;
  /** The middle of the cells. */
  readonly x: number;
  readonly block: {
    readonly rows: number;
    readonly columns: number;
    readonly cellWidth: number;
    readonly cellHeight: number;
    readonly width: number;
    readonly height: number;
  };
  /** In the order of the trace's layers, from below. */
  readonly cells: readonly FoldedCell[];
  readonly lossY: number;
  readonly outputY: number;
}

const top = 72;
const gap = 48;
const reach = 72;

export function planFolded(rowCount: number, units: number, width: number): FoldedPlan {
  const rows = Math.min(units, 16);
  const columns = Math.ceil(units / 16);
  const cellHeight = Math.min(16, Math.floor((rowCount <= 2 ? 128 : 80) / rows));
  const cellWidth = columns === 1 ? 32 : columns === 2 ? 20 : 10;
  const block = {
    rows,
    columns,
    cellWidth,
    cellHeight,
    width: columns * cellWidth,
    height: rows * cellHeight,
  };
  // Notes stand to the right of the loops, so the cells stand left of the middle where it is narrow.
  const x = Math.round(Math.min(width / 2, width - 184 - reach - block.width / 2));
  const edge = x + block.width / 2 + 4;
  const cells = Array.from({ length: rowCount }, (_, at): FoldedCell => {
    const y = top + (rowCount - 1 - at) * (block.height + gap);
    const middle = y + block.height / 2;
    const half = block.height / 2 - 6;
    const bottom = y + block.height + 4;
    return {
      y,
      middle,
      up: `M${x} ${bottom + gap - 12}V${bottom + 6}`,
      upHead: `M${x} ${bottom}l4 7h-8Z`,
      loop: `M${edge} ${middle - half}C${edge + reach} ${middle - half} ${edge + reach} ${middle + half} ${edge + 6} ${middle + half}`,
      loopHead: `M${edge} ${middle + half}l7 -4v8Z`,
      backLoop: `M${edge} ${middle + half - 12}C${edge + reach - 20} ${middle + half - 12} ${edge + reach - 20} ${middle - half + 12} ${edge + 8} ${middle - half + 12}`,
      backHead: `M${edge} ${middle - half + 12}l9 -5v10Z`,
      noteX: edge + reach * 0.75 + 16,
    };
  });
  return { height: top + rowCount * (block.height + gap), x, block, cells, lossY: 16, outputY: 44 };
}
