// The little arithmetic that measurements need.

/** The middle of the sorted numbers, or the mean of the two in the middle. @throws RangeError without any */
export function median(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError('median: there are no numbers');
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] as number;
  return Number.isInteger(middle) ? ((sorted[middle - 1] as number) + upper) / 2 : upper;
}

/** Largest |b − a|/|a| of two lists of numbers; Infinity when they are not equally long or not numbers. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  const each = a.map((value, index) => Math.abs((b[index] as number) - value) / Math.abs(value));
  return each.some(Number.isNaN) ? Infinity : Math.max(0, ...each);
}

/**
 * Exponent k of the power law y = c·xᵏ that fits best: the slope of the straight line through (ln x, ln y), by least
 * squares. @throws RangeError with fewer than two different x, or a number that is not positive
 */
export function fittedExponent(xs: readonly number[], ys: readonly number[]): number {
  if (xs.length !== ys.length || new Set(xs).size < 2 || ![...xs, ...ys].every((value) => value > 0))
    throw new RangeError('fittedExponent: it takes two positive points at least, with different x');
  const [u, v] = [xs, ys].map((values) => values.map(Math.log)) as [number[], number[]];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [centreU, centreV] = [mean(u), mean(v)];
  const slope = u.map((value, i) => (value - centreU) * ((v[i] as number) - centreV));
  return mean(slope) / mean(u.map((value) => (value - centreU) ** 2));
}

/** The number below which `share` (0 to 1) of the numbers lie, by the nearest rank. @throws RangeError without any */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('quantile: there are no numbers');
  return value;
}
