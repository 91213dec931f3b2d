// How often each size of number comes: bins of equal width, symmetric about zero, one of them around zero itself.
import { max, mean, scaleLinear, variance } from 'd3';

export interface HistogramBar {
  /** Middle of the bin. */
  readonly value: number;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Histogram {
  readonly bars: readonly HistogramBar[];
  readonly largest: number;
  readonly mean: number;
  readonly deviation: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  /** Where a value lies across. */
  readonly x: (value: number) => number;
}

/** Odd, so that zero has a bin of its own. */
const bins = 41;
const margin = { left: 8, right: 8, top: 24, bottom: 28 };

/** @param extent the numbers lie in [−extent, extent]; those that are no number are left out */
export function planHistogram(
  values: Float32Array,
  extent: number,
  size: { readonly width: number; readonly height: number },
): Histogram {
  const counts = new Array<number>(bins).fill(0);
  const real = values.filter(Number.isFinite);
  for (const value of real) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(((value / extent + 1) / 2) * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const largest = max(counts) ?? 0;
  const bottom = size.height - margin.bottom;
  const x = scaleLinear([-extent, extent], [margin.left, size.width - margin.right]).clamp(true);
  const y = scaleLinear([0, Math.max(1, largest)], [bottom, margin.top]);
  const edge = (bin: number) => ((2 * bin) / bins - 1) * extent;
  return {
    bars: counts.map((count, bin) => ({
      value: ((2 * bin + 1) / bins - 1) * extent,
      count,
      x: x(edge(bin)),
      y: y(count),
      width: x(edge(bin + 1)) - x(edge(bin)),
      height: bottom - y(count),
    })),
    largest,
    mean: mean(real) ?? Number.NaN,
    deviation: real.length > 1 ? Math.sqrt(variance(real) ?? Number.NaN) : 0,
    left: margin.left,
    right: size.width - margin.right,
    bottom,
    top: margin.top,
    x,
  };
}
