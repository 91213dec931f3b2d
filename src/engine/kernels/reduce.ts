// Reductions over the rows of a contiguous matrix (the ops bring other axes into this form). Sums run in double
// precision, four partial sums in a fixed order.

// @ts-ignore: decorator
@inline
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
