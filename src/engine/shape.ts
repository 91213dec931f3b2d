// Shapes: sizes, broadcasting (NumPy's rules), and errors that name the op and what it was given.

/** (32, 64) */
export function formatShape(shape: readonly number[]): string {
  return `(${shape.join(', ')})`;
}

/** An op was given tensors whose shapes do not fit together. */
export class ShapeError extends Error {
  override name = 'ShapeError';

  /** @param shapes all operands' shapes, in the op's order */
  constructor(op: string, problem: string, ...shapes: (readonly number[])[]) {
    super(`${op}: ${problem}: ${shapes.map(formatShape).join(' · ')}`);
  }
}

/** The number of elements; 1 for a scalar's shape []. */
export function sizeOf(shape: readonly number[]): number {
  let product = 1;
  for (let axis = 0; axis < shape.length; axis++) product *= shape[axis] as number;
  return product;
}

/** The shape that a and b broadcast to. @throws ShapeError when a dimension differs and neither side is 1 */
export function broadcastShape(op: string, a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  const result: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const sizeA = a[axis - rank + a.length] ?? 1;
    const sizeB = b[axis - rank + b.length] ?? 1;
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1)
      throw new ShapeError(op, 'shapes do not broadcast', a, b);
    result.push(sizeA === 1 ? sizeB : sizeA);
  }
  return result;
}

/** Element strides of a contiguous tensor seen as `shape`: 0 along every dimension in which it is repeated. */
function broadcastStrides(own: readonly number[], shape: readonly number[]): number[] {
  const strides: number[] = new Array(shape.length).fill(0);
  let stride = 1;
  for (let axis = own.length - 1; axis >= 0; axis--) {
    const size = own[axis] as number;
    if (size !== 1) strides[axis + shape.length - own.length] = stride;
    stride *= size;
  }
  return strides;
}

/** How many dimensions the broadcast kernels walk, once neighbours that move alike are merged. */
const PLAN_DIMENSIONS = 5;

/**
 * What the broadcast kernels read: sizes of five dimensions, then the strides of operand a, then of b.
 * @throws ShapeError when more than five dimensions remain after merging
 */
export function broadcastPlan(
  op: string,
  shape: readonly number[],
  a: readonly number[],
  b: readonly number[],
): Int32Array {
  const stridesA = broadcastStrides(a, shape);
  const stridesB = broadcastStrides(b, shape);
  const merged: { size: number; a: number; b: number }[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const dimension = {
      size: shape[axis] as number,
      a: stridesA[axis] as number,
      b: stridesB[axis] as number,
    };
    if (dimension.size === 1) continue;
    const inner = merged[0];
    if (inner && dimension.a === inner.a * inner.size && dimension.b === inner.b * inner.size) {
      inner.size *= dimension.size;
    } else merged.unshift(dimension);
  }
  if (merged.length > PLAN_DIMENSIONS) throw new ShapeError(op, 'too many dimensions to broadcast', a, b);
  while (merged.length < PLAN_DIMENSIONS) merged.unshift({ size: 1, a: 0, b: 0 });
  return Int32Array.from([
    ...merged.map((d) => d.size),
    ...merged.map((d) => d.a),
    ...merged.map((d) => d.b),
  ]);
}
