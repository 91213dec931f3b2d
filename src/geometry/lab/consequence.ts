// What a gradient's fate comes to, in pixels: how well held-out examples are answered over the updates, for several
// runs, with the level of blind guessing.
import { line, scaleLinear } from 'd3';
import { stepsEnd } from '../curve.ts';
import { textWidth } from '../textWidth.ts';
import { fittingTicks } from '../ticks.ts';
import type { Mark, Place } from './gradientCurve.ts';

export interface Judged {
  readonly step: number;
  readonly metric: number;
}

export interface ConsequencePlan {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly lines: readonly {
    readonly path: string;
    /** The last point, where its name stands, and whether that is so far off that a line must lead there. */
    readonly end: (Place & { readonly name: Place; readonly led: boolean }) | undefined;
  }[];
  readonly values: readonly Mark[];
  readonly steps: readonly Mark[];
  /** Height of blind guessing; undefined where it is not known. */
  readonly chance: number | undefined;
  x(step: number): number;
  y(metric: number): number;
}

interface Input {
  readonly width: number;
  readonly lines: readonly (readonly Judged[])[];
  readonly names: readonly string[];
  /** `share`: of right answers, from 0 to 1. `error`: from 0 up. */
  readonly metric: 'share' | 'error';
  readonly chance: number | undefined;
  /** Newest step of the present run: the axis goes at least so far. */
  readonly until: number;
}

const top = 32;
const panel = 232;
const axisHeight = 44;
const left = 48;
const nameSize = 13;

/** Room of a name at a line's end. */
const nameHeight = 15;
const nameWidth = 40;

const beside = 8;
/** A name that had to give way stands farther off, behind a line that leads to it. */
const ledBy = 20;

/**
 * Heights of names beside the ends: each at its own, or at the nearest to it where it touches none that is near and none
 * of `first`.
 */
function namesOf(
  ends: readonly (Place | undefined)[],
  first: readonly Place[],
  [high, low]: readonly [number, number],
): (number | undefined)[] {
  const taken = [...first];
  const names: (number | undefined)[] = ends.map(() => undefined);
  const order = ends.flatMap((end, at) => (end ? [{ ...end, at }] : [])).sort((a, b) => a.y - b.y);
  for (const { x, y, at } of order) {
    const free = (height: number) =>
      height >= high &&
      height <= low &&
      taken.every((other) => Math.abs(other.x - x) >= nameWidth || Math.abs(other.y - height) >= nameHeight);
    const heights = Array.from({ length: 2 * (low - high) }, (_, k) => y + (k % 2 ? k + 1 : -k) / 2);
    const name = heights.find(free) ?? y;
    names[at] = name;
    taken.push({ x, y: name });
  }
  return names;
}

export function planConsequence({ width, lines, names, metric, chance, until }: Input): ConsequencePlan {
  const room = Math.max(0, ...names.map((name) => textWidth(name))) * nameSize + 20;
  const right = Math.max(left + 80, width - room);
  const bottom = top + panel;
  const shown = lines.map((own) => own.filter(({ metric: value }) => Number.isFinite(value)));
  const end = stepsEnd(Math.max(until, ...shown.flatMap((own) => own.map(({ step }) => step))));
  const highest = Math.max(
    chance ?? 0,
    1e-6,
    ...shown.flatMap((own) => own.map(({ metric: value }) => value)),
  );
  const x = scaleLinear([0, end], [left, right]);
  const y = scaleLinear([0, metric === 'share' ? 1 : highest * 1.1], [bottom, top]).clamp(true);
  const path = line<Judged>(
    ({ step }) => x(step),
    ({ metric: value }) => y(value),
  ).digits(1);
  const ends = shown.map((own) => own.at(-1)).map((last) => last && { x: x(last.step), y: y(last.metric) });
  // The name of the level of guessing stands at the axis' end.
  const apart = namesOf(ends, chance === undefined ? [] : [{ x: right, y: y(chance) }], [top, bottom]);
  const roomy = (values: readonly number[]) =>
    values.every((value, at) => at === 0 || x(value) - x(values[at - 1] as number) >= 48);
  return {
    width,
    height: bottom + axisHeight,
    left,
    right,
    top,
    bottom,
    lines: shown.map((own, at) => {
      const place = ends[at];
      if (!place) return { path: path(own) ?? '', end: undefined };
      const name = apart[at] ?? place.y;
      const led = Math.abs(name - place.y) > nameHeight / 3;
      return {
        path: path(own) ?? '',
        end: { ...place, name: { x: place.x + (led ? ledBy : beside), y: name }, led },
      };
    }),
    values: (metric === 'share' ? [0, 0.25, 0.5, 0.75, 1] : y.ticks(4)).map((value) => ({
      value,
      at: y(value),
    })),
    steps: fittingTicks(0, end, 5, roomy).map((value) => ({ value, at: x(value) })),
    chance: chance === undefined ? undefined : y(chance),
    x,
    y,
  };
}
