// How thick a backward arrow is: its norm on a log scale. The legend is drawn by the same function.
import { scaleLog } from 'd3';
import { tenTo } from '../ticks.ts';

export interface Stroke {
  /** Pixels. */
  readonly width: number;
  readonly opacity: number;
}

export interface GradientScale {
  /** The largest norm, rounded up to a power of ten. */
  readonly top: number;
  /** Norms up to here are drawn alike, as thin as can be. */
  readonly bottom: number;
  /** Powers of ten with their strokes, from the largest to the smallest. */
  readonly ticks: readonly number[];
  /** null where nothing came at all. What is not finite is drawn like the largest. */
  stroke(norm: number): Stroke | null;
}

const widths = [1, 7] as const;
const opacities = [0.7, 1] as const;
/** Powers of ten that a scale has at most. */
const decades = 6;

export function gradientScale(norms: Iterable<number>): GradientScale {
  let largest = 0;
  let smallest = Infinity;
  for (const norm of norms) {
    if (!(norm > 0 && norm < Infinity)) continue;
    largest = Math.max(largest, norm);
    smallest = Math.min(smallest, norm);
  }
  const high = largest > 0 ? Math.ceil(Math.log10(largest) - 1e-9) : 0;
  const low = largest > 0 ? Math.floor(Math.log10(smallest) + 1e-9) : -1;
  const lowest = Math.min(high - 1, Math.max(low, high - decades));
  const top = tenTo(high);
  const bottom = tenTo(lowest);
  const width = scaleLog([bottom, top], widths).clamp(true);
  const opacity = scaleLog([bottom, top], opacities).clamp(true);
  const span = high - lowest;
  const every = span > 3 ? 2 : 1;
  const ticks: number[] = [];
  for (let power = high; power >= lowest; power -= every) ticks.push(tenTo(power));
  return {
    top,
    bottom,
    ticks,
    stroke: (norm) => {
      if (norm === 0) return null;
      const drawn = Number.isFinite(norm) ? norm : top;
      return { width: width(drawn), opacity: opacity(drawn) };
    },
  };
}
