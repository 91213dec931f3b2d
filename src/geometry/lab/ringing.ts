// How an impulse dies away: the share of its first size that is left at each step, for several networks, as lines.
import { line, scaleLinear } from 'd3';
import { textWidth } from '../textWidth.ts';
import { fittingTicks } from '../ticks.ts';
import { spread } from './traces.ts';

export interface RingingPlan {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly paths: readonly string[];
  /** Where each line ends: x, y, and the y of its name, moved apart from the others'. */
  readonly ends: readonly { readonly x: number; readonly y: number; readonly name: number }[];
  readonly steps: readonly { readonly value: number; readonly at: number }[];
  readonly shares: readonly { readonly value: number; readonly at: number }[];
  x(step: number): number;
  y(share: number): number;
}

const height = 200;
const margin = { top: 16, bottom: 28, left: 48 };
const nameSize = 13;

/** What is left of the first value, step by step; nothing where there was nothing. */
export function sharesOf(norms: ArrayLike<number>): number[] {
  const first = norms[0] ?? 0;
  return Array.from({ length: norms.length }, (_, t) => (first > 0 ? (norms[t] ?? 0) / first : 0));
}

/** The first step at which at most `share` is left for good; null when that never comes. */
export function forgottenAt(shares: readonly number[], share: number): number | null {
  const last = shares.findLastIndex((value) => !(value <= share));
  return last + 1 < shares.length ? last + 1 : null;
}

/**
 * @param series shares by step, one series a network
 * @param names written at the lines' ends: they decide how much room there is
 * @param until draw so many steps
 */
export function planRinging(
  series: readonly (readonly number[])[],
  names: readonly string[],
  width: number,
  until: number,
): RingingPlan {
  const room = Math.max(0, ...names.map((name) => textWidth(name))) * nameSize + 16;
  const right = Math.max(margin.left + 80, width - room);
  const steps = Math.max(1, ...series.map((shares) => shares.length - 1));
  const highest = Math.max(1, ...series.flatMap((shares) => shares.filter(Number.isFinite)));
  const x = scaleLinear([0, steps], [margin.left, right]);
  const y = scaleLinear([0, highest], [height - margin.bottom, margin.top]).nice(4);
  const drawn = series.map((shares) => shares.slice(0, until));
  const path = line<number>(
    (_, t) => x(t),
    (share) => y(share),
  )
    .defined(Number.isFinite)
    .digits(1);
  const lasts = drawn.map((shares) => y(shares.at(-1) ?? 0));
  const apart = spread(lasts, 18);
  const over = Math.max(0, ...apart.map((place) => place - (height - margin.bottom)));
  const roomy = (values: readonly number[]) =>
    values.every((value, at) => at === 0 || x(value) - x(values[at - 1] as number) >= 32);
  return {
    width,
    height,
    left: margin.left,
    right,
    top: margin.top,
    bottom: height - margin.bottom,
    paths: drawn.map((shares) => path(shares) ?? ''),
    ends: drawn.map((shares, at) => ({
      x: x(Math.max(0, shares.length - 1)),
      y: lasts[at] as number,
      name: (apart[at] as number) - over,
    })),
    steps: fittingTicks(0, steps, 8, roomy)
      .filter(Number.isInteger)
      .map((value) => ({ value, at: x(value) })),
    shares: y.ticks(4).map((value) => ({ value, at: y(value) })),
    x,
    y,
  };
}
