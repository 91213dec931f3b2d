// Matrix products: matmul and linear, on the packed-panel gemm kernel.

import { broadcastShape, ShapeError, sizeOf } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireNumbers } from './checks.ts';
import { reshape } from './layout.ts';

/**
 * C (m × n) += or = A (m × k) · B, all by address; `transposed` says that B is stored (n × k).
 * @param bias address of n numbers that each row of a product that is not added begins with, or 0
 */
export function product(
  tape: Tape,
  a: number,
  lda: number,
  b: { address: number; ldb: number; transposed: boolean },
  c: number,
  [m, n, k]: readonly [number, number, number],
  accumulate: 0 | 1,
  bias = 0,
): void {
  const { kernels } = tape.memory;
  const mark = tape.memory.mark();
  const panels = tape.scratch(kernels.panelBytes(k, n));
  if (b.transposed) kernels.packPanelsTransposed(b.address, b.ldb, k, n, panels);
  else kernels.packPanels(b.address, b.ldb, k, n, panels);
  kernels.gemm(a, lda, panels, c, n, m, n, k, accumulate, bias);
  tape.memory.release(mark);
}

/** gemm walks K in blocks of this many; so does productTransposed, and what it transposes stays in the cache. */
const K_BLOCK = 256;

/** C (m × n) += Aᵀ·B for A (k × m), B (k × n): A is transposed into scratch first, block by block. */
export function productTransposed(
  tape: Tape,
  a: number,
  lda: number,
  b: number,
  ldb: number,
  c: number,
  [m, n, k]: readonly [number, number, number],
): void {
  const mark = tape.memory.mark();
  const flipped = tape.scratch(m * Math.min(k, K_BLOCK) * 4);
  for (let from = 0; from < k; from += K_BLOCK) {
    const depth = Math.min(K_BLOCK, k - from);
    tape.memory.kernels.transpose(a + from * lda * 4, lda, depth, m, flipped);
    const rows = { address: b + from * ldb * 4, ldb, transposed: false };
    product(tape, flipped, depth, rows, c, [m, n, depth], 1);
  }
  tape.memory.release(mark);
}

/**
 * x·Wᵀ + b, as torch.nn.functional.linear.
 * @param x (…, in)
 * @param weight (out, in)
 * @param bias (out), or undefined for none
 * @returns (…, out)
 * @throws ShapeError when the inner dimensions differ
 */
export function linear(
  tape: Tape,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  name = 'linear',
): Tensor {
  const [out = 0, width = 0] = weight.shape;
  if (weight.shape.length !== 2 || x.columns !== width || x.shape.length === 0) {
    throw new ShapeError('linear', 'inner dimensions differ', x.shape, weight.shape);
  }
  if (bias && (bias.shape.length !== 1 || bias.size !== out)) {
    throw new ShapeError('linear', 'the bias must have one number for each output', weight.shape, bias.shape);
  }
  requireNumbers('linear', x, weight, bias);
  const { memory } = tape;
  const rows = x.rows;
  const y = tape.tensor(name, {
    dims: [...x.dims.slice(0, -1), weight.dims[0] ?? 'out'],
    shape: [...x.shape.slice(0, -1), out],
    requiresGradient: tape.wantsGradient(x, weight, bias),
  });
  const w = { address: weight.address, ldb: width, transposed: true };
  product(tape, x.address, width, w, y.address, [rows, out, width], 0, bias?.address); // (rows, out)
  tape.record('linear', bias ? [x, weight, bias] : [x, weight], [y], () => {
    const flow = tape.gradientOf(y);
    const freshX = tape.freshGradientOf(x);
    const dx = freshX || tape.gradientOf(x);
    const dWeight = tape.gradientOf(weight);
    const dBias = tape.gradientOf(bias);
    // dx = dy·W, dW = dyᵀ·x, db = Σ dy
    if (dx)
      product(
        tape,
        flow,
        out,
        { address: weight.address, ldb: width, transposed: false },
        dx,
        [rows, width, out],
        freshX ? 0 : 1,
      );
    if (dWeight) productTransposed(tape, flow, out, x.address, width, dWeight, [out, width, rows]);
    if (dBias) memory.kernels.sumColumnsInto(flow, dBias, rows, out);
  });
  return y;
}

