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
