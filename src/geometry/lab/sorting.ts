// Orders of units: as they are numbered, or the liveliest first.

/** Mean |value| of each row of (rows × columns). */
export function activities(values: ArrayLike<number>, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < columns; column++) sum += Math.abs(values[row * columns + column] ?? 0);
    return columns === 0 ? 0 : sum / columns;
  });
}

/** Row indices, the greatest key first; equals, and what is no number, in their own order. */
export function byActivity(keys: ArrayLike<number>): number[] {
  const key = (at: number) => (Number.isNaN(keys[at]) ? -Infinity : (keys[at] ?? 0));
  return Array.from({ length: keys.length }, (_, at) => at).sort((a, b) => key(b) - key(a) || a - b);
}

/** The rows of (rows × columns) in that order. */
export function reordered(
  values: ArrayLike<number>,
  order: readonly number[],
  columns: number,
): Float32Array {
  const out = new Float32Array(order.length * columns);
  order.forEach((row, at) => {
    for (let column = 0; column < columns; column++)
      out[at * columns + column] = values[row * columns + column] ?? 0;
  });
  return out;
}