/**
 * Matrix product over the last two dimensions; leading dimensions broadcast. A vector on the left is a row, one on the
 * right a column; that dimension is missing in the result, as in torch.matmul.
 * @param a (…, m, k) or (k)
 * @param b (…, k, n) or (k)
 * @returns (…, m, n)
 * @throws ShapeError for a scalar, when the inner dimensions differ, or when the leading ones do not broadcast
 */
export function matmul(tape: Tape, a: Tensor, b: Tensor, name = 'matmul'): Tensor {
  if (a.shape.length === 0 || b.shape.length === 0) {
    throw new ShapeError('matmul', 'a scalar has no inner dimension', a.shape, b.shape);
  }
  requireNumbers('matmul', a, b);
  const [row, column] = [a.shape.length === 1, b.shape.length === 1];
  if (!row && !column) return matrixProduct(tape, a, b, name);
  if (a.columns !== (column ? b.size : b.shape.at(-2)))
    throw new ShapeError('matmul', 'inner dimensions differ', a.shape, b.shape);
  const left = row ? reshape(tape, a, [1, a.size], ['row', ...a.dims], 'row') : a;
  const right = column ? reshape(tape, b, [b.size, 1], [...b.dims, 'column'], 'column') : b;
  const y = matrixProduct(tape, left, right, 'product');
  const keep = <T>(list: readonly T[]) => [
    ...list.slice(0, -2),
    ...(row ? [] : list.slice(-2, -1)),
    ...(column ? [] : list.slice(-1)),
  ];
  return reshape(tape, y, keep(y.shape), keep(y.dims), name);
}

function matrixProduct(tape: Tape, a: Tensor, b: Tensor, name: string): Tensor {
  const [m, k] = a.shape.slice(-2) as [number, number];
  const [inner, n] = b.shape.slice(-2) as [number, number];
  if (k !== inner) throw new ShapeError('matmul', 'inner dimensions differ', a.shape, b.shape);
  const leadA = a.shape.slice(0, -2);
  const leadB = b.shape.slice(0, -2);
  const lead = broadcastShape('matmul', leadA, leadB);
  const dims = (lead.length === leadA.length ? a.dims : b.dims).slice(0, -2);
  const y = tape.tensor(name, {
    dims: [...dims, a.dims.at(-2) as string, b.dims.at(-1) as string],
    shape: [...lead, m, n],
    requiresGradient: tape.wantsGradient(a, b),
  });
  const placesA = batchPlaces(lead, leadA);
  const placesB = batchPlaces(lead, leadB);
  const count = sizeOf(lead);
  for (let i = 0; i < count; i++) {
    const left = a.address + (placesA[i] as number) * m * k * 4;
    const right = { address: b.address + (placesB[i] as number) * k * n * 4, ldb: n, transposed: false };
    product(tape, left, k, right, y.address + i * m * n * 4, [m, n, k], 0);
  }
  tape.record('matmul', [a, b], [y], () => {
    const flow = tape.gradientOf(y);
    const dA = tape.gradientOf(a);
    const dB = tape.gradientOf(b);
    for (let i = 0; i < count; i++) {
      const placeA = (placesA[i] as number) * m * k * 4;
      const placeB = (placesB[i] as number) * k * n * 4;
      const own = flow + i * m * n * 4;
      // dA += dY·Bᵀ, dB += Aᵀ·dY; a matrix used by several batches sums
      if (dA)
        product(
          tape,
          own,
          n,
          { address: b.address + placeB, ldb: n, transposed: true },
          dA + placeA,
          [m, k, n],
          1,
        );
      if (dB) productTransposed(tape, a.address + placeA, k, own, n, dB + placeB, [k, n, m]);
    }
  });
  return y;
}

/** For each batch of the result, the batch of an operand with leading shape `own` that it reads. */
function batchPlaces(lead: readonly number[], own: readonly number[]): number[] {
  const count = sizeOf(lead);
  const places: number[] = [];
  for (let i = 0; i < count; i++) {
    let rest = i;
    let place = 0;
    let stride = 1;
    for (let axis = lead.length - 1; axis >= 0; axis--) {
      const index = rest % (lead[axis] as number);
      rest = (rest - index) / (lead[axis] as number);
      const size = own[axis - lead.length + own.length] ?? 1;
      if (size !== 1) place += index * stride;
      stride *= size;
    }
    places.push(place);
  }
  return places;
}
