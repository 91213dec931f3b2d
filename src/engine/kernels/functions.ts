// Activation and other elementary functions over contiguous floats. Each …Backward adds dy · f′ to dx, f′ written in
// terms of x or of y = f(x), whichever is cheaper. Formulas are in the ops, fits in math.ts.

import { sigmoid4, tanh4 } from './math';

const TANH: i32 = 0;
const SIGMOID: i32 = 1;

/** The function itself; `f` is a constant wherever this is inlined, so only one branch is left. */
// @ts-ignore: decorator
@inline
function value4(f: i32, x: v128): v128 {
  if (f == TANH) return tanh4(x);
  return sigmoid4(x);
}

/** f′ from x and y = f(x). */
// @ts-ignore: decorator
@inline
function slope4(f: i32, x: v128, y: v128): v128 {
  const one = f32x4.splat(1);
  if (f == TANH) return f32x4.mul(f32x4.sub(one, y), f32x4.add(one, y));
  return f32x4.mul(y, f32x4.sub(one, y));
}

// @ts-ignore: decorator
@inline
function map(f: i32, x: usize, out: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(out + (i << 2), value4(f, v128.load(x + (i << 2))));
  for (; i < n; i++) v128.store_lane<f32>(out + (i << 2), value4(f, v128.load_splat<f32>(x + (i << 2))), 0);
}

// @ts-ignore: decorator
@inline
function mapBackward(f: i32, x: usize, y: usize, dy: usize, dx: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const at: usize = i << 2;
    const slope = slope4(f, v128.load(x + at), v128.load(y + at));
    v128.store(dx + at, f32x4.add(v128.load(dx + at), f32x4.mul(v128.load(dy + at), slope)));
  }
  for (; i < n; i++) {
    const at: usize = i << 2;
    const slope = f32x4.extract_lane(slope4(f, v128.load_splat<f32>(x + at), v128.load_splat<f32>(y + at)), 0);
    store<f32>(dx + at, load<f32>(dx + at) + load<f32>(dy + at) * slope);
  }
}

export function tanh(x: usize, out: usize, n: i32): void {
  map(TANH, x, out, n);
}

export function tanhBackward(x: usize, y: usize, dy: usize, dx: usize, n: i32): void {
  mapBackward(TANH, x, y, dy, dx, n);
}

export function sigmoid(x: usize, out: usize, n: i32): void {
  map(SIGMOID, x, out, n);
}

export function sigmoidBackward(x: usize, y: usize, dy: usize, dx: usize, n: i32): void {
  mapBackward(SIGMOID, x, y, dy, dx, n);
}
