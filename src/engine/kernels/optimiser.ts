// Optimisers over one flat block of parameters. p parameters, g their gradients (read only); the other blocks are the
// optimiser's state. `decay` ≠ 0 adds decay·p to the gradient (L2). rest1 is 1 − β₁ and so on, subtracted in double
// precision by the caller: 1 − 0.999 of the float32 0.999 would be off by 1.3e-5.

import { load4, madd, store4 } from './lanes';

/** The gradient as the update takes it: g + decay·p. */
// @ts-ignore: decorator
@inline
function flowOf(g: v128, p: v128, decay: f32): v128 {
  return decay == 0 ? g : f32x4.add(g, f32x4.mul(f32x4.splat(decay), p));
}

/**
 * Stochastic gradient descent: p ← p − rate·g. With a buffer (momentum): b ← momentum·b + rest·g, in the first update
 * b ← g; then p ← p − rate·b, or with `nesterov` p ← p − rate·(g + momentum·b).
 */
export function sgd(
  p: usize, g: usize, buffer: usize, n: i32,
  rate: f32, momentum: f32, rest: f32, decay: f32, nesterov: bool, first: bool,
): void {
  for (let i = 0; i < n; i += 4) {
    const at: usize = i << 2;
    const left = n - i;
    const value = load4(p + at, left);
    let flow = flowOf(load4(g + at, left), value, decay);
    if (buffer) {
      let b = flow;
      if (!first) {
        b = f32x4.mul(f32x4.splat(momentum), load4(buffer + at, left));
        b = f32x4.add(b, f32x4.mul(f32x4.splat(rest), flow));
      }
      store4(buffer + at, b, left);
      flow = nesterov ? f32x4.add(flow, f32x4.mul(f32x4.splat(momentum), b)) : b;
    }
    store4(p + at, f32x4.sub(value, f32x4.mul(f32x4.splat(rate), flow)), left);
  }
}

/** Adagrad (Duchi, Hazan & Singer 2011): s ← s + g²;  p ← p − rate · g / (√s + eps). */
export function adagrad(p: usize, g: usize, s: usize, n: i32, rate: f32, eps: f32, decay: f32): void {
  for (let i = 0; i < n; i += 4) {
    const at: usize = i << 2;
    const left = n - i;
    const value = load4(p + at, left);
    const flow = flowOf(load4(g + at, left), value, decay);
    const sum = f32x4.add(load4(s + at, left), f32x4.mul(flow, flow));
    store4(s + at, sum, left);
    const scale = f32x4.add(f32x4.sqrt(sum), f32x4.splat(eps));
    store4(p + at, f32x4.sub(value, f32x4.div(f32x4.mul(f32x4.splat(rate), flow), scale)), left);
  }
}

/**
 * RMSprop (Hinton 2012): v ← αv + (1 − α)g²;  u = g / (√v + eps);  p ← p − rate·u.
 * With a mean block (centered): m ← αm + (1 − α)g, and the variance v − m² in place of v; rounding below zero counts as
 * zero. With a buffer (momentum): b ← momentum·b + u, and p ← p − rate·b.
 */
export function rmsprop(
  p: usize, g: usize, v: usize, mean: usize, buffer: usize, n: i32,
  rate: f32, alpha: f32, rest: f32, eps: f32, momentum: f32, decay: f32,
): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < n; i += 4) {
    const at: usize = i << 2;
    const left = n - i;
    const value = load4(p + at, left);
    const flow = flowOf(load4(g + at, left), value, decay);
    let square = f32x4.mul(f32x4.splat(alpha), load4(v + at, left));
    square = f32x4.add(square, f32x4.mul(f32x4.splat(rest), f32x4.mul(flow, flow)));
    store4(v + at, square, left);
    if (mean) {
      let m = f32x4.mul(f32x4.splat(alpha), load4(mean + at, left));
      m = f32x4.add(m, f32x4.mul(f32x4.splat(rest), flow));
      store4(mean + at, m, left);
      square = f32x4.max(f32x4.sub(square, f32x4.mul(m, m)), zero);
    }
    let step = f32x4.div(flow, f32x4.add(f32x4.sqrt(square), f32x4.splat(eps)));
    if (buffer) {
      step = f32x4.add(f32x4.mul(f32x4.splat(momentum), load4(buffer + at, left)), step);
      store4(buffer + at, step, left);
    }
    store4(p + at, f32x4.sub(value, f32x4.mul(f32x4.splat(rate), step)), left);
  }
}

