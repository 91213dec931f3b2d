// A vector as a strip of cells: sixteen in a line, and as many lines as it takes. So 128 units are a map of 16 × 8, no
// unit is left out, and unit k stands at the same height in every strip.

/** Cells in a line, where there are more than that. */
const line = 16;
/** Pixels of all lines together, by how many there are: more lines, thinner ones. */
const thickness = (lines: number) =>
  lines === 1 ? 20 : lines * (lines <= 2 ? 10 : lines <= 4 ? 7 : lines <= 8 ? 5 : 3);

export interface Strip {
  readonly count: number;
  /** Cells in a line (the last may have fewer), and lines. */
  readonly perLine: number;
  readonly lines: number;
  /** Of one cell, along its line and across. */
  readonly cell: number;
  readonly depth: number;
  /** Of all. */
  readonly length: number;
  readonly thickness: number;
}

/** @param room pixels that a line may take; whole cells are kept, at most 24 pixels each */
export function planStrip(count: number, room: number): Strip {
  const perLine = Math.max(1, Math.min(line, count));
  const lines = Math.max(1, Math.ceil(count / perLine));
  const cell = Math.max(1, Math.min(24, Math.floor(room / perLine)));
  const whole = thickness(lines);
  return {
    count,
    perLine,
    lines,
    cell,
    depth: whole / lines,
    length: cell * perLine,
    thickness: whole,
  };
}

/** Where unit `index` lies: `along` its line and `across` the lines. */
export function stripCell(strip: Strip, index: number): { readonly along: number; readonly across: number } {
  const place = index % strip.perLine;
  return { along: place * strip.cell, across: ((index - place) / strip.perLine) * strip.depth };
}

/** The unit under a point, measured from the strip's corner; undefined outside. */
export function unitAt(strip: Strip, along: number, across: number): number | undefined {
  const place = Math.floor(along / strip.cell);
  const row = Math.floor(across / strip.depth);
  const index = row * strip.perLine + place;
  return place >= 0 && place < strip.perLine && row >= 0 && row < strip.lines && index < strip.count
    ? index
    : undefined;
}
