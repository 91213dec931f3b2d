// tanh and sigmoid over contiguous floats: what recurrent layers live on. Each …Backward adds dy · f′ to dx, f′ written
// in terms of y = f(x).

import { add4, load4, store4 } from './lanes';
import { sigmoid4, tanh4 } from './math';

/** out = tanh x; out may be x. */
export function tanh(x: usize, out: usize, n: i32): void {
  for (let left = n; left > 0; left -= 4) {
    store4(out, tanh4(load4(x, left)), left);
    x += 16;
    out += 16;
  }
}

/** dx += dy · (1 − y)(1 + y). */
export function tanhBackward(y: usize, dy: usize, dx: usize, n: i32): void {
  const one = f32x4.splat(1);
  for (let left = n; left > 0; left -= 4) {
    const v = load4(y, left);
    add4(dx, f32x4.mul(load4(dy, left), f32x4.mul(f32x4.sub(one, v), f32x4.add(one, v))), left);
    y += 16;
    dy += 16;
    dx += 16;
  }
}

/** out = σ(x); out may be x. */
export function sigmoid(x: usize, out: usize, n: i32): void {
  for (let left = n; left > 0; left -= 4) {
    store4(out, sigmoid4(load4(x, left)), left);
    x += 16;
    out += 16;
  }
}

/** dx += dy · y(1 − y). */
export function sigmoidBackward(y: usize, dy: usize, dx: usize, n: i32): void {
  const one = f32x4.splat(1);
  for (let left = n; left > 0; left -= 4) {
    const v = load4(y, left);
    add4(dx, f32x4.mul(load4(dy, left), f32x4.mul(v, f32x4.sub(one, v))), left);
    y += 16;
    dy += 16;
    dx += 16;
  }
}
