// What every curve over training steps is made of: the axis of steps, a panel with a log scale, and the path of a line.
import { line, scaleLinear, scaleLog } from 'd3';
import type { Point } from './curve.ts';
import { textWidth } from './textWidth.ts';
import { fittingTicks, logTicks } from './ticks.ts';

export interface Panel {
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  readonly value: number;
  /** Pixels along its axis. */
  readonly at: number;
}

/** An axis of steps: pixels of its ends, and the step at its end. */
export interface StepsAxisInput {
  readonly left: number;
  readonly right: number;
  readonly end: number;
  /** How a number of steps is written under the axis; the marks stand as far apart as that needs. */
  readonly stepWords: (step: number) => string;
}

export interface StepsAxis {
  readonly left: number;
  readonly right: number;
  /** Last step of the axis. */
  readonly end: number;
  readonly steps: readonly Tick[];
  x(step: number): number;
  /** The step under a point, kept on the axis. */
  stepAt(x: number): number;
}

/** Of the numbers at the axes, and the least room between two of them. */
const fontSize = 13;
const apart = 16;

export const ticksAt = (values: readonly number[], scale: (value: number) => number): Tick[] =>
  values.map((value) => ({ value, at: scale(value) }));

export function planStepsAxis({ left, right, end, stepWords }: StepsAxisInput): StepsAxis {
  const x = scaleLinear([0, end], [left, right]);
  const half = (step: number) => (textWidth(stepWords(step)) * fontSize) / 2;
  const roomy = (values: readonly number[]) =>
    values.every((value, at) => {
      const before = values[at - 1];
      return before === undefined || x(value) - half(value) - (x(before) + half(before)) >= apart;
    });
  return {
    left,
    right,
    end,
    steps: ticksAt(fittingTicks(0, end, right - left < 260 ? 3 : 5, roomy), x),
    x,
    stepAt: (at) => Math.round(Math.min(end, Math.max(0, x.invert(at)))),
  };
}

/** A panel's log scale, kept inside the panel, and where it is marked. */
export function planLogPanel([lowest, highest]: readonly [number, number], { top, bottom }: Panel) {
  const y = scaleLog([lowest, highest], [bottom, top]).clamp(true);
  return { y: (value: number) => y(value), ticks: ticksAt(logTicks(lowest, highest, 4), y) };
}

type Place = (value: number) => number;

const through = (x: Place, y: Place) =>
  line<Point>(
    ({ step }) => x(step),
    ({ value }) => y(value),
  ).digits(1);

/** The path of a line through points. */
export const linePath = (points: readonly Point[], x: Place, y: Place): string => through(x, y)(points) ?? '';

/** The same on a log scale: what has no place there is a gap. */
export const lossPath = (points: readonly Point[], x: Place, y: Place): string =>
  through(x, y).defined(({ value }) => Number.isFinite(value) && value > 0)(points) ?? '';
