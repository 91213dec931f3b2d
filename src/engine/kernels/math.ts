// Elementary functions of ours. WebAssembly has none, and JavaScript's differ between browsers.

/**
 * eˣ for four lanes; Cody–Waite reduction and a degree-5 polynomial (Cephes expf), largest relative error 1.2e-7.
 * −∞ gives 0, results below the smallest normal number (x < −87.33) flush to 0, x > 88.72 gives ∞, NaN stays NaN.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const clamped = f32x4.min(f32x4.max(x, f32x4.splat(-88.0)), f32x4.splat(89.0));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504088896341)));
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  // 2ⁿ in two factors, because n may be 128 where the result is still finite.
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  const bias = i32x4.splat(127);
  const low = i32x4.shl(i32x4.add(half, bias), 23);
  const high = i32x4.shl(i32x4.add(i32x4.sub(whole, half), bias), 23);
  const value = f32x4.mul(f32x4.mul(p, low), high);
  return v128.andnot(value, f32x4.lt(x, f32x4.splat(-87.33654)));
}

/**
 * tanh x for four lanes: below 0.625 an odd polynomial (Cephes tanhf), above it 1 − 2/(e^2|x| + 1).
 * The sign is put back at the end, so −0 stays −0; ±∞ give ±1, NaN stays NaN.
 */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const one = f32x4.splat(1);
  const t = f32x4.abs(x);
  const z = f32x4.mul(t, t);
  let p = f32x4.splat(-5.70498872745e-3);
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.06390887954e-2));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-5.37397155531e-2));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.33314422036e-1));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-3.33332819422e-1));
  const small = f32x4.add(f32x4.mul(f32x4.mul(p, z), t), t);
  const large = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(t, t)), one)));
  const positive = v128.bitselect(small, large, f32x4.lt(t, f32x4.splat(0.625)));
  return v128.bitselect(x, positive, i32x4.splat(0x80000000));
}

/** 1/(1 + e^−x) for four lanes, as e/(1 + e) with e = e^−|x| where x < 0: small results keep their relative accuracy. */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  const e = exp4(f32x4.neg(f32x4.abs(x)));
  const numerator = v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0)));
  return f32x4.div(numerator, f32x4.add(one, e));
}

/** eˣ of one number, by the same arithmetic as exp4. */
// @ts-ignore: decorator
@inline
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}

/** out[i] = e^x[i]; for tests and for softmax's own scratch. */
export function exponentials(x: usize, out: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(out + (i << 2), exp4(v128.load(x + (i << 2))));
  for (; i < n; i++) store<f32>(out + (i << 2), exp1(load<f32>(x + (i << 2))));
}

/** Natural logarithm of a positive, finite, normal double: 2 artanh((m−1)/(m+1)) + e·ln 2, to about 1e-16. */
export function logarithm(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  const bits = reinterpret<u64>(x);
  let exponent = <i32>((bits >> 52) & 0x7ff) - 1023;
  let mantissa = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const s2 = s * s;
  let sum: f64 = 0;
  for (let k = 23; k >= 3; k -= 2) sum = s2 * (1 / <f64>k + sum);
  return <f64>exponent * 0.6931471803691238 + (2 * s + (2 * s * sum + <f64>exponent * 1.9082149292705877e-10));
}

/** The four lanes added in a fixed order. */
// @ts-ignore: decorator
@inline
export function sumLanes(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** The largest of the four lanes. */
// @ts-ignore: decorator
@inline
export function maxLanes(v: v128): f32 {
  return max(
    max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}
