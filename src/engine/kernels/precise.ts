// Elementary functions in double precision, two lanes at a time, for what float32 cannot carry: products of a large and
// a tiny factor (x·σ(x), x·Φ(x)) keep their relative accuracy down to the smallest numbers. Relative errors are below
// 2e-10, so that the float32 nearest to the result comes out almost always. scripts/fit-functions.mjs makes the fits.
// Not inlined: they are called twice for four lanes, and the calls cost less than the bytes.

import { logarithm } from './math';

/** eˣ for |x| ≤ 700 (clamped); Cody–Waite reduction and the Taylor series to r⁹/9!, largest relative error 7e-12. */
export function exp2(x: v128): v128 {
  const clamped = f64x2.min(f64x2.max(x, f64x2.splat(-700)), f64x2.splat(700));
  const n = f64x2.nearest(f64x2.mul(clamped, f64x2.splat(1.4426950408889634)));
  let r = f64x2.sub(clamped, f64x2.mul(n, f64x2.splat(0.6931471803691238)));
  r = f64x2.sub(r, f64x2.mul(n, f64x2.splat(1.9082149292705877e-10)));
  let p = f64x2.splat(1.0 / 362880);
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 40320));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 5040));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 720));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 120));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 24));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 6));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 2));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1));
  const whole = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n));
  return f64x2.mul(p, i64x2.shl(i64x2.add(whole, i64x2.splat(1023)), 52));
}

/** 1/(1 + e^−x). */
export function sigmoid2(x: v128): v128 {
  const one = f64x2.splat(1);
  const e = exp2(f64x2.neg(f64x2.abs(x)));
  return f64x2.div(v128.bitselect(e, one, f64x2.lt(x, f64x2.splat(0))), f64x2.add(one, e));
}

/**
 * e^(t²/2)·Φ(−t) for t ≥ 0, Φ the normal distribution function: a polynomial in (t − 4)/(t + 4), divided by 1 + t.
 * Largest relative error 7e-11 for t ≤ 16.
 */
function normalTail2(t: v128): v128 {
  const four = f64x2.splat(4);
  const q = f64x2.div(f64x2.sub(t, four), f64x2.add(t, four));
  let p = f64x2.splat(0.000010026078615440657);
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(0.000014901925672689388));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-0.00008642870426478739));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-0.00008993182068985855));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(0.0006949190881614365));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-0.00028713790634557224));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-0.005002488102093047));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(0.017936348347438145));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-0.03219781941460711));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(0.02860034577941392));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(0.013999633968547136));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(-0.0967034769351562));
  p = f64x2.add(f64x2.mul(p, q), f64x2.splat(0.4720532065132331));
  return f64x2.div(p, f64x2.add(f64x2.splat(1), t));
}

/** Φ(x) from `density` = e^(−x²/2): what is small is calculated, what is near 1 is one minus that. */
export function normal2(x: v128, density: v128): v128 {
  const tail = f64x2.mul(density, normalTail2(f64x2.min(f64x2.abs(x), f64x2.splat(16))));
  return v128.bitselect(tail, f64x2.sub(f64x2.splat(1), tail), f64x2.lt(x, f64x2.splat(0)));
}

/** e^(−x²/2). */
export function bell2(x: v128): v128 {
  return exp2(f64x2.mul(f64x2.splat(-0.5), f64x2.mul(x, x)));
}

/** The error function: x·P(x²) within ±1, 2Φ(√2·x) − 1 outside. Largest relative error 2e-10. */
export function erf2(x: v128): v128 {
  const z = f64x2.mul(x, x);
  let p = f64x2.splat(-0.000009667045560490806);
  p = f64x2.add(f64x2.mul(p, z), f64x2.splat(0.0001126595929861196));
  p = f64x2.add(f64x2.mul(p, z), f64x2.splat(-0.0008484080429411733));
  p = f64x2.add(f64x2.mul(p, z), f64x2.splat(0.005221031808190446));
  p = f64x2.add(f64x2.mul(p, z), f64x2.splat(-0.026865430727135653));
  p = f64x2.add(f64x2.mul(p, z), f64x2.splat(0.11283782495211525));
  p = f64x2.add(f64x2.mul(p, z), f64x2.splat(-0.3761263846802535));
  p = f64x2.add(f64x2.mul(p, z), f64x2.splat(1.1283791670615424));
  const wide = f64x2.mul(f64x2.abs(x), f64x2.splat(1.4142135623730951));
  const outside = f64x2.sub(f64x2.splat(1), f64x2.mul(f64x2.splat(2), normal2(f64x2.neg(wide), bell2(wide))));
  const signed = v128.bitselect(x, outside, i64x2.splat(0x8000000000000000));
  return v128.bitselect(f64x2.mul(x, p), signed, f64x2.lt(z, f64x2.splat(1)));
}

/** x^exponent: repeated multiplication for small integers, e^(exponent·log|x|) else. NaN for a root of x < 0. */
export function power(x: f64, exponent: f64): f64 {
  const whole = trunc(exponent) == exponent;
  if (whole && abs(exponent) <= 64) {
    let result: f64 = 1;
    for (let i: f64 = 0; i < abs(exponent); i++) result *= x;
    return exponent < 0 ? 1 / result : result;
  }
  if (x < 0 && !whole && x > -Infinity) return NaN;
  const magnitude = abs(x);
  const log = exponent * logarithm(magnitude);
  const result = log > 700 ? Infinity : log < -700 ? 0 : f64x2.extract_lane(exp2(f64x2.splat(log)), 0);
  const odd = whole && trunc(exponent * 0.5) * 2 != exponent;
  return odd ? copysign<f64>(result, x) : result;
}
