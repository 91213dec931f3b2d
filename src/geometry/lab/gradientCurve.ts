// Gradients on their way back, in pixels: norms on a log scale over the steps, the last step at the right where the loss
// is, and under them the factor of every hop. What has no place on a log scale has a lane of its own: exact zeros below
// the axis, what is no finite number above it.
import { line, scaleLinear, scaleLog } from 'd3';
import { textWidth } from '../textWidth.ts';
import { fittingTicks, logTicks, tenTo } from '../ticks.ts';
import { factorsOf, isDrawable, startOf } from './decay.ts';
import { spread } from './traces.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface DrawnGradient {
  /** Through all norms that have a place; broken where one has none. */
  readonly path: string;
  readonly dots: readonly Place[];
  /** Exact zeros, in their lane. */
  readonly zeros: readonly Place[];
  /** Infinities and what is not a number, in their lane. */
  readonly broken: readonly Place[];
  /** The last point that is drawn, and the height of the line's name. */
  readonly end: (Place & { readonly name: number }) | undefined;
}

export interface Mark {
  readonly value: number;
  readonly at: number;
}

export interface FactorBar {
  readonly hop: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The factor is 0 or infinite: no bar is long enough. */
  readonly beyond: boolean;
}

export interface GradientPlan {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Heights of the two lanes; undefined where nothing needs one. */
  readonly zeroLane: number | undefined;
  readonly brokenLane: number | undefined;
  readonly norms: readonly Mark[];
  readonly hops: readonly Mark[];
  readonly curves: readonly DrawnGradient[];
  readonly behind: readonly string[];
  readonly theory: DrawnGradient | undefined;
  /** Undefined where the factors are of no curve. */
  readonly factors: FactorPanel | undefined;
  /** Height of the axis of steps. */
  readonly axis: number;
  /** Hops of the longest curve. */
  readonly longest: number;
  x(hop: number): number;
  /** A norm's height; in its lane where it has no place on the scale. */
  y(norm: number): number;
  /** The hop of the first curve under a point. */
  hopAt(x: number): number;
}

export interface FactorPanel {
  readonly top: number;
  readonly bottom: number;
  /** Height of ×1. */
  readonly middle: number;
  /** The scale goes from ÷ this to × this. */
  readonly extent: number;
  readonly bars: readonly FactorBar[];
  /** Height of the factor that theory foretells. */
  readonly theory: number | undefined;
}

export interface GradientPlanInput {
  readonly width: number;
  /** Norms by hops back; the first is the present one. */
  readonly curves: readonly (readonly number[])[];
  /** So many of the first curves go back with the beats; absent: the first alone. */
  readonly present?: number;
  /** The curve whose factors are drawn: the first where not given, none where null. */
  readonly lead?: number | null;
  /** Drawn behind the others, without a name. */
  readonly behind?: readonly (readonly number[])[];
  /** Names at the lines' ends, then that of the theory. */
  readonly names: readonly string[];
  /** Hops of the first curve that are drawn: 0 is the last step alone. */
  readonly until: number;
  /** What theory foretells, by hops back, and its factor. */
  readonly theory?: { readonly hops: readonly number[]; readonly factor: number } | undefined;
}

const nameSize = 13;
const nameHeight = 18;
const axisWidth = 48;
const titleHeight = 32;
const lane = 20;
const factorHeight = 64;
/** Between curve and factors: the second one's title. */
const between = 48;
const axisHeight = 44;
/** So that noise in a flat curve does not look like a fall. */
const leastDecades = 3;

/** Powers of ten around all that has a place. */
export function normDomain(
  curves: readonly (readonly number[])[],
): readonly [lowest: number, highest: number] {
  const sizes = curves.flatMap((hops) => hops.filter(isDrawable)).map(Math.log10);
  if (sizes.length === 0) return [tenTo(-leastDecades), 1];
  const high = Math.ceil(Math.max(...sizes) - 1e-9);
  const low = Math.min(Math.floor(Math.min(...sizes) + 1e-9), high - leastDecades);
  return [tenTo(low), tenTo(high)];
}

/** The scale of factors goes to a power of two, from 2 to 64. */
export function factorExtent(factors: readonly number[]): number {
  const sizes = factors.filter(isDrawable).map((factor) => Math.abs(Math.log2(factor)));
  return 2 ** Math.min(6, Math.max(1, Math.ceil(Math.max(0, ...sizes) - 1e-9)));
}

