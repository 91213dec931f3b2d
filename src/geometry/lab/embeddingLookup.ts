// The embedding as a small picture: a row of pixels for each token.

export interface LookupPlan {
  readonly width: number;
  /** Left edge of a column, and top edge of a row: whole pixels. */
  readonly x: (column: number) => number;
  readonly y: (row: number) => number;
  /** Where the mark on a row lies: no lower than can be seen. */
  readonly lit: (row: number) => { readonly y: number; readonly height: number };
}

const cell = { least: 2, most: 8 };
const widest = 96;
const leastMark = 4;

/** Of the picture of vectors of `size` numbers. */
export const lookupWidth = (size: number): number =>
  Math.min(widest, Math.max(24, cell.least * size, Math.min(cell.most * size, 48)));

export function planLookup(count: number, size: number, height: number): LookupPlan {
  const width = lookupWidth(size);
  const x = (column: number) => Math.round((column * width) / size);
  const y = (row: number) => Math.round((row * height) / count);
  return {
    width,
    x,
    y,
    lit: (row) => {
      const own = Math.max(leastMark, y(row + 1) - y(row));
      const middle = (y(row) + y(row + 1)) / 2;
      return { y: Math.min(height - own, Math.max(0, Math.round(middle - own / 2))), height: own };
    },
  };
}
