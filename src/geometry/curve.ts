// Curves over training steps: the domains of their axes, and the points that are drawn of a history however long. It
// knows numbers, not pixels on a page nor colours.
import { roundUp, tenTo } from './ticks.ts';

/** A history that grows; only the first `length` values count. */
export interface Series {
  readonly values: Float32Array;
  readonly length: number;
}

export interface Point {
  readonly step: number;
  readonly value: number;
}

/**
 * What is drawn of a history: all of it, or for each of `columns` slices of the axis, which ends at `end`, its first,
 * lowest, highest and last value in their order, so that no extreme is lost and no straight line bends (the M4
 * aggregation of Jugel et al., 2014). Values that are not finite are kept, once for each slice, as gaps.
 */
export function sampled({ values, length }: Series, columns: number, end: number): Point[] {
  const point = (step: number): Point => ({ step, value: values[step] ?? Number.NaN });
  const slices = Math.max(1, Math.floor(columns));
  if (end <= slices * 4) return Array.from({ length }, (_, step) => point(step));
  const points: Point[] = [];
  for (let slice = 0; slice < slices; slice++) {
    const from = Math.floor((slice * end) / slices);
    const to = Math.min(length, Math.floor(((slice + 1) * end) / slices));
    if (from >= to) break;
    let lowest = -1;
    let highest = -1;
    let broken = -1;
    for (let step = from; step < to; step++) {
      const value = values[step] ?? Number.NaN;
      if (!Number.isFinite(value)) broken = step;
      else {
        if (lowest < 0 || value < (values[lowest] ?? value)) lowest = step;
        if (highest < 0 || value > (values[highest] ?? value)) highest = step;
      }
    }
    const steps = new Set([from, lowest, highest, broken, to - 1].filter((step) => step >= 0));
    for (const step of [...steps].sort((one, other) => one - other)) points.push(point(step));
  }
  return points;
}

/** Where the axis of steps ends: a round number that leaves room, so that it moves seldom. */
export const stepsEnd = (length: number): number => roundUp(length * 1.02, 100);

/**
 * The loss axis: from a power of ten (or 2 or 5 times it) below the lowest loss to one above the highest, never less
 * than `least`, so that it moves seldom, nor lower than 10⁻¹²: what is below is drawn there.
 */
export function lossDomain(
  points: readonly Point[],
  least: readonly [number, number] = [0.1, 10],
): readonly [lowest: number, highest: number] {
  let [lowest, highest] = least;
  for (const { value } of points) {
    if (!Number.isFinite(value) || value <= 0) continue;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const steps = [1, 2, 5, 10];
  const floorTen = tenTo(Math.floor(Math.log10(lowest)));
  const below = steps.findLast((each) => each * floorTen <= lowest * (1 + 1e-9)) ?? 1;
  const ceilTen = tenTo(Math.floor(Math.log10(highest)));
  const above = steps.find((each) => each * ceilTen >= highest * (1 - 1e-9)) ?? 10;
  return [Math.max(1e-12, below * floorTen), above * ceilTen];
}

/** The last of `points` whose step is at most `step`; they are in order. */
export function lastUntil<P extends { readonly step: number }>(
  points: readonly P[],
  step: number,
): P | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.step ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}