export function planGradients(input: GradientPlanInput): GradientPlan {
  const { width, curves, behind = [], names, until, theory } = input;
  const narrow = width < 520;
  const longest = Math.max(2, ...curves.map((hops) => hops.length));
  const room = Math.max(0, ...names.map((name) => textWidth(name))) * nameSize + 20;
  const left = Math.min(room, width * 0.3);
  const right = Math.max(left + 80, width - axisWidth);
  const all = [...curves, ...behind].flatMap((hops) => hops.slice(startOf(hops)));
  const hasZero = all.some((norm) => norm === 0);
  const hasBroken = all.some((norm) => !Number.isFinite(norm));
  const top = titleHeight + (hasBroken ? lane : 0);
  const bottom = top + (narrow ? 184 : 232);
  const brokenLane = hasBroken ? top - lane / 2 : undefined;
  const zeroLane = hasZero ? bottom + lane / 2 + 4 : undefined;
  const { lead = 0 } = input;
  const floor = bottom + (hasZero ? lane : 0);
  const factorTop = floor + between;
  const factorBottom = factorTop + factorHeight;
  const axis = lead === null ? floor : factorBottom;
  const x = scaleLinear([longest - 1, 0], [left, right]);
  const domain = normDomain([...curves, ...behind]);
  const log = scaleLog(domain, [bottom, top]);
  const y = (norm: number) => {
    if (norm === 0) return zeroLane ?? bottom;
    return isDrawable(norm) ? log(norm) : (brokenLane ?? top);
  };
  const path = line<number>(
    (_, hop) => x(hop),
    (norm) => log(norm),
  )
    .defined(isDrawable)
    .digits(1);
  const placesOf = (hops: readonly number[], holds: (norm: number) => boolean): Place[] =>
    hops.flatMap((norm, hop) => (hop >= startOf(hops) && holds(norm) ? [{ x: x(hop), y: y(norm) }] : []));
  const drawn = curves.map((hops, at) => (at < (input.present ?? 1) ? hops.slice(0, until + 1) : hops));
  const foretold = theory?.hops.slice(0, until + 1);
  // Theory may leave the picture: its name stays at the edge.
  const endsAt = (hops: readonly number[]) => ({
    x: x(hops.length - 1),
    y: Math.min(Math.max(y(hops.at(-1) ?? 0), Math.min(top, brokenLane ?? top)), zeroLane ?? bottom),
  });
  const ends = [...drawn, ...(foretold ? [foretold] : [])].map(endsAt);
  const nameAt = spread(
    ends.map((end) => end.y),
    nameHeight,
  );
  const over = Math.max(0, ...nameAt.map((place) => place - (zeroLane ?? bottom)));
  const asDrawn = (hops: readonly number[], at: number): DrawnGradient => ({
    path: path(hops) ?? '',
    dots: placesOf(hops, isDrawable),
    zeros: placesOf(hops, (norm) => norm === 0),
    broken: placesOf(hops, (norm) => !Number.isFinite(norm)),
    end: hops.length === 0 ? undefined : { ...(ends[at] as Place), name: (nameAt[at] ?? 0) - over },
  });
  const present = drawn[lead ?? 0] ?? [];
  const factors = factorsOf(curves[lead ?? 0] ?? []);
  const extent = factorExtent([...factors, theory?.factor ?? 1]);
  const factorScale = scaleLog([1 / extent, extent], [factorBottom, factorTop]).clamp(true);
  const factorY = (factor: number) =>
    factor === 0 ? factorBottom : factor === Infinity ? factorTop : factorScale(factor);
  const spacing = (right - left) / (longest - 1);
  const barWidth = Math.max(1.5, Math.min(20, spacing * 0.64));
  const middle = factorScale(1);
  const tickRoom = (values: readonly number[]) =>
    values.every((value, at) => at === 0 || Math.abs(x(value) - x(values[at - 1] as number)) >= 32);
  return {
    width,
    longest: longest - 1,
    height: axis + axisHeight,
    axis,
    left,
    right,
    top,
    bottom,
    zeroLane,
    brokenLane,
    norms: logTicks(domain[0], domain[1], narrow ? 5 : 7).map((value) => ({ value, at: log(value) })),
    hops: fittingTicks(0, longest - 1, 10, tickRoom)
      .filter(Number.isInteger)
      .map((value) => ({ value, at: x(value) })),
    curves: drawn.map(asDrawn),
    behind: behind.map((hops) => path(hops) ?? ''),
    theory: foretold && asDrawn(foretold, drawn.length),
    factors:
      lead === null
        ? undefined
        : {
            top: factorTop,
            bottom: factorBottom,
            middle,
            extent,
            bars: factors.slice(0, present.length).flatMap((factor, hop) => {
              if (Number.isNaN(factor)) return [];
              const end = factorY(factor);
              const centre = (x(hop) + x(hop - 1)) / 2;
              const height = Math.max(1, Math.abs(end - middle));
              return [
                {
                  hop,
                  x: centre - barWidth / 2,
                  y: Math.min(end, middle),
                  width: barWidth,
                  height,
                  beyond: !isDrawable(factor),
                },
              ];
            }),
            theory: theory && isDrawable(theory.factor) ? factorScale(theory.factor) : undefined,
          },
    x,
    y,
    hopAt: (at) => {
      const hops = (curves[0]?.length ?? 1) - 1;
      return Math.min(hops, Math.max(0, Math.round(x.invert(at))));
    },
  };
}
