// How an impulse dies away: the share of its first size that is left at each step, for several networks, as lines.
import { line, scaleLinear } from 'd3';
import { cellSize } from '../heatmap.ts';
import { textWidth } from '../textWidth.ts';
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

const height = 220;
const margin = { top: 16, bottom: 48, left: 48, right: 12 };
const nameSize = 13;
/** Below this width the lines' names do not stand at their ends. */
const narrow = 520;

/** The columns that the map and the lines share: one a step, so that a step is at the same place in both. */
export interface Columns {
  readonly left: number;
  /** Whole pixels. */
  readonly cellWidth: number;
  readonly count: number;
  /** Whether there is room for names at the lines' ends. */
  readonly named: boolean;
}

const widest = 48;

/** @param names written at the lines' ends: they decide how much room there is */
export function columnsOf(count: number, names: readonly string[], width: number): Columns {
  const named = width >= narrow;
  const room = named ? Math.max(0, ...names.map((name) => textWidth(name))) * nameSize + 16 : margin.right;
  return { left: margin.left, cellWidth: cellSize(count, width - margin.left - room, widest), count, named };
}

/** The middle of a step's column. */
export const middleOf = ({ left, cellWidth }: Columns, step: number): number =>
  left + (step + 0.5) * cellWidth;

/** Every how many of cells of this size there is room for a name: a power of two. */
export const nameEvery = (cell: number, room: number): number =>
  2 ** Math.max(0, Math.ceil(Math.log2(room / cell)));

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
 * @param until draw so many steps
 */
export function planRinging(
  series: readonly (readonly number[])[],
  columns: Columns,
  width: number,
  until: number,
): RingingPlan {
  const right = columns.left + columns.count * columns.cellWidth;
  const every = nameEvery(columns.cellWidth, 32);
  const highest = Math.max(1, ...series.flatMap((shares) => shares.filter(Number.isFinite)));
  const x = (step: number) => middleOf(columns, step);
  const y = scaleLinear([0, highest], [height - margin.bottom, margin.top]).nice(4);
  const drawn = series.map((shares) => shares.slice(0, until));
  const path = line<number>(
    (_, t) => x(t),
    (share) => y(share),
  )
    .defined(Number.isFinite)
    .digits(1);
  const lasts = drawn.map((shares) => y(shares.at(-1) ?? 0));
  // The lowest name stands on the axis, not across it, where the steps' numbers are; the others give way upwards.
  const floor = height - margin.bottom - 8;
  const names = spread(
    lasts.map((y) => -Math.min(y, floor)),
    18,
  ).map((y) => -y);
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
      name: names[at] as number,
    })),
    steps: Array.from({ length: Math.ceil(columns.count / every) }, (_, at) => at * every).map((value) => ({
      value,
      at: x(value),
    })),
    shares: y.ticks(4).map((value) => ({ value, at: y(value) })),
    x,
    y,
  };
}