/**
 * Adam (Kingma & Ba 2015), as PyTorch computes it. `correction1` = 1 − β₁ᵏ, `correction2` = 1 − β₂ᵏ for update k ≥ 1.
 * m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  p ← p − (rate/correction1) · m / (√(v/correction2) + eps)
 * With a block `largest` (AMSGrad, Reddi, Kale & Kumar 2018) the largest v so far takes the place of v.
 */
export function adam(
  p: usize, g: usize, m: usize, v: usize, largest: usize, n: i32,
  rate: f32, beta1: f32, rest1: f32, beta2: f32, rest2: f32, eps: f32, decay: f32, correction1: f64, correction2: f64,
): void {
  const stepSize: f32 = <f32>(<f64>rate / correction1);
  const root: f32 = <f32>(1 / sqrt<f64>(correction2));
  const whole = n & ~3;
  for (let at: usize = 0; at < <usize>whole << 2; at += 16)
    adam4(p + at, g + at, m + at, v + at, largest ? largest + at : 0, 4, stepSize, root, beta1, rest1, beta2, rest2, eps, decay);
  const at: usize = whole << 2;
  if (whole < n)
    adam4(p + at, g + at, m + at, v + at, largest ? largest + at : 0, n - whole, stepSize, root, beta1, rest1, beta2, rest2, eps, decay);
}

/** Up to four parameters. */
// @ts-ignore: decorator
@inline
function adam4(
  p: usize, g: usize, m: usize, v: usize, largest: usize, left: i32,
  stepSize: f32, root: f32, beta1: f32, rest1: f32, beta2: f32, rest2: f32, eps: f32, decay: f32,
): void {
  const value = load4(p, left);
  const flow = flowOf(load4(g, left), value, decay);
  const first = madd(f32x4.splat(beta1), load4(m, left), f32x4.mul(f32x4.splat(rest1), flow));
  let second = madd(f32x4.splat(beta2), load4(v, left), f32x4.mul(f32x4.splat(rest2), f32x4.mul(flow, flow)));
  store4(m, first, left);
  store4(v, second, left);
  if (largest) {
    second = f32x4.max(load4(largest, left), second);
    store4(largest, second, left);
  }
  const scale = madd(f32x4.sqrt(second), f32x4.splat(root), f32x4.splat(eps));
  store4(p, f32x4.sub(value, f32x4.div(f32x4.mul(f32x4.splat(stepSize), first), scale)), left);
}

/** max |x|; NaN when one of them is NaN, 0 for none. */
export function largestMagnitude(x: usize, n: i32): f32 {
  let best = f32x4.splat(0);
  for (let i = 0; i < n; i += 4) best = f32x4.max(best, f32x4.abs(load4(x + (i << 2), n - i)));
  const low = max<f32>(f32x4.extract_lane(best, 0), f32x4.extract_lane(best, 1));
  return max<f32>(low, max<f32>(f32x4.extract_lane(best, 2), f32x4.extract_lane(best, 3)));
}

/** x ← x within −limit … limit; NaN stays NaN. */
export function limitMagnitude(x: usize, n: i32, limit: f32): void {
  const high = f32x4.splat(limit);
  const low = f32x4.neg(high);
  for (let i = 0; i < n; i += 4) {
    const left = n - i;
    store4(x + (i << 2), f32x4.max(low, f32x4.min(high, load4(x + (i << 2), left))), left);
  }
}
