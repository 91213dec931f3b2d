// Softmax over rows: eˣ⁻ᵐᵃˣ, so that nothing overflows.

import { exp1, exp4, maxLanes, sumLanes } from './math';

/**
 * One row in place. A row of −∞ only (all masked) becomes zeros. Shared with attention.
 * @returns the sum of exponentials before division
 */
export function softmaxRow(x: usize, out: usize, n: i32): f32 {
  const end = n & ~3;
  let largest: f32 = -Infinity;
  if (end > 0) {
    let four = v128.load(x);
    for (let i = 4; i < end; i += 4) four = f32x4.max(four, v128.load(x + (i << 2)));
    largest = maxLanes(four);
  }
  for (let i = end; i < n; i++) largest = max(largest, load<f32>(x + (i << 2)));
  if (largest == -Infinity) {
    memory.fill(out, 0, n << 2);
    return 0;
  }
  const shift = f32x4.splat(largest);
  let sums = f32x4.splat(0);
  for (let i = 0; i < end; i += 4) {
    const e = exp4(f32x4.sub(v128.load(x + (i << 2)), shift));
    v128.store(out + (i << 2), e);
    sums = f32x4.add(sums, e);
  }
  let total = sumLanes(sums);
  for (let i = end; i < n; i++) {
    const e = exp1(load<f32>(x + (i << 2)) - largest);
    store<f32>(out + (i << 2), e);
    total += e;
  }
  const inverse: f32 = 1 / total;
  const factor = f32x4.splat(inverse);
  for (let i = 0; i < end; i += 4) v128.store(out + (i << 2), f32x4.mul(v128.load(out + (i << 2)), factor));
  for (let i = end; i < n; i++) store<f32>(out + (i << 2), load<f32>(out + (i << 2)) * inverse);
  return total;
}

/** out = softmax of each row; out may be x. */
export function softmaxRows(x: usize, out: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    softmaxRow(x, out, columns);
    x += columns << 2;
    out += columns << 2;
  }
}

/**
 * dx = kept · dx + factor · y ⊙ (dy − Σ dy·y / Σ y) for one row; dx may be dy where nothing is kept. Shared with attention.
 * Rounding leaves Σ y a little off 1 and would leave Σ dx off 0 by that share of Σ dy·y, which can be far larger than dx
 * itself; divided and in double precision, Σ dx is 0 but for dx's own rounding.
 */
export function softmaxRowBackward(y: usize, dy: usize, dx: usize, n: i32, factor: f32, kept: f32): void {
  let dot: f64 = 0;
  let total: f64 = 0;
  for (let j = 0; j < n; j++) {
    const share = <f64>load<f32>(y + (j << 2));
    dot += share * <f64>load<f32>(dy + (j << 2));
    total += share;
  }
  if (total > 0) dot /= total; // a row that is all masked has no share in anything
  for (let j = 0; j < n; j++) {
    const flow = <f64>load<f32>(y + (j << 2)) * (<f64>load<f32>(dy + (j << 2)) - dot);
    const at = dx + (j << 2);
    store<f32>(at, kept * load<f32>(at) + <f32>(flow * <f64>factor));
  }
}

/** dx += y ⊙ (dy − Σ dy·y), row by row. */
export function softmaxRowsBackward(y: usize, dy: usize, dx: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    softmaxRowBackward(y, dy, dx, columns, 1, 1);
    y += columns << 2;
    dy += columns << 2;
    dx += columns << 2;
  }
}
