// The strip of the steps: one copy of the same matrix at each, and under it a bar as high as the logarithm of what the
// step adds to the gradient.
import { scaleLog } from 'd3';
import { textWidth } from '../textWidth.ts';
import { tenTo } from '../ticks.ts';

export interface Strip {
  readonly width: number;
  readonly height: number;
  /** Left edge of each step's tile. */
  readonly tiles: readonly number[];
  /** Left edge of the tile of their sum, where it has room. */
  readonly sum: number;
  readonly tile: { readonly width: number; readonly height: number };
  /** From one tile to the next. */
  readonly pitch: number;
  /** Bars stand on `floor`; heights[t] in pixels, 0 for a share that is zero or below the scale. */
  readonly floor: number;
  readonly heights: readonly number[];
  /** Height of any norm's bar. */
  readonly barOf: (norm: number) => number;
  readonly rules: readonly { readonly value: number; readonly y: number }[];
}

const axis = 56;
const barRoom = 64;
/** Of a bar, numbers and words under it. */
const wordRoom = 48;
const leastPitch = 80;
/** Of the bars' scale: as many as the smallest share asks for, within these. */
const decades = { least: 4, most: 12 };
const fontSize = 13;

export interface StripRoom {
  /** Of one step's picture, pixels. */
  readonly tile: { readonly width: number; readonly height: number };
  readonly labels: readonly string[];
  readonly norms: ArrayLike<number>;
  /** Of the sum, whose bar shares the scale; undefined where it is not drawn. */
  readonly whole: number | undefined;
}

export function planStrip({ tile, labels, norms, whole }: StripRoom): Strip {
  const widest = Math.max(0, ...labels.map((label) => textWidth(label) * fontSize));
  const pitch = Math.max(leastPitch, tile.width + 16, Math.min(120, Math.round(widest) + 12));
  const count = labels.length;
  const floor = tile.height + 8 + barRoom;
  const largest = Math.max(whole ?? 0, ...Array.from(norms).filter(Number.isFinite));
  const power = largest > 0 ? Math.ceil(Math.log10(largest) - 1e-9) : 0;
  const smallest = Math.min(...Array.from(norms).filter((norm) => norm > 0 && norm < Infinity));
  const asked = Number.isFinite(smallest) ? power - Math.floor(Math.log10(smallest)) : 0;
  const span = Math.min(decades.most, Math.max(decades.least, asked));
  const bottom = tenTo(power - span);
  const scale = scaleLog([bottom, tenTo(power)], [0, barRoom]).clamp(true);
  const barOf = (norm: number) => (norm > bottom ? scale(norm) : 0);
  const left = (at: number) => axis + at * pitch + (pitch - tile.width) / 2;
  return {
    width: axis + (count + (whole === undefined ? 0 : 1)) * pitch + 16,
    height: floor + wordRoom,
    tiles: labels.map((_, at) => left(at)),
    sum: left(count) + 16,
    tile,
    pitch,
    floor,
    heights: labels.map((_, at) => barOf(norms[at] ?? 0)),
    barOf,
    rules: Array.from({ length: span + 1 }, (_, k) => tenTo(power - span + k)).map((value) => ({
      value,
      y: floor - scale(value),
    })),
  };
}

/** Sum of shares of one shape. */
export function sumOf(shares: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(shares[0]?.length ?? 0);
  for (const share of shares)
    for (let at = 0; at < out.length; at++) out[at] = (out[at] as number) + (share[at] as number);
  return out;
}

/** Euclidean (Frobenius) norm. */
export function normOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (values[at] ?? 0) ** 2;
  return Math.sqrt(sum);
}

/** Time steps in the order of the beats: as they are read, or, for gradients, from the end. */
export function stepsInOrder(count: number, fromTheEnd: boolean): readonly number[] {
  return Array.from({ length: count }, (_, at) => (fromTheEnd ? count - 1 - at : at));
}
