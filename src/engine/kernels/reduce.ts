// Reductions over the rows of a contiguous matrix (the ops bring other axes into this form). Sums run in double
// precision, four partial sums in a fixed order.

import { add4, load4, store4 } from './lanes';
import { callExp4, logarithm } from './math';

export function rowSum(x: usize, n: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const v = v128.load(x + (i << 2));
    low = f64x2.add(low, f64x2.promote_low_f32x4(v));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 0, 1)));
  }
  const both = f64x2.add(low, high);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; i < n; i++) sum += <f64>load<f32>(x + (i << 2));
  return sum;
}

/** out[i] = Σⱼ x[i, j] / divisor. */
export function sumRows(x: usize, out: usize, rows: i32, n: i32, divisor: f64): void {
  for (let i = 0; i < rows; i++) {
    store<f32>(out + (i << 2), <f32>(rowSum(x, n) / divisor));
    x += n << 2;
  }
}

/** out[i] = Σⱼ (x[i, j] − meanᵢ)² / divisor. */
export function varianceRows(x: usize, out: usize, rows: i32, n: i32, divisor: f64): void {
  for (let i = 0; i < rows; i++) {
    const mean = rowSum(x, n) / <f64>n;
    let squares: f64 = 0;
    for (let j = 0; j < n; j++) {
      const d = <f64>load<f32>(x + (j << 2)) - mean;
      squares += d * d;
    }
    store<f32>(out + (i << 2), <f32>(squares / divisor));
    x += n << 2;
  }
}

/** dx[i, j] += dy[i] · 2(x[i, j] − meanᵢ)/divisor: the mean's own derivative cancels. */
export function varianceRowsBackward(x: usize, dy: usize, dx: usize, rows: i32, n: i32, divisor: f64): void {
  for (let i = 0; i < rows; i++) {
    const mean = rowSum(x, n) / <f64>n;
    const factor = (2 * <f64>load<f32>(dy + (i << 2))) / divisor;
    for (let j = 0; j < n; j++) {
      const at: usize = j << 2;
      store<f32>(dx + at, load<f32>(dx + at) + <f32>(factor * (<f64>load<f32>(x + at) - mean)));
    }
    x += n << 2;
    dx += n << 2;
  }
}

/** out[i] = the largest number of row i, places[i] (int32) = where it stands first; a NaN counts as the largest. */
export function maxRows(x: usize, out: usize, places: usize, rows: i32, n: i32): void {
  for (let i = 0; i < rows; i++) {
    let place = 0;
    let largest = load<f32>(x);
    for (let j = 1; j < n && largest == largest; j++) {
      const value = load<f32>(x + (j << 2));
      if (!(value <= largest)) {
        largest = value;
        place = j;
      }
    }
    store<f32>(out + (i << 2), largest);
    store<i32>(places + (i << 2), place);
    x += n << 2;
  }
}

/** dx[i, places[i]] += dy[i]. */
export function maxRowsBackward(places: usize, dy: usize, dx: usize, rows: i32, n: i32): void {
  for (let i = 0; i < rows; i++) {
    const at = dx + (load<i32>(places + (i << 2)) << 2);
    store<f32>(at, load<f32>(at) + load<f32>(dy + (i << 2)));
    dx += n << 2;
  }
}

function rowMax(x: usize, n: i32): f32 {
  let largest: f32 = -Infinity;
  for (let j = 0; j < n; j++) largest = max(largest, load<f32>(x + (j << 2)));
  return largest;
}

/** Σⱼ e^(x[j] − shift), in double precision. */
function sumOfExponentials(x: usize, n: i32, shift: f32): f64 {
  let sums = f64x2.splat(0);
  for (let left = n; left > 0; left -= 4) {
    const e = callExp4(f32x4.sub(load4(x, left), f32x4.splat(shift)));
    const few = v128.and(e, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left)));
    sums = f64x2.add(sums, f64x2.promote_low_f32x4(few));
    sums = f64x2.add(sums, f64x2.promote_low_f32x4(v128.shuffle<f32>(few, few, 2, 3, 0, 1)));
    x += 16;
  }
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/** out[i] = log Σⱼ e^x[i, j]; a row of −∞ only (or an empty one) gives −∞, a row with ∞ gives ∞. */
export function logSumExpRows(x: usize, out: usize, rows: i32, n: i32): void {
  for (let i = 0; i < rows; i++) {
    const largest = rowMax(x, n);
    const finite = abs(largest) != Infinity;
    const log = finite ? <f64>largest + logarithm(sumOfExponentials(x, n, largest)) : <f64>largest;
    store<f32>(out + (i << 2), <f32>log);
    x += n << 2;
  }
}

/** dx[i, j] += dy[i] · e^(x[i, j] − y[i]). A row whose result is infinite passes nothing on. */
export function logSumExpRowsBackward(x: usize, y: usize, dy: usize, dx: usize, rows: i32, n: i32): void {
  for (let i = 0; i < rows; i++) {
    const shift = load<f32>(y + (i << 2));
    const flow = f32x4.splat(load<f32>(dy + (i << 2)));
    if (abs(shift) != Infinity) {
      for (let j = 0; j < n; j += 4) {
        const at: usize = j << 2;
        const share = callExp4(f32x4.sub(load4(x + at, n - j), f32x4.splat(shift)));
        add4(dx + at, f32x4.mul(flow, share), n - j);
      }
    }
    x += n << 2;
    dx += n << 2;
  }
}

/** out = x − log Σ e^x, row by row; out may not be x. */
export function logSoftmaxRows(x: usize, out: usize, rows: i32, n: i32): void {
  for (let i = 0; i < rows; i++) {
    const largest = rowMax(x, n);
    const log = f32x4.splat(<f32>logarithm(sumOfExponentials(x, n, largest)));
    for (let j = 0; j < n; j += 4) {
      const at: usize = j << 2;
      const shifted = f32x4.sub(load4(x + at, n - j), f32x4.splat(largest));
      store4(out + at, f32x4.sub(shifted, log), n - j);
    }
    x += n << 2;
    out += n << 2;
  }
}

/** dx += dy − e^y · Σ dy, row by row. */
export function logSoftmaxRowsBackward(y: usize, dy: usize, dx: usize, rows: i32, n: i32): void {
  for (let i = 0; i < rows; i++) {
    const total = f32x4.splat(<f32>rowSum(dy, n));
    for (let j = 0; j < n; j += 4) {
      const at: usize = j << 2;
      const share = f32x4.mul(callExp4(load4(y + at, n - j)), total);
      add4(dx + at, f32x4.sub(load4(dy + at, n - j), share), n - j);
    }
    y += n << 2;
    dy += n << 2;
    dx += n << 2;
  }
}
