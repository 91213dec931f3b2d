// Flat loops over contiguous floats.

import { madd } from './lanes';

// @ts-ignore: decorator
@inline
function addRow(x: usize, y: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(y + (i << 2), f32x4.add(v128.load(y + (i << 2)), v128.load(x + (i << 2))));
  for (; i < n; i++) store<f32>(y + (i << 2), load<f32>(y + (i << 2)) + load<f32>(x + (i << 2)));
}

/** y += x. */
export function addInto(x: usize, y: usize, n: i32): void {
  addRow(x, y, n);
}

/** y += a · x. */
export function addScaledInto(x: usize, y: usize, n: i32, a: f32): void {
  const factor = f32x4.splat(a);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    v128.store(y + (i << 2), madd(factor, v128.load(x + (i << 2)), v128.load(y + (i << 2))));
  }
  for (; i < n; i++) store<f32>(y + (i << 2), load<f32>(y + (i << 2)) + a * load<f32>(x + (i << 2)));
}

/** out = a · x; out may be x. */
export function scale(x: usize, out: usize, n: i32, a: f32): void {
  const factor = f32x4.splat(a);
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(out + (i << 2), f32x4.mul(factor, v128.load(x + (i << 2))));
  for (; i < n; i++) store<f32>(out + (i << 2), a * load<f32>(x + (i << 2)));
}

/** out = max(x, 0); NaN stays NaN. Of pmax with 0 and adding 0, which makes +0 of −0, each is one instruction; max is seven. */
export function relu(x: usize, out: usize, n: i32): void {
  const zero = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(out + (i << 2), f32x4.add(f32x4.pmax(v128.load(x + (i << 2)), zero), zero));
  for (; i < n; i++) store<f32>(out + (i << 2), max<f32>(load<f32>(x + (i << 2)), 0));
}

/** dx += dy, or = with `fresh`, where y > 0; the derivative at 0 is 0, as in PyTorch. */
export function reluBackward(y: usize, dy: usize, dx: usize, n: i32, fresh: bool): void {
  const zero = f32x4.splat(0);
  const kept = i32x4.splat(fresh ? 0 : -1); // of what is there
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const open = f32x4.gt(v128.load(y + (i << 2)), zero);
    v128.store(dx + (i << 2), f32x4.add(v128.and(v128.load(dx + (i << 2)), kept), v128.and(v128.load(dy + (i << 2)), open)));
  }
  for (; i < n; i++) {
    const flow: f32 = load<f32>(y + (i << 2)) > 0 ? load<f32>(dy + (i << 2)) : 0;
    store<f32>(dx + (i << 2), fresh ? flow : load<f32>(dx + (i << 2)) + flow);
  }
}

/** sums[j] += Σᵢ x[i, j], rows in order. */
export function sumColumnsInto(x: usize, sums: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    addRow(x, sums, columns);
    x += columns << 2;
  }
}

/** Σ x², in double precision. */
export function sumOfSquares(x: usize, n: i32): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const v = v128.load(x + (i << 2));
    const low = f64x2.promote_low_f32x4(v);
    const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 0, 1));
    even = f64x2.add(even, f64x2.mul(low, low));
    odd = f64x2.add(odd, f64x2.mul(high, high));
  }
  const both = f64x2.add(even, odd);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; i < n; i++) {
    const v = <f64>load<f32>(x + (i << 2));
    sum += v * v;
  }
  return sum;
}

/** indices[i] (int32) = the first place of the largest number in row i. */
export function argmaxRows(x: usize, indices: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    let best = 0;
    let largest = load<f32>(x);
    for (let j = 1; j < columns; j++) {
      const value = load<f32>(x + (j << 2));
      if (value > largest) {
        largest = value;
        best = j;
      }
    }
    store<i32>(indices + (i << 2), best);
    x += columns << 2;
  }
}
