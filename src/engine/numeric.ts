// exp, log, sin and cos in double precision from + − × ÷ alone. Math.exp and kin differ in their last bits from
// browser to browser; these do not. For set-up work (initial weights, positions), not for inner loops: the kernels have their own.

export const TAU = 6.283185307179586;
const HALF_PI_HIGH = 1.5707963267341256; // first 33 bits of π/2, so that n·HIGH is exact for small n
const HALF_PI_LOW = 6.077100506506192e-11;
const LN2_HIGH = 0.6931471803691238; // fdlibm's split of ln 2
const LN2_LOW = 1.9082149292705877e-10;

const scratch = new DataView(new ArrayBuffer(8));

/** 2ⁿ for an integer n in [−1022, 1023]. */
function powerOfTwo(n: number): number {
  scratch.setInt32(0, (n + 1023) << 20);
  scratch.setInt32(4, 0);
  return scratch.getFloat64(0);
}

/** baseᵏ for an integer k ≥ 0 by repeated multiplication: the same bits everywhere, which Math.pow does not promise. */
export function power(base: number, k: number): number {
  let result = 1;
  let square = base;
  for (let rest = k; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** eˣ, to about 1 unit in the last place. 0 below −708, Infinity above 709.78. */
export function exponential(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -708) return 0;
  const n = Math.round(x / Math.LN2);
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  // Taylor series to r¹³/13!: |r| ≤ 0.347, so the next term is below 5e-18.
  let sum = 1;
  for (let k = 13; k >= 1; k--) sum = 1 + (r * sum) / k;
  return n > 1022 ? sum * 2 * powerOfTwo(n - 1) : sum * powerOfTwo(n);
}

/** Natural logarithm, to about 1 unit in the last place. NaN below 0, −Infinity at 0. */
export function logarithm(x: number): number {
  if (Number.isNaN(x) || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  let exponent = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984; // 2⁵⁴ lifts a denormal into the normal range
    exponent = -54;
  }
  scratch.setFloat64(0, x);
  const high = scratch.getInt32(0);
  exponent += ((high >>> 20) & 0x7ff) - 1023;
  scratch.setInt32(0, (high & 0xfffff) | 0x3ff00000);
  let mantissa = scratch.getFloat64(0); // in [1, 2)
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  // log m = 2 artanh s, s = (m − 1)/(m + 1), |s| ≤ 0.1716: the term after s²³/23 is below 1e-20.
  const s = (mantissa - 1) / (mantissa + 1);
  const s2 = s * s;
  let sum = 0;
  for (let k = 23; k >= 3; k -= 2) sum = s2 * (1 / k + sum);
  return exponent * LN2_HIGH + (2 * s + (2 * s * sum + exponent * LN2_LOW));
}

/** sin on [−π/4, π/4]; the term after r¹⁷/17! is below 1e-18. */
function sineKernel(r: number): number {
  const r2 = r * r;
  let sum = 1;
  for (let k = 16; k >= 2; k -= 2) sum = 1 - (r2 * sum) / (k * (k + 1));
  return r * sum;
}

/** cos on [−π/4, π/4]; the term after r¹⁸/18! is below 1e-17. */
function cosineKernel(r: number): number {
  const r2 = r * r;
  let sum = 1;
  for (let k = 18; k >= 2; k -= 2) sum = 1 - (r2 * sum) / (k * (k - 1));
  return sum;
}

/** sin x for |x| ≤ 1e6 (absolute error about 1e-16 plus 1e-17·|x|). */
export function sine(x: number): number {
  const n = Math.round(x / (TAU / 4));
  const r = x - n * HALF_PI_HIGH - n * HALF_PI_LOW;
  const quadrant = ((n % 4) + 4) % 4;
  if (quadrant === 0) return sineKernel(r);
  if (quadrant === 1) return cosineKernel(r);
  return quadrant === 2 ? -sineKernel(r) : -cosineKernel(r);
}

/** cos x for |x| ≤ 1e6 (absolute error about 1e-16 plus 1e-17·|x|). */
export function cosine(x: number): number {
  const n = Math.round(x / (TAU / 4));
  const r = x - n * HALF_PI_HIGH - n * HALF_PI_LOW;
  const quadrant = ((n % 4) + 4) % 4;
  if (quadrant === 0) return cosineKernel(r);
  if (quadrant === 1) return -sineKernel(r);
  return quadrant === 2 ? -cosineKernel(r) : sineKernel(r);
}
