// One unit's values over the steps, as lines: one for each thing the cell computes.
import { line, scaleLinear } from 'd3';
import { textWidth } from '../textWidth.ts';
import { fitted } from './unrolled.ts';

export interface UnitLines {
  readonly width: number;
  readonly height: number;
  /** Centre of each step, pixels. */
  readonly steps: readonly number[];
  readonly paths: readonly string[];
  /** Where each line ends, for its name: y in pixels, moved apart so that no two names touch. */
  readonly ends: readonly number[];
  /** As many of the steps' names as there is room for. */
  readonly names: readonly { readonly step: number; readonly text: string; readonly x: number }[];
  readonly nameY: number;
  /** Values worth a rule, with their place. */
  readonly rules: readonly { readonly value: number; readonly y: number }[];
}

const margin = { top: 12, right: 96, bottom: 32, left: 40 };
const nameHeight = 16;
const fontSize = 13;
/** A name longer than this is cut. */
const longestName = 88;

/** @param series each with one value a step so far; @param extent the domain is [−extent, extent], or [0, 1] without it */
export function unitLines(
  series: readonly (readonly number[])[],
  labels: readonly string[],
  extent: number,
  { width, height }: { readonly width: number; readonly height: number },
): UnitLines {
  const low = series.some((values) => values.some((value) => value < 0)) ? -extent : 0;
  const steps = labels.length;
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
      height - margin.bottom,
    ),
    names: stepNames(labels, x, x(1) - x(0)),
    nameY: height - 8,
    rules: [...new Set([low, 0, extent])].map((value) => ({ value, y: y(value) })),
  };
}

function stepNames(labels: readonly string[], x: (step: number) => number, pitch: number) {
  const widest = Math.max(0, ...labels.map((label) => textWidth(label))) * fontSize;
  const every = Math.max(1, Math.ceil((Math.min(longestName, widest) + 10) / pitch));
  const room = Math.min(longestName, pitch * every - 8);
  return labels.flatMap((label, step) =>
    step % every === 0 ? { step, text: fitted(label, room, fontSize), x: x(step) } : [],
  );
}

/** Places moved apart to at least `gap`, as little as possible, in their own order, the last not beyond `end`. */
export function spread(places: readonly number[], gap: number, end = Infinity): number[] {
  const order = places.map((place, at) => ({ place, at })).sort((a, b) => a.place - b.place);
  const out = new Array<number>(places.length);
  let last = -Infinity;
  for (const { place, at } of order) {
    last = Math.max(place, last + gap);
    out[at] = last;
  }
  let next = end + gap;
  for (const { at } of order.reverse()) {
    next = Math.min(out[at] as number, next - gap);
    out[at] = next;
  }
  return out;
}
