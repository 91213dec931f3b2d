// Softmax over rows: eˣ⁻ᵐᵃˣ, so that nothing overflows.

import { load4, store4 } from './lanes';
import { callExp4, largestLane, sumLanes } from './math';
import { expBelow4 } from './squash';

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
  for (let i = 0; i < end; i += 4) {
    const e = expBelow4(f32x4.sub(v128.load(x + (i << 2)), shift));
    v128.store(out + (i << 2), e);
    sums = f32x4.add(sums, e);
  }
  let total = sumLanes(sums);
  const left = n - end;
  const rest = out + (end << 2);
  if (left > 0) {
    const last = callExp4(f32x4.sub(load4(x + (end << 2), left), shift)); // the same bits
    store4(rest, last, left);
    total += f32x4.extract_lane(last, 0);
    if (left > 1) total += f32x4.extract_lane(last, 1);
    if (left > 2) total += f32x4.extract_lane(last, 2);
  }
  const factor = f32x4.splat(1 / total);
  for (let i = 0; i < end; i += 4) v128.store(out + (i << 2), f32x4.mul(v128.load(out + (i << 2)), factor));
  if (left > 0) store4(rest, f32x4.mul(load4(rest, left), factor), left);
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

/**
 * dx = kept · dx + factor · y ⊙ (dy − Σ dy·y / Σ y) for one row; dx may be dy where nothing is kept. Shared with attention.
 * Rounding leaves Σ y a little off 1 and would leave Σ dx off 0 by that share of Σ dy·y, which can be far larger than dx
 * itself; divided and in double precision, Σ dx is 0 but for dx's own rounding.
 */
export function softmaxRowBackward(y: usize, dy: usize, dx: usize, n: i32, factor: f32, kept: f32): void {
  const end = n & ~3;
  let dots = f64x2.splat(0);
  let totals = f64x2.splat(0);
  for (let j = 0; j < end; j += 4) {
    const share = v128.load(y + (j << 2));
    const flow = v128.load(dy + (j << 2));
    dots = addProducts(dots, share, flow);
    totals = addBoth(totals, share);
  }
  if (end < n) {
    const share = load4(y + (end << 2), n - end);
    dots = addProducts(dots, share, load4(dy + (end << 2), n - end));
    totals = addBoth(totals, share);
  }
  let dot = f64x2.extract_lane(dots, 0) + f64x2.extract_lane(dots, 1);
  const total = f64x2.extract_lane(totals, 0) + f64x2.extract_lane(totals, 1);
  if (total > 0) dot /= total; // a row that is all masked has no share in anything
  const mean = f64x2.splat(dot);
  const by = f64x2.splat(<f64>factor);
  const keep = f32x4.splat(kept);
  for (let j = 0; j < end; j += 4) {
    const at = dx + (j << 2);
    const added = scores4(v128.load(y + (j << 2)), v128.load(dy + (j << 2)), mean, by);
    v128.store(at, kept == 0 ? added : f32x4.add(f32x4.mul(keep, v128.load(at)), added));
  }
  if (end < n) {
    const at = dx + (end << 2);
    const left = n - end;
    const added = scores4(load4(y + (end << 2), left), load4(dy + (end << 2), left), mean, by);
    store4(at, kept == 0 ? added : f32x4.add(f32x4.mul(keep, load4(at, left)), added), left);
  }
}

/** sums + a ⊙ b, in double precision: the lower two products, then the upper two. */
// @ts-ignore: decorator
@inline
function addProducts(sums: v128, a: v128, b: v128): v128 {
  const low = f64x2.mul(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b));
  const high = f64x2.mul(f64x2.promote_low_f32x4(upper(a)), f64x2.promote_low_f32x4(upper(b)));
  return f64x2.add(f64x2.add(sums, low), high);
}

/** sums + the lower two of a and the upper two of a. */
// @ts-ignore: decorator
@inline
function addBoth(sums: v128, a: v128): v128 {
  return f64x2.add(sums, f64x2.add(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(upper(a))));
}

/** by · share ⊙ (flow − mean), in double precision inside. */
// @ts-ignore: decorator
@inline
function scores4(share: v128, flow: v128, mean: v128, by: v128): v128 {
  const low = f64x2.mul(f64x2.promote_low_f32x4(share), f64x2.sub(f64x2.promote_low_f32x4(flow), mean));
  const high = f64x2.mul(
    f64x2.promote_low_f32x4(upper(share)),
    f64x2.sub(f64x2.promote_low_f32x4(upper(flow)), mean),
  );
  return v128.shuffle<f32>(
    f32x4.demote_f64x2_zero(f64x2.mul(low, by)),
    f32x4.demote_f64x2_zero(f64x2.mul(high, by)),
    0, 1, 4, 5,
  );
}

/** The upper two floats, below. */
// @ts-ignore: decorator
@inline
function upper(x: v128): v128 {
  return v128.shuffle<f32>(x, x, 2, 3, 2, 3);
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
