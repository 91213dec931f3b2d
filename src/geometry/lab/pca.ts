// Principal components of a cloud of points: the two directions in which it spreads the most. Eigenvectors of the
// covariance matrix by Jacobi's rotations (Golub & Van Loan, Matrix Computations, §8.5), which are exact for the few dozen
// dimensions of an embedding and need no starting guess.

/** A symmetric matrix's eigenvalues, the largest first, with their unit vectors. */
interface Spectrum {
  readonly values: readonly number[];
  readonly vectors: readonly Float64Array[];
}

/** Each sweep turns every pair of axes once; a dozen is far more than 64 dimensions need. */
const mostSweeps = 24;

/** @param matrix (n, n) symmetric, row by row; is left as it is */
export function symmetricSpectrum(matrix: ArrayLike<number>, n: number): Spectrum {
  const a = Float64Array.from({ length: n * n }, (_, at) => matrix[at] ?? 0);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  const total = a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += (a[p * n + q] as number) ** 2;
    if (off <= 1e-16 * total) break; // entries of 1e-8: finer than the float32 they come from
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (i, j) => (a[j * n + j] as number) - (a[i * n + i] as number) || i - j,
  );
  return {
    values: order.map((i) => a[i * n + i] as number),
    vectors: order.map((i) => Float64Array.from({ length: n }, (_, k) => v[k * n + i] as number)),
  };
}

/** Turns axes p and q so that their entry becomes zero. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q] as number;
  if (apq === 0) return;
  const theta = ((a[q * n + q] as number) - (a[p * n + p] as number)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const turn = (m: Float64Array, i: number, j: number) => {
    const x = m[i] as number;
    const y = m[j] as number;
    m[i] = c * x - s * y;
    m[j] = s * x + c * y;
  };
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q);
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k);
  for (let k = 0; k < n; k++) turn(v, k * n + p, k * n + q);
}

export interface Axis {
  /** Unit vector, one number for each dimension. */
  readonly vector: Float64Array;
  /** Of all variance, 0 to 1. */
  readonly share: number;
}

export interface Projection {
  readonly mean: Float64Array;
  /** Across and up. */
  readonly axes: readonly [Axis, Axis];
}

/** While the lesser axis has at least this part of the other's variance, the two stay where they were. */
const asGood = 0.9;

/**
 * The two principal axes of (count × size) numbers.
 * @param before the axes of the frame before, if there was one of the same size: each axis keeps the sign that agrees
 *   with it, and the two change places only when the lesser has grown clearly larger. Without it, the largest number of
 *   each axis is positive
 */
export function principalAxes(
  values: ArrayLike<number>,
  count: number,
  size: number,
  before?: Projection,
): Projection {
  const mean = new Float64Array(size);
  for (let row = 0; row < count; row++)
    for (let k = 0; k < size; k++) mean[k] = (mean[k] as number) + (values[row * size + k] ?? 0) / count;
  const covariance = new Float64Array(size * size);
  for (let row = 0; row < count; row++)
    for (let i = 0; i < size; i++) {
      const x = (values[row * size + i] ?? 0) - (mean[i] as number);
      for (let j = i; j < size; j++)
        covariance[i * size + j] =
          (covariance[i * size + j] as number) + x * ((values[row * size + j] ?? 0) - (mean[j] as number));
    }
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) covariance[i * size + j] = covariance[j * size + i] as number;
  const spectrum = symmetricSpectrum(covariance, size);
  const total = spectrum.values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const axis = (at: number): Axis => ({
    vector: spectrum.vectors[at] ?? new Float64Array(size),
    share: total > 0 ? Math.max(0, spectrum.values[at] ?? 0) / total : 0,
  });
  const found = [axis(0), axis(1)] as const;
  const known = before?.mean.length === size ? before.axes : undefined;
  if (!known) return { mean, axes: [faced(found[0]), faced(found[1])] };
  const straight = agreement(found[0], known[0]) + agreement(found[1], known[1]);
  const crossed = agreement(found[1], known[0]) + agreement(found[0], known[1]);
  const stay = crossed > straight && found[1].share >= asGood * found[0].share;
  const [across, up] = stay ? [found[1], found[0]] : found;
  return { mean, axes: [agreeing(across, known[0]), agreeing(up, known[1])] };
}

const dot = (a: Axis, b: Axis): number =>
  a.vector.reduce((sum, value, k) => sum + value * (b.vector[k] as number), 0);
const agreement = (a: Axis, b: Axis): number => Math.abs(dot(a, b));
const turned = ({ vector, share }: Axis): Axis => ({ vector: vector.map((value) => -value), share });
const agreeing = (axis: Axis, before: Axis): Axis => (dot(axis, before) < 0 ? turned(axis) : axis);

function faced(axis: Axis): Axis {
  const largest = axis.vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? turned(axis) : axis;
}

/** Every row's place along both axes, [x, y, x, y …]. */
export function project(values: ArrayLike<number>, count: number, { mean, axes }: Projection): Float64Array {
  const size = mean.length;
  const out = new Float64Array(2 * count);
  for (let row = 0; row < count; row++)
    axes.forEach(({ vector }, at) => {
      let sum = 0;
      for (let k = 0; k < size; k++)
        sum += ((values[row * size + k] ?? 0) - (mean[k] as number)) * (vector[k] as number);
      out[2 * row + at] = sum;
    });
  return out;
}
