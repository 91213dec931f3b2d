// Elementary functions of ours. WebAssembly has none, and JavaScript's differ between browsers.

import { madd } from './lanes';

/**
 * eˣ for four lanes; Cody–Waite reduction and a degree-5 polynomial (Cephes expf), largest relative error 1.2e-7.
 * Results below the smallest normal number are denormals, rounded once; −∞ gives 0, x > 88.72 gives ∞, NaN stays NaN.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  // pmin and pmax are one instruction each where min and max are seven; in this order they let NaN through.
  const clamped = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-105.0)), f32x4.splat(89.0));
  // Adding 1.5·2²³ rounds to the nearest integer, which then also stands in the low bits: cheaper than nearest and trunc.
  const shifted = f32x4.add(f32x4.mul(clamped, f32x4.splat(1.44269504088896341)), f32x4.splat(12582912));
  const n = f32x4.sub(shifted, f32x4.splat(12582912));
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = madd(p, r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(5.0000001201e-1));
  p = f32x4.add(madd(p, f32x4.mul(r, r), r), f32x4.splat(1));
  // 2ⁿ in two factors, because n may be 128 where the result is still finite, and −151 where it is not yet 0.
  const whole = i32x4.sub(shifted, i32x4.splat(0x4b400000));
  const half = i32x4.shr_s(whole, 1);
  const bias = i32x4.splat(127);
  const low = i32x4.shl(i32x4.add(half, bias), 23);
  const high = i32x4.shl(i32x4.add(i32x4.sub(whole, half), bias), 23);
  return f32x4.mul(f32x4.mul(p, low), high);
}

/** exp4 as a call: one copy for all kernels that are not the hot ones. Inlined it would be a third of the module. */
export function callExp4(x: v128): v128 {
  return exp4(x);
}

/** 1/(1 + e^−x) as e/(1 + e) with e = e^−|x| where x < 0: small results keep their relative accuracy. See callExp4. */
export function callSigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  const e = callExp4(f32x4.neg(f32x4.abs(x)));
  return f32x4.div(v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, e));
}

/** log(1 + f) for √½ − 1 ≤ f ≤ √2 − 1, plus e·ln 2: the common part of log4 and softplus4 (Cephes logf). */
function logNearOne4(f: v128, e: v128): v128 {
  const z = f32x4.mul(f, f);
  let p = f32x4.splat(7.0376836292e-2);
  p = madd(p, f, f32x4.splat(-1.1514610310e-1));
  p = madd(p, f, f32x4.splat(1.1676998740e-1));
  p = madd(p, f, f32x4.splat(-1.2420140846e-1));
  p = madd(p, f, f32x4.splat(1.4249322787e-1));
  p = madd(p, f, f32x4.splat(-1.6668057665e-1));
  p = madd(p, f, f32x4.splat(2.0000714765e-1));
  p = madd(p, f, f32x4.splat(-2.4999993993e-1));
  p = madd(p, f, f32x4.splat(3.3333331174e-1));
  let y = f32x4.mul(f32x4.mul(p, f), z);
  y = f32x4.sub(y, f32x4.mul(e, f32x4.splat(2.12194440e-4)));
  y = f32x4.sub(y, f32x4.mul(z, f32x4.splat(0.5)));
  return madd(e, f32x4.splat(0.693359375), f32x4.add(f, y));
}

/**
 * Natural logarithm of four lanes (Cephes logf), largest relative error 1.3e-7, denormals included.
 * 0 gives −∞, ∞ gives ∞, negative numbers and NaN give NaN.
 */
// @ts-ignore: decorator
@inline
export function log4(x: v128): v128 {
  const tiny = f32x4.lt(x, f32x4.splat(1.17549435e-38));
  const lifted = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, tiny); // by 2²³, into the normal range
  // x = m·2ᵉ with √½ ≤ m < √2: subtracting the bits of √½ carries into the exponent exactly where m would be too small.
  const root = i32x4.splat(0x3f3504f3);
  const above = i32x4.sub(lifted, root);
  const exponent = i32x4.sub(i32x4.shr_s(above, 23), v128.and(tiny, i32x4.splat(23)));
  const m = i32x4.add(v128.and(above, i32x4.splat(0x007fffff)), root);
  const y = logNearOne4(f32x4.sub(m, f32x4.splat(1)), f32x4.convert_i32x4_s(exponent));
  const infinity = f32x4.splat(Infinity);
  const finite = v128.bitselect(x, y, f32x4.eq(x, infinity));
  const positive = v128.bitselect(f32x4.splat(-Infinity), finite, f32x4.eq(x, f32x4.splat(0)));
  return v128.bitselect(positive, f32x4.splat(NaN), f32x4.ge(x, f32x4.splat(0)));
}

/** log(1 + eˣ) for four lanes: max(x, 0) + log(1 + u) with u = e^−|x|, which is exact for small u. */
export function softplus4(x: v128): v128 {
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  const u = callExp4(f32x4.neg(f32x4.abs(x)));
  // 1 + u = 2·(1 + (u − 1)/2) where u is above √2 − 1.
  const wide = f32x4.gt(u, f32x4.splat(0.41421357));
  const f = v128.bitselect(f32x4.mul(f32x4.sub(u, one), half), u, wide);
  const log = logNearOne4(f, v128.and(wide, one));
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), log);
}

/** eˣ of one number, by the same arithmetic as exp4. */
// @ts-ignore: decorator
@inline
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(callExp4(f32x4.splat(x)), 0);
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

/** The largest of the four lanes, none of them NaN. */
// @ts-ignore: decorator
@inline
export function largestLane(v: v128): f32 {
  const two = f32x4.pmax(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmax(two, v128.shuffle<f32>(two, two, 1, 0, 3, 2)), 0);
}
