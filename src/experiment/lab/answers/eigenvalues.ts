// Eigenvalues of a small real matrix: reduction to Hessenberg form by elimination with pivots, then Francis's QR steps
// with double shifts (EISPACK's elmhes and hqr; Golub & Van Loan, Matrix Computations, §7.5). Double precision, and only
// operations that give the same bits everywhere.

/** Steps for one eigenvalue after which it is given up: EISPACK's bound. Every tenth takes an unusual shift. */
const MAX_STEPS = 60;
/** An entry this small beside its neighbours is 0. */
const EPSILON = Number.EPSILON;

/** Rows of a square matrix. */
type Rows = Float64Array[];

const at = (a: Rows, i: number, j: number) => (a[i] as Float64Array)[j] as number;
const put = (a: Rows, i: number, j: number, value: number) => {
  (a[i] as Float64Array)[j] = value;
};

/**
 * All eigenvalues of a real (n, n) matrix, in no order that means anything.
 * @param values row by row
 * @returns [re, im, re, im …], n pairs; pairs of conjugates stand side by side
 * @throws RangeError when there are not n² numbers or one is not finite; Error when an eigenvalue does not converge
 */
export function eigenvalues(values: ArrayLike<number>, n: number): Float32Array {
  if (values.length !== n * n) throw new RangeError(`eigenvalues: ${values.length} numbers for (${n}, ${n})`);
  const a: Rows = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: n }, (_, j) => values[i * n + j] as number),
  );
  if (!a.every((row) => row.every(Number.isFinite)))
    throw new RangeError('eigenvalues: not all numbers are finite');
  toHessenberg(a, n);
  return fromHessenberg(a, n);
}

/** Similar to a, with zeros below the first subdiagonal. */
function toHessenberg(a: Rows, n: number): void {
  for (let m = 1; m < n - 1; m++) {
    let pivot = m;
    for (let i = m; i < n; i++) if (Math.abs(at(a, i, m - 1)) > Math.abs(at(a, pivot, m - 1))) pivot = i;
    const x = at(a, pivot, m - 1);
    if (x === 0) continue;
    if (pivot !== m) {
      [a[pivot], a[m]] = [a[m] as Float64Array, a[pivot] as Float64Array];
      for (const row of a) [row[pivot], row[m]] = [row[m] as number, row[pivot] as number];
    }
    for (let i = m + 1; i < n; i++) {
      const y = at(a, i, m - 1) / x;
      if (y === 0) continue;
      for (let j = m - 1; j < n; j++) put(a, i, j, at(a, i, j) - y * at(a, m, j));
      for (const row of a) row[m] = (row[m] as number) + y * (row[i] as number);
      put(a, i, m - 1, 0);
    }
  }
}

/** Splits off one eigenvalue or a pair at the lower end again and again. */
function fromHessenberg(a: Rows, n: number): Float32Array {
  const found = new Float32Array(2 * n);
  let scale = 0;
  for (let i = 0; i < n; i++) for (let j = Math.max(0, i - 1); j < n; j++) scale += Math.abs(at(a, i, j));
  let shifted = 0; // what exceptional shifts took off the diagonal
  for (let end = n - 1; end >= 0; ) {
    for (let step = 0; ; step++) {
      const start = blockStart(a, end, scale);
      const x = at(a, end, end);
      if (start === end) {
        found[2 * end] = x + shifted;
        end -= 1;
        break;
      }
      const y = at(a, end - 1, end - 1);
      const w = at(a, end, end - 1) * at(a, end - 1, end);
      if (start === end - 1) {
        solvePair(found, end, x, y, w, shifted);
        end -= 2;
        break;
      }
      if (step === MAX_STEPS) throw new Error('eigenvalues: an eigenvalue does not converge');
      if (step > 0 && step % 10 === 0) {
        for (let i = 0; i <= end; i++) put(a, i, i, at(a, i, i) - x);
        shifted += x;
        const s = Math.abs(at(a, end, end - 1)) + Math.abs(at(a, end - 1, end - 2));
        francisStep(a, start, end, 0.75 * s, 0.75 * s, -0.4375 * s * s);
      } else francisStep(a, start, end, x, y, w);
    }
  }
  return found;
}

