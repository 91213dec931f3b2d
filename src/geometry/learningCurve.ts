// The learning curve in pixels: two panels one above the other over the same axis of steps, loss on a log scale and
// held-out accuracy from 0 to 1. Strings and numbers only.
import { line, scaleLinear, scaleLog } from 'd3';
import { lossDomain, type Point, type Series, sampled, stepsEnd } from './curve.ts';
import { linearTicks, logTicks } from './ticks.ts';

export interface Panel {
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  readonly value: number;
  /** Pixels along its axis. */
  readonly at: number;
}

export interface LearningCurvePlan {
  readonly width: number;
  readonly height: number;
  /** Of both panels. */
  readonly left: number;
  readonly right: number;
  readonly loss: Panel & { readonly ticks: readonly Tick[]; readonly path: string };
  readonly accuracy: Panel & { readonly ticks: readonly Tick[]; readonly path: string };
  readonly steps: readonly Tick[];
  /** Last step of the axis. */
  readonly end: number;
  x(step: number): number;
  lossY(loss: number): number;
  accuracyY(fraction: number): number;
  /** The step under a point, kept on the axis. */
  stepAt(x: number): number;
}

export interface LearningCurveInput {
  readonly width: number;
  readonly losses: Series;
  /** In the order of their steps; fractions from 0 to 1. */
  readonly accuracy: readonly Point[];
}

const left = 46;
/** Room for a line's name at its end. */
const nameWidth = 98;
const lossHeight = 116;
const accuracyHeight = 72;
const between = 28;
const top = 8;
const axis = 24;

/** losses[k], the loss of the update that makes step k + 1, is drawn there. */
export function planLearningCurve({ width, losses, accuracy }: LearningCurveInput): LearningCurvePlan {
  const right = Math.max(left + 40, width - nameWidth);
  const end = stepsEnd(losses.length);
  const points = sampled(losses, right - left, end);
  const domain = lossDomain(points);
  const lossPanel = { top, bottom: top + lossHeight };
  const accuracyPanel = {
    top: lossPanel.bottom + between,
    bottom: lossPanel.bottom + between + accuracyHeight,
  };
  const x = scaleLinear([0, end], [left, right]);
  const lossY = scaleLog(domain, [lossPanel.bottom, lossPanel.top]).clamp(true);
  const accuracyY = scaleLinear([0, 1], [accuracyPanel.bottom, accuracyPanel.top]).clamp(true);
  const lossLine = line<Point>(
    ({ step }) => x(step + 1),
    ({ value }) => lossY(value),
  )
    .defined(({ value }) => Number.isFinite(value) && value > 0)
    .digits(1);
  const accuracyLine = line<Point>(
    ({ step }) => x(step),
    ({ value }) => accuracyY(value),
  ).digits(1);
  const ticks = (values: readonly number[], scale: (value: number) => number): Tick[] =>
    values.map((value) => ({ value, at: scale(value) }));
  return {
    width,
    height: accuracyPanel.bottom + axis,
    left,
    right,
    end,
    loss: {
      ...lossPanel,
      ticks: ticks(logTicks(domain[0], domain[1], 4), lossY),
      path: lossLine(points) ?? '',
    },
    accuracy: { ...accuracyPanel, ticks: ticks([0, 0.5, 1], accuracyY), path: accuracyLine(accuracy) ?? '' },
    steps: ticks(linearTicks(0, end, right - left < 260 ? 3 : 5), x),
    x,
    lossY,
    accuracyY,
    stepAt: (at) => Math.round(Math.min(end, Math.max(0, x.invert(at)))),
  };
}
