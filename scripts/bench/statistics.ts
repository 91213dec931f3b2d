// The little arithmetic that measurements need.

/** The middle of the sorted numbers, or the mean of the two in the middle. @throws RangeError without any */
export function median(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError('median: there are no numbers');
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] as number;
  return Number.isInteger(middle) ? ((sorted[middle - 1] as number) + upper) / 2 : upper;
}
