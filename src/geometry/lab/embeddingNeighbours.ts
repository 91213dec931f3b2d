// Which vectors point the same way.

export interface Neighbour {
  readonly index: number;
  /** −1 to 1; 0 where one of the two is nothing. */
  readonly cosine: number;
}

/** Cosine of the angle between rows `a` and `b` of (count × size). */
export function cosine(values: ArrayLike<number>, size: number, a: number, b: number): number {
  let [dot, ofA, ofB] = [0, 0, 0];
  for (let k = 0; k < size; k++) {
    const [x, y] = [values[a * size + k] ?? 0, values[b * size + k] ?? 0];
    dot += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  const sizes = Math.sqrt(ofA) * Math.sqrt(ofB);
  return sizes > 0 ? dot / sizes : 0;
}

/** The `most` rows that point most in the direction of row `index`, the nearest first, without itself. */
export function nearestNeighbours(
  values: ArrayLike<number>,
  count: number,
  size: number,
  index: number,
  most: number,
): readonly Neighbour[] {
  return Array.from({ length: count }, (_, other) => other)
    .filter((other) => other !== index)
    .map((other) => ({ index: other, cosine: cosine(values, size, index, other) }))
    .sort((a, b) => b.cosine - a.cosine || a.index - b.index)
    .slice(0, most);
}
