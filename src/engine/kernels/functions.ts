// Elementary functions over contiguous floats. elementaryBackward adds dy · f′ to dx, f′ written in
// terms of x or of y = f(x), whichever is cheaper. Formulas are in the ops, fits in math.ts and precise.ts.
// tanh, sigmoid and relu have loops of their own: squash.ts, elementwise.ts.

import { add4, load4, store4 } from './lanes';
import { callExp4, callSigmoid4, log4, softplus4 } from './math';
import { bell2, erf2, normal2, power, sigmoid2 } from './precise';

// The functions; src/engine/ops/elementwise.ts has the same numbers.
const ABSOLUTE: i32 = 0;
const SQUARE: i32 = 1;
const SQUARE_ROOT: i32 = 2;
const EXP: i32 = 3;
const LOG: i32 = 4;
const CLAMP: i32 = 5;
const LEAKY_RELU: i32 = 6;
const SOFTPLUS: i32 = 7;
// From here on in double precision.
const SILU: i32 = 8;
const GELU: i32 = 9;
const GELU_TANH: i32 = 10;
const ERF: i32 = 11;

/** The function itself, with constants a and b. */
// @ts-ignore: decorator
@inline
function value4(f: i32, x: v128, a: f32, b: f32): v128 {
  switch (f) {
    case ABSOLUTE:
      return f32x4.abs(x);
    case SQUARE:
      return f32x4.mul(x, x);
    case SQUARE_ROOT:
      return f32x4.sqrt(x);
    case EXP:
      return callExp4(x);
    case LOG:
      return log4(x);
    case CLAMP:
      return f32x4.min(f32x4.max(x, f32x4.splat(a)), f32x4.splat(b));
    case LEAKY_RELU:
      return v128.bitselect(x, f32x4.mul(x, f32x4.splat(a)), f32x4.gt(x, f32x4.splat(0)));
    case SOFTPLUS:
      return softplus4(x);
    default: {
      const low = value2(f, f64x2.promote_low_f32x4(x));
      const high = value2(f, f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 0, 1)));
      return join(low, high);
    }
  }
}

/** Four floats from two pairs of doubles. */
// @ts-ignore: decorator
@inline
function join(low: v128, high: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

/** √(2/π)·(x + 0.044715 x³), twice: 1 + tanh(u) = 2σ(2u). */
function geluArgument2(x: v128): v128 {
  const cubic = f64x2.add(f64x2.splat(1), f64x2.mul(f64x2.splat(0.044715), f64x2.mul(x, x)));
  return f64x2.mul(f64x2.mul(x, f64x2.splat(1.5957691216057308)), cubic);
}

function value2(f: i32, x: v128): v128 {
  if (f == ERF) return erf2(x);
  // Far below 0 all of these are 0 in float32; the bound keeps −∞ · 0 from being NaN.
  const bounded = f64x2.max(x, f64x2.splat(-200));
  if (f == SILU) return f64x2.mul(bounded, sigmoid2(x));
  if (f == GELU) return f64x2.mul(bounded, normal2(x, bell2(x)));
  return f64x2.mul(bounded, sigmoid2(geluArgument2(x)));
}

/** f′ from x and y = f(x). */
// @ts-ignore: decorator
@inline
function slope4(f: i32, x: v128, y: v128, a: f32, b: f32): v128 {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  switch (f) {
    case ABSOLUTE:
      return f32x4.sub(v128.and(f32x4.gt(x, zero), one), v128.and(f32x4.lt(x, zero), one));
    case SQUARE:
      return f32x4.add(x, x);
    case SQUARE_ROOT:
      return f32x4.div(f32x4.splat(0.5), y);
    case EXP:
      return y;
    case LOG:
      return f32x4.div(one, x);
    case CLAMP:
      return v128.and(v128.and(f32x4.ge(x, f32x4.splat(a)), f32x4.le(x, f32x4.splat(b))), one);
    case LEAKY_RELU:
      return v128.bitselect(one, f32x4.splat(a), f32x4.gt(x, zero));
    case SOFTPLUS:
      return callSigmoid4(x);
    default: {
      const low = slope2(f, f64x2.promote_low_f32x4(x));
      const high = slope2(f, f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 0, 1)));
      return join(low, high);
    }
  }
}

function slope2(f: i32, x: v128): v128 {
  const one = f64x2.splat(1);
  const bounded = f64x2.min(f64x2.max(x, f64x2.splat(-200)), f64x2.splat(200));
  if (f == ERF) return f64x2.mul(f64x2.splat(1.1283791670955126), bell2(f64x2.mul(x, f64x2.splat(1.4142135623730951))));
  if (f == GELU) {
    const density = bell2(x); // Φ(x) + x·φ(x)
    return f64x2.add(normal2(x, density), f64x2.mul(bounded, f64x2.mul(density, f64x2.splat(0.3989422804014327))));
  }
  if (f == SILU) {
    const s = sigmoid2(x); // σ·(1 + x·(1 − σ))
    return f64x2.mul(s, f64x2.add(one, f64x2.mul(bounded, f64x2.sub(one, s))));
  }
  const s = sigmoid2(geluArgument2(x)); // σ(v) + x·σ(v)·(1 − σ(v))·v′
  const cubic = f64x2.add(one, f64x2.mul(f64x2.splat(0.134145), f64x2.mul(bounded, bounded)));
  const inner = f64x2.mul(f64x2.splat(1.5957691216057308), cubic);
  return f64x2.add(s, f64x2.mul(f64x2.mul(bounded, inner), f64x2.mul(s, f64x2.sub(one, s))));
}

/** out = f(x), with constants a and b. One loop for all functions: its branch goes one way throughout. */
export function elementary(f: i32, x: usize, out: usize, n: i32, a: f32, b: f32): void {
  for (let left = n; left > 0; left -= 4) {
    store4(out, value4(f, load4(x, left), a, b), left);
    x += 16;
    out += 16;
  }
}

/** dx += dy · f′. */
export function elementaryBackward(
  f: i32, x: usize, y: usize, dy: usize, dx: usize, n: i32, a: f32, b: f32,
): void {
  for (let left = n; left > 0; left -= 4) {
    const slope = slope4(f, load4(x, left), load4(y, left), a, b);
    add4(dx, f32x4.mul(load4(dy, left), slope), left);
    x += 16;
    y += 16;
    dy += 16;
    dx += 16;
  }
}

/** out = x^exponent, in double precision inside. */
export function pow(x: usize, out: usize, n: i32, exponent: f64): void {
  for (let i = 0; i < n; i++) store<f32>(out + (i << 2), <f32>power(<f64>load<f32>(x + (i << 2)), exponent));
}

/** dx += dy · exponent · x^(exponent − 1). */
export function powBackward(x: usize, dy: usize, dx: usize, n: i32, exponent: f64): void {
  if (exponent == 0) return;
  for (let i = 0; i < n; i++) {
    const at: usize = i << 2;
    const slope = <f32>(exponent * power(<f64>load<f32>(x + at), exponent - 1));
    store<f32>(dx + at, load<f32>(dx + at) + load<f32>(dy + at) * slope);
  }
}