/** First row of the block that ends in row `end`: above it the subdiagonal is as good as 0, and is made 0. */
function blockStart(a: Rows, end: number, scale: number): number {
  for (let l = end; l > 0; l--) {
    const beside = Math.abs(at(a, l - 1, l - 1)) + Math.abs(at(a, l, l));
    if (Math.abs(at(a, l, l - 1)) <= EPSILON * (beside === 0 ? scale : beside)) {
      put(a, l, l - 1, 0);
      return l;
    }
  }
  return 0;
}

/** Eigenvalues of the lower 2 × 2 block with diagonal (y, x) and product w of the others. */
function solvePair(found: Float32Array, end: number, x: number, y: number, w: number, shifted: number): void {
  const p = (y - x) / 2;
  const q = p * p + w;
  const root = Math.sqrt(Math.abs(q));
  if (q >= 0) {
    const z = p + (p >= 0 ? root : -root);
    found[2 * (end - 1)] = x + z + shifted;
    found[2 * end] = (z === 0 ? x : x - w / z) + shifted;
    return;
  }
  found.set([x + p + shifted, root, x + p + shifted, -root], 2 * (end - 1));
}

/** One double QR step on rows start … end with the shifts whose sum is x + y and whose product is x·y − w. */
function francisStep(a: Rows, start: number, end: number, x: number, y: number, w: number): void {
  let p = 0;
  let q = 0;
  let r = 0;
  let m = end - 2;
  for (; ; m--) {
    const z = at(a, m, m);
    p = ((x - z) * (y - z) - w) / at(a, m + 1, m) + at(a, m, m + 1);
    q = at(a, m + 1, m + 1) - z - (x - z) - (y - z);
    r = at(a, m + 2, m + 1);
    const s = Math.abs(p) + Math.abs(q) + Math.abs(r);
    p /= s;
    q /= s;
    r /= s;
    if (m === start) break;
    const small = Math.abs(at(a, m, m - 1)) * (Math.abs(q) + Math.abs(r));
    const beside = Math.abs(at(a, m - 1, m - 1)) + Math.abs(z) + Math.abs(at(a, m + 1, m + 1));
    if (small <= EPSILON * Math.abs(p) * beside) break;
  }
  for (let i = m + 2; i <= end; i++) {
    put(a, i, i - 2, 0);
    if (i > m + 2) put(a, i, i - 3, 0);
  }
  for (let k = m; k < end; k++) {
    const last = k === end - 1;
    let size = 1;
    if (k > m) {
      p = at(a, k, k - 1);
      q = at(a, k + 1, k - 1);
      r = last ? 0 : at(a, k + 2, k - 1);
      size = Math.abs(p) + Math.abs(q) + Math.abs(r);
      if (size === 0) continue;
      p /= size;
      q /= size;
      r /= size;
    }
    const length = Math.sqrt(p * p + q * q + r * r);
    const s = p < 0 ? -length : length;
    if (s === 0) continue;
    if (k > m) put(a, k, k - 1, -s * size);
    else if (start !== m) put(a, k, k - 1, -at(a, k, k - 1));
    reflect(a, start, end, k, last, { p: p + s, q, r, s });
  }
}

/** The Householder reflection that brings (p, q, r) to its first axis, on rows and columns k, k + 1, k + 2. */
function reflect(
  a: Rows,
  start: number,
  end: number,
  k: number,
  last: boolean,
  { p, q, r, s }: { p: number; q: number; r: number; s: number },
): void {
  const [x, y, z] = [p / s, q / s, r / s];
  const [byQ, byR] = [q / p, r / p];
  for (let j = k; j <= end; j++) {
    const sum = at(a, k, j) + byQ * at(a, k + 1, j) + (last ? 0 : byR * at(a, k + 2, j));
    put(a, k, j, at(a, k, j) - sum * x);
    put(a, k + 1, j, at(a, k + 1, j) - sum * y);
    if (!last) put(a, k + 2, j, at(a, k + 2, j) - sum * z);
  }
  for (let i = start; i <= Math.min(end, k + 3); i++) {
    const sum = x * at(a, i, k) + y * at(a, i, k + 1) + (last ? 0 : z * at(a, i, k + 2));
    put(a, i, k, at(a, i, k) - sum);
    put(a, i, k + 1, at(a, i, k + 1) - sum * byQ);
    if (!last) put(a, i, k + 2, at(a, i, k + 2) - sum * byR);
  }
}
