// Slow, obvious arrays in double precision: what the engine's ops are held against.

export interface Dense {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** All indices of a shape, in row-major order; one empty index for a scalar. */
function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, size) => all.flatMap((index) => Array.from({ length: size }, (_, i) => [...index, i])),
    [[]],
  );
}

/** The array whose element at each index is what `element` says. */
export function build(shape: readonly number[], element: (index: readonly number[]) => number): Dense {
  return { shape, data: indices(shape).map(element) };
}

/** The element at an index; along dimensions of size 1 and missing leading ones, any index will do. */
export function at({ shape, data }: Dense, index: readonly number[]): number {
  const own = index.slice(index.length - shape.length);
  const place = shape.reduce((sum, size, axis) => sum * size + (size === 1 ? 0 : (own[axis] as number)), 0);
  return data[place] as number;
}

/** NumPy's broadcasting. */
export function broadcast(...shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) =>
    shapes.reduce((size, shape) => {
      const own = shape[axis - rank + shape.length] ?? 1;
      return own === 1 ? size : own;
    }, 1),
  );
}

/** `combine` applied to the elements of each group of indices that differ only along `axes`. */
export function reduce(
  x: Dense,
  axes: readonly number[],
  keepDims: boolean,
  combine: (group: readonly number[]) => number,
): Dense {
  const reduced = axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis));
  const kept = x.shape.map((size, axis) => (reduced.includes(axis) ? 1 : size));
  const inner = x.shape.map((size, axis) => (reduced.includes(axis) ? size : 1));
  const full = build(kept, (index) =>
    combine(
      indices(inner).map((offset) =>
        at(
          x,
          index.map((i, axis) => i + (offset[axis] as number)),
        ),
      ),
    ),
  );
  return keepDims ? full : { ...full, shape: kept.filter((_, axis) => !reduced.includes(axis)) };
}
