// Fits the polynomials of src/engine/kernels/precise.ts and prints their coefficients and largest relative errors:
// node scripts/fit-functions.mjs. Interpolation at Chebyshev nodes, which is within a small factor of the best fit.

/** erfc(x)·e^(x²) for x ≥ 0: a series below 2, a continued fraction above. */
function scaledErfc(x) {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; n < 60; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return Math.exp(x * x) - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = x;
  for (let k = 120; k >= 1; k--) fraction = x + k / 2 / fraction;
  return 1 / (fraction * Math.sqrt(Math.PI));
}

/** erf(x)/x for |x| ≤ 1, by its series. */
function erfOverX(x) {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 40; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** Coefficients c₀, c₁ … of the polynomial in q that meets `f` at the Chebyshev nodes of [low, high]. */
function interpolate(f, low, high, degree) {
  const n = degree + 1;
  const nodes = Array.from({ length: n }, (_, k) => Math.cos((Math.PI * (k + 0.5)) / n));
  const values = nodes.map((u) => f((low + high) / 2 + ((high - low) / 2) * u));
  // Chebyshev coefficients, then powers of u by T(k+1) = 2u T(k) − T(k−1), then powers of q by u = a q + b.
  let before = [1];
  let current = [0, 1];
  const powers = new Array(n).fill(0);
  for (let k = 0; k < n; k++) {
    const own = k === 0 ? before : current;
    let weight = 0;
    for (let i = 0; i < n; i++) weight += values[i] * Math.cos((Math.PI * k * (i + 0.5)) / n);
    weight *= (k === 0 ? 1 : 2) / n;
    own.forEach((c, i) => {
      powers[i] += weight * c;
    });
    if (k > 0) {
      const next = [0, ...current.map((c) => 2 * c)];
      before.forEach((c, i) => {
        next[i] -= c;
      });
      before = current;
      current = next;
    }
  }
  const a = 2 / (high - low);
  const b = -(high + low) / (high - low);
  let result = [0];
  for (let k = n - 1; k >= 0; k--) {
    const next = new Array(result.length + 1).fill(0);
    result.forEach((c, i) => {
      next[i] += c * b;
      next[i + 1] += c * a;
    });
    next[0] += powers[k];
    result = next;
  }
  return result.slice(0, n);
}

function report(name, coefficients, exact, evaluate, low, high) {
  let worst = 0;
  for (let i = 0; i <= 100000; i++) {
    const x = low + ((high - low) * i) / 100000;
    worst = Math.max(worst, Math.abs(evaluate(x) / exact(x) - 1));
  }
  process.stdout.write(`${name}: largest relative error ${worst.toExponential(2)}\n`);
  for (const c of [...coefficients].reverse()) process.stdout.write(`  ${c}\n`);
}

const horner = (coefficients, q) => coefficients.reduceRight((sum, c) => sum * q + c, 0);

// Q(t) = e^(t²/2) Φ(−t), Φ the normal distribution, for 0 ≤ t ≤ 16: (1 + t)·Q(t) as a polynomial in q = (t − 4)/(t + 4).
const q = (t) => scaledErfc(t / Math.SQRT2) / 2;
const degree = Number(process.argv[2] ?? 12);
const tail = interpolate((s) => q((4 * (1 + s)) / (1 - s)) * (1 + (4 * (1 + s)) / (1 - s)), -1, 0.6, degree);
report('normal tail', tail, q, (t) => horner(tail, (t - 4) / (t + 4)) / (1 + t), 0, 16);

// erf(x)/x for |x| ≤ 1 as a polynomial in x².
const middle = interpolate((z) => erfOverX(Math.sqrt(z)), 0, 1, 7);
report('erf(x)/x', middle, erfOverX, (x) => horner(middle, x * x), 0, 1);
