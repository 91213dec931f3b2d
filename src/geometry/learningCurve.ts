// The learning curve in pixels: two panels one above the other over the same axis of steps, loss on a log scale and
// held-out accuracy from 0 to 1. Strings and numbers only.
import { scaleLinear } from 'd3';
import { lossDomain, type Point, type Series, sampled, stepsEnd } from './curve.ts';
import {
  linePath,
  lossPath,
  type Panel,
  planLogPanel,
  planStepsAxis,
  type StepsAxis,
  type Tick,
  ticksAt,
} from './curveAxes.ts';

export interface LearningCurvePlan extends StepsAxis {
  readonly width: number;
  readonly height: number;
  readonly loss: Panel & { readonly ticks: readonly Tick[]; readonly path: string };
  readonly accuracy: Panel & { readonly ticks: readonly Tick[]; readonly path: string };
  lossY(loss: number): number;
  accuracyY(fraction: number): number;
}

export interface LearningCurveInput {
  readonly width: number;
  readonly losses: Series;
  /** In the order of their steps; fractions from 0 to 1. */
  readonly accuracy: readonly Point[];
  /** How a number of steps is written under the axis; the marks stand as far apart as that needs. */
  readonly stepWords?: (step: number) => string;
  /** The screen that it fills: its height in pixels, and how much larger than on a page its type is. */
  readonly screen?: { readonly scale: number; readonly height: number };
}

const leftMargin = 46;
/** Room for a line's name at its end. */
const nameWidth = 98;
/** Above the loss, for the name of its scale. */
const topMargin = 22;
const lossHeight = 108;
const accuracyHeight = 66;
const between = 28;
const axis = 24;
/** What stands round the panels of a figure that fills the screen, at the usual size of type. */
const around = 265;

/** losses[k], the loss of the update that makes step k + 1, is drawn there. */
export function planLearningCurve({
  width,
  losses,
  accuracy,
  stepWords = String,
  screen: { scale, height } = { scale: 1, height: 0 },
}: LearningCurveInput): LearningCurvePlan {
  const left = leftMargin * scale;
  const top = topMargin * scale;
  const grown = Math.max(1, (height - around * scale) / (lossHeight + accuracyHeight));
  const right = Math.max(left + 40, width - nameWidth * scale);
  const end = stepsEnd(losses.length);
  const points = sampled(losses, right - left, end);
  const domain = lossDomain(points);
  const lossPanel = { top, bottom: top + lossHeight * grown };
  const accuracyPanel = {
    top: lossPanel.bottom + between * scale,
    bottom: lossPanel.bottom + between * scale + accuracyHeight * grown,
  };
  const steps = planStepsAxis({ left, right, end, stepWords });
  const { x } = steps;
  const { y: lossY, ticks } = planLogPanel(domain, lossPanel);
  const accuracyY = scaleLinear([0, 1], [accuracyPanel.bottom, accuracyPanel.top]).clamp(true);
  return {
    ...steps,
    width,
    height: accuracyPanel.bottom + axis * scale,
    loss: { ...lossPanel, ticks, path: lossPath(points, (step) => x(step + 1), lossY) },
    accuracy: {
      ...accuracyPanel,
      ticks: ticksAt([0, 0.5, 1], accuracyY),
      path: linePath(accuracy, x, accuracyY),
    },
    lossY,
    accuracyY,
  };
}
