// One unit's values over the steps, as lines: one for each thing the cell computes.
import { line, scaleLinear } from 'd3';

export interface UnitLines {
  readonly width: number;
  readonly height: number;
  /** Centre of each step, pixels. */
  readonly steps: readonly number[];
  readonly paths: readonly string[];
  /** Where each line ends, for its name: y in pixels, moved apart so that no two names touch. */
  readonly ends: readonly number[];
  /** Values worth a rule, with their place. */
  readonly rules: readonly { readonly value: number; readonly y: number }[];
}

const margin = { top: 12, right: 96, bottom: 8, left: 40 };
const nameHeight = 16;

/** @param series each with one value a step; @param extent the domain is [−extent, extent], or [0, 1] without it */
export function unitLines(
  series: readonly (readonly number[])[],
  steps: number,
  extent: number,
  { width, height }: { readonly width: number; readonly height: number },
): UnitLines {
  const low = series.some((values) => values.some((value) => value < 0)) ? -extent : 0;
  // A single step stands in the middle.
  const x = scaleLinear(steps > 1 ? [0, steps - 1] : [-1, 1], [margin.left, width - margin.right]);
  const y = scaleLinear([low, extent], [height - margin.bottom, margin.top]).clamp(true);
  const path = line<number>(
    (_, t) => x(t),
    (value) => y(value),
  ).defined(Number.isFinite);
  return {
    width,
    height,
    steps: Array.from({ length: steps }, (_, t) => x(t)),
    paths: series.map((values) => path(values) ?? ''),
    ends: spread(
      series.map((values) => y(values.at(-1) ?? 0)),
      nameHeight,
    ),
    rules: [...new Set([low, 0, extent])].map((value) => ({ value, y: y(value) })),
  };
}

/** Places moved apart to at least `gap`, as little as possible, in their own order. */
export function spread(places: readonly number[], gap: number): number[] {
  const order = places.map((place, at) => ({ place, at })).sort((a, b) => a.place - b.place);
  const out = new Array<number>(places.length);
  let last = -Infinity;
  for (const { place, at } of order) {
    last = Math.max(place, last + gap);
    out[at] = last;
  }
  return out;
}
