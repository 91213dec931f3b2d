// Numbers that add up, as bars each of which begins where the one before ended.
import { scaleLinear } from 'd3';

export interface WaterfallBar {
  /** Pixels: the bar's ends, and the middle of its upper edge. */
  readonly top: number;
  readonly bottom: number;
  /** Where the sum stands after it. */
  readonly after: number;
  readonly value: number;
  readonly sum: number;
}

export interface Waterfall {
  /** bars[t], by step. */
  readonly bars: readonly WaterfallBar[];
  /** Where zero and the whole sum are. */
  readonly zero: number;
  readonly total: number;
}

/**
 * @param values by step
 * @param order the steps in the order in which they are added
 * @param height pixels; `margin` is left free above and below, for the bars' numbers
 */
export function waterfall(
  values: ArrayLike<number>,
  order: readonly number[],
  height: number,
  margin: number,
): Waterfall {
  const sums = new Float64Array(values.length);
  let sum = 0;
  for (const t of order) {
    sum += values[t] ?? 0;
    sums[t] = sum;
  }
  const finite = [...sums].filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = Math.max(0, ...finite);
  const y = scaleLinear([low, high > low ? high : low + 1], [height - margin, margin]).clamp(true);
  const bars = Array.from(sums, (after, t) => {
    const value = values[t] ?? 0;
    const ends = [y(after - value), y(after)];
    return { top: Math.min(...ends), bottom: Math.max(...ends), after: y(after), value, sum: after };
  });
  return { bars, zero: y(0), total: y(sum) };
}
