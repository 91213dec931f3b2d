// tanh and sigmoid over contiguous floats: what recurrent layers live on. Each …Backward adds dy · f′ to dx, f′ written
// in terms of y = f(x).

import { add4, copyRow, load4, madd } from './lanes';

/**
 * The numbers that the formulas below need. V8 makes a constant anew at every use, with three instructions; from memory
 * it is one. That is half of the time. (The functions of math.ts are in both modules, and the second has no memory.)
 */
// @ts-ignore: decorator
@lazy
const numbers: usize = memory.data<f32>([
  // 0: exp, with ln 2 in two parts (Cephes expf)
  1.44269504088896341, 0.693359375, -2.1219444e-4,
  1.987569150e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
  // 10: what rounds to an integer when it is added, 1.5·2²³; the lowest and the highest exponent
  12582912, -105, 30,
  // 13: 2⁶⁴, 2⁻⁶⁴
  18446744073709551616.0, 5.421010862427522e-20,
  // 15: tanh near zero (Cephes tanhf)
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1,
  // 20: where near zero ends; two; the sign bit
  0.625, 2, -0.0,
]);

/**
 * What tanh and σ hold between their two loops. In one loop, a chain of some thirty dependent instructions, they took
 * 1.15 to 1.2 times as long: of short chains the processor works on more at once.
 */
const BLOCK: i32 = 256;
// @ts-ignore: decorator
@lazy
const held: usize = memory.data(768, 16);
/** The last group of a row whose width is no multiple of four. */
// @ts-ignore: decorator
@lazy
const end: usize = memory.data(16, 16);

// @ts-ignore: decorator
@inline
function number(index: i32): v128 {
  return v128.load32_splat(numbers + (index << 2));
}

// @ts-ignore: decorator
@inline
function sign(): v128 {
  return number(22);
}

/** x/ln 2 rounded to an integer n, plus 1.5·2²³: n then stands in the low bits. */
// @ts-ignore: decorator
@inline
function exponent(x: v128): v128 {
  return madd(x, number(0), number(10));
}

/** x − n·ln 2. */
// @ts-ignore: decorator
@inline
function reduced(x: v128, shifted: v128): v128 {
  const n = f32x4.sub(shifted, number(10));
  const r = f32x4.sub(x, f32x4.mul(n, number(1)));
  return f32x4.sub(r, f32x4.mul(n, number(2)));
}

/** eʳ for |r| ≤ ½ ln 2, the same arithmetic as exp4's. */
// @ts-ignore: decorator
@inline
function power(r: v128): v128 {
  let p = madd(number(3), r, number(4));
  p = madd(p, r, number(5));
  p = madd(p, r, number(6));
  p = madd(p, r, number(7));
  p = madd(p, r, number(8));
  return f32x4.add(madd(p, f32x4.mul(r, r), r), number(9));
}

/** tanh t for 0 ≤ t < 0.625: an odd polynomial. */
// @ts-ignore: decorator
@inline
function smallTanh(t: v128): v128 {
  const z = f32x4.mul(t, t);
  let p = madd(number(15), z, number(16));
  p = madd(p, z, number(17));
  p = madd(p, z, number(18));
  p = madd(p, z, number(19));
  return madd(f32x4.mul(p, z), t, t);
}

/** eˣ for four lanes that are not below −105 and not above 0, or NaN: exp4's bits for them. */
// @ts-ignore: decorator
@inline
function expDown4(x: v128): v128 {
  const shifted = exponent(x);
  // · 2ⁿ as 2ⁿ⁺⁶⁴ · 2⁻⁶⁴, because n may be −151: what is too small to be normal is rounded once.
  const scaled = f32x4.mul(power(reduced(x, shifted)), i32x4.add(i32x4.shl(shifted, 23), number(13)));
  return f32x4.mul(scaled, number(14));
}

/**
 * The same for softmax, where −∞ is frequent: what is too small for any number is 0 without being computed, because
 * a product that rounds to 0 or to a denormal took about a hundred cycles (Zen 4).
 */
// @ts-ignore: decorator
@inline
export function expBelow4(x: v128): v128 {
  const none = f32x4.le(x, number(11)); // not where NaN
  return v128.andnot(expDown4(v128.andnot(x, none)), none);
}

/**
 * out = tanh x; out may be x. Below 0.625 an odd polynomial, above it 1 − 2/(e^2|x| + 1).
 * The sign is put back at the end, so −0 stays −0; ±∞ give ±1, NaN stays NaN.
 */
export function tanh(x: usize, out: usize, n: i32): void {
  while (n > 0) {
    const whole = inBlock(x, n);
    const from = whole ? x : end;
    const to = whole ? out : end;
    const bytes: usize = whole ? whole << 2 : 16;
    for (let at: usize = 0; at < bytes; at += 16) {
      const t = v128.andnot(v128.load(from + at), sign());
      const twice = f32x4.pmin(f32x4.add(t, t), number(12)); // e^30 is as good as infinite here; NaN passes pmin
      const shifted = exponent(twice);
      v128.store(held + at, reduced(twice, shifted));
      v128.store(held + at, i32x4.add(i32x4.shl(shifted, 23), number(9)), BLOCK);
      v128.store(held + at, smallTanh(t), 2 * BLOCK);
    }
    for (let at: usize = 0; at < bytes; at += 16) {
      const v = v128.load(from + at);
      const e = f32x4.mul(power(v128.load(held + at)), v128.load(held + at, BLOCK));
      const large = f32x4.sub(number(9), f32x4.div(number(21), f32x4.add(e, number(9))));
      const near = f32x4.lt(v128.andnot(v, sign()), number(20));
      const size = v128.bitselect(v128.load(held + at, 2 * BLOCK), large, near);
      v128.store(to + at, v128.bitselect(v, size, sign()));
    }
    if (!whole) copyRow(end, out, n);
    x += bytes;
    out += bytes;
    n -= <i32>(bytes >> 2);
  }
}

/**
 * out = 1/(1 + e^−x); out may be x. As e/(1 + e) with e = e^−|x| where x < 0: small results keep their relative accuracy.
 */
export function sigmoid(x: usize, out: usize, n: i32): void {
  while (n > 0) {
    const whole = inBlock(x, n);
    const from = whole ? x : end;
    const to = whole ? out : end;
    const bytes: usize = whole ? whole << 2 : 16;
    for (let at: usize = 0; at < bytes; at += 16) {
      const down = f32x4.pmax(v128.or(v128.load(from + at), sign()), number(11));
      const shifted = exponent(down);
      v128.store(held + at, reduced(down, shifted));
      v128.store(held + at, i32x4.add(i32x4.shl(shifted, 23), number(13)), BLOCK); // as in expDown4
    }
    for (let at: usize = 0; at < bytes; at += 16) {
      const e = f32x4.mul(f32x4.mul(power(v128.load(held + at)), v128.load(held + at, BLOCK)), number(14));
      const one = number(9);
      const above = v128.bitselect(e, one, f32x4.lt(v128.load(from + at), f32x4.splat(0)));
      v128.store(to + at, f32x4.div(above, f32x4.add(one, e)));
    }
    if (!whole) copyRow(end, out, n);
    x += bytes;
    out += bytes;
    n -= <i32>(bytes >> 2);
  }
}

/** How many of the next n floats a block takes, whole groups of four; 0 where less than one is left: it is then at `end`. */
function inBlock(x: usize, n: i32): i32 {
  if (n < 4) copyRow(x, end, n);
  return min(n & ~3, BLOCK >> 2);
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
