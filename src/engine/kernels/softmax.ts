// Softmax over rows: eˣ⁻ᵐᵃˣ, so that nothing overflows.

import { load4, store4 } from './lanes';
import { exp4, largestLane, sumLanes } from './math';

/** The largest of n numbers; NaN or not where one of them is NaN. */
export function rowLargest(x: usize, n: i32): f32 {
  const end = n & ~3;
  let largest: f32 = -Infinity;
  if (end > 0) {
    let four = v128.load(x);
    for (let i = 4; i < end; i += 4) four = f32x4.pmax(four, v128.load(x + (i << 2)));
    largest = largestLane(four);
  }
  for (let i = end; i < n; i++) largest = max(largest, load<f32>(x + (i << 2)));
  return largest;
}

/** Whether all of n numbers are −∞, where none is larger: it could be NaN. */
function allHidden(x: usize, n: i32): bool {
  let sum: f32 = -Infinity;
  for (let i = 0; i < n; i++) sum += load<f32>(x + (i << 2));
  return sum == -Infinity;
}

/**
 * One row, `largest` its rowLargest; out may be x. A row of −∞ only (all masked) becomes zeros. Shared with attention.
 * @returns the sum of exponentials before division
 */
export function softmaxRow(x: usize, out: usize, n: i32, largest: f32): f32 {
  const end = n & ~3;
  if (largest == -Infinity && allHidden(x, n)) {
    memory.fill(out, 0, n << 2);
    return 0;
  }
  const shift = f32x4.splat(largest);
  let sums = f32x4.splat(0);
  let last = f32x4.splat(0);
  for (let i = 0; i < n; i += 4) {
    const at: usize = i << 2;
    last = exp4(f32x4.sub(load4(x + at, n - i), shift));
    store4(out + at, last, n - i);
    if (i < end) sums = f32x4.add(sums, last);
  }
  let total = sumLanes(sums);
  const left = n - end;
  if (left > 0) total += f32x4.extract_lane(last, 0);
  if (left > 1) total += f32x4.extract_lane(last, 1);
  if (left > 2) total += f32x4.extract_lane(last, 2);
  const factor = f32x4.splat(1 / total);
  for (let i = 0; i < n; i += 4) {
    const at = out + (i << 2);
    store4(at, f32x4.mul(load4(at, n - i), factor), n - i);
  }
  return total;
}

/** out = softmax of each row; out may be x. */
export function softmaxRows(x: usize, out: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    softmaxRow(x, out, columns, rowLargest(x, columns));
    x += columns << 2;
    out += columns << 2;
  }
}

/** dx += y ⊙ (dy − Σ dy·y), row by row. */
export function softmaxRowsBackward(y: usize, dy: usize, dx: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    let dot: f32 = 0;
    for (let j = 0; j < columns; j++) dot += load<f32>(y + (j << 2)) * load<f32>(dy + (j << 2));
    for (let j = 0; j < columns; j++) {
      const flow = load<f32>(y + (j << 2)) * (load<f32>(dy + (j << 2)) - dot);
      store<f32>(dx + (j << 2), load<f32>(dx + (j << 2)) + flow);
    }
    y += columns << 2;
    dy += columns << 2;
    dx += columns << 2;
  }
}
