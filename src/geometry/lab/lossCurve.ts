// The lab's learning curve in pixels: the loss of every update, held-out loss and the loss of guessing on one log scale;
// below it, where the task counts right answers, their share from 0 to 1. Strings and numbers only.
import { scaleLinear } from 'd3';
import { lastUntil, lossDomain, type Point, sampled } from '../curve.ts';
import {
  linePath,
  lossPath,
  type Panel,
  planLogPanel,
  planStepsAxis,
  type StepsAxis,
  type Tick,
  ticksAt,
} from '../curveAxes.ts';
import { tenTo } from '../ticks.ts';
import { spread } from './traces.ts';

export interface LossCurveInput {
  readonly width: number;
  /** losses[k]: of the update that makes step k + 1. */
  readonly losses: Float32Array;
  /** In the order of their steps. */
  readonly heldOut: readonly Point[];
  /** Shares of right answers in the order of their steps; null where the task's metric is its loss. */
  readonly shares: readonly Point[] | null;
  /** NaN while it is not known. */
  readonly blindLoss: number;
  /** The losses of another run, drawn behind; only those from `from` on. */
  readonly earlier?: { readonly losses: Float32Array; readonly from: number } | undefined;
  readonly stepWords: (step: number) => string;
}

export interface LossCurvePlan extends StepsAxis {
  readonly width: number;
  readonly height: number;
  /** Of the lowest panel. */
  readonly bottom: number;
  /** Whether a line's value stands under its name: there is no room beside it. */
  readonly stacked: boolean;
  readonly loss: Panel & {
    readonly ticks: readonly Tick[];
    readonly path: string;
    readonly heldOut: string;
    /** A point of no length for every judgement; empty where they would touch. */
    readonly judged: string;
    readonly earlier: string;
    /** Where the names of the lines stand, moved apart so that no two touch. */
    readonly names: { readonly loss: number; readonly heldOut: number; readonly blind: number };
  };
  readonly share: (Panel & { readonly ticks: readonly Tick[]; readonly path: string }) | null;
  lossY(loss: number): number;
  shareY(share: number): number;
}

const left = 46;
const top = 22;
const between = 36;
const axis = 32;
/** A stage narrower than this writes values under names. */
const roomy = 560;
/** Between two points that can be told apart. */
const pointsApart = 9;

export function planLossCurve(input: LossCurveInput): LossCurvePlan {
  const { width, losses, heldOut, shares, blindLoss, earlier, stepWords } = input;
  const stacked = width < roomy;
  const right = Math.max(left + 80, width - (stacked ? 116 : 176));
  const columns = right - left;
  const end = endOf(Math.max(losses.length, earlier?.losses.length ?? 0));
  const panel = { top, bottom: top + (stacked ? 192 : 248) };
  const sharePanel = shares && { top: panel.bottom + between, bottom: panel.bottom + between + 88 };
  const all = sampled({ values: losses, length: losses.length }, columns, end);
  const before = earlier
    ? sampled({ values: earlier.losses, length: earlier.losses.length }, columns, end).filter(
        ({ step }) => step >= earlier.from - 1,
      )
    : [];
  const known = Number.isFinite(blindLoss) && blindLoss > 0;
  const domain = lossDomain(
    [...all, ...before, ...heldOut],
    known ? [blindLoss / 2, blindLoss * 1.2] : undefined,
  );
  const steps = planStepsAxis({ left, right, end, stepWords });
  const { x } = steps;
  const { y, ticks } = planLogPanel(domain, panel);
  const shareY = scaleLinear([0, 1], [sharePanel?.bottom ?? 0, sharePanel?.top ?? 0]).clamp(true);
  const judgements = thinned(heldOut, columns);
  const isApart = judgements.every(
    ({ step }, at) => at === 0 || x(step) - x(judgements[at - 1]?.step ?? 0) >= pointsApart,
  );
  const after = (step: number) => x(step + 1);
  const share = sharePanel && {
    ...sharePanel,
    ticks: ticksAt([0, 0.5, 1], shareY),
    path: linePath(thinned(shares, columns), x, shareY),
  };
  const ends = [losses.at(-1), lastUntil(heldOut, end)?.value, known ? blindLoss : undefined];
  const gap = stacked ? 36 : 20;
  const [lossName = 0, heldOutName = 0, blindName = 0] = within(
    spread(
      ends.map((value) => (value !== undefined && value > 0 ? y(value) : panel.bottom)),
      gap,
    ),
    gap,
    panel.bottom - (stacked ? 26 : 10),
  );
  return {
    ...steps,
    width,
    height: (sharePanel ?? panel).bottom + axis,
    bottom: (sharePanel ?? panel).bottom,
    stacked,
    loss: {
      ...panel,
      ticks,
      path: lossPath(all, after, y),
      heldOut: lossPath(judgements, x, y),
      judged: isApart
        ? judgements.map(({ step, value }) => `M${x(step).toFixed(1)},${y(value).toFixed(1)}h0`).join('')
        : '',
      earlier: lossPath(before, after, y),
      names: { loss: lossName, heldOut: heldOutName, blind: blindName },
    },
    share,
    lossY: y,
    shareY,
  };
}

/** Where the axis of steps ends: at most an eighth beyond the newest, so that the curve fills it, and it moves seldom. */
function endOf(steps: number): number {
  const grain = Math.max(10, tenTo(Math.floor(Math.log10(Math.max(1, steps)))) / 8);
  return Math.max(40, Math.ceil(steps / grain) * grain);
}

/** As many points as there is room for, none of the extremes left out. */
function thinned(points: readonly Point[], columns: number): readonly Point[] {
  const values = Float32Array.from(points, ({ value }) => value);
  const kept = sampled({ values, length: points.length }, columns, points.length);
  return kept.flatMap(({ step: at }) => points[at] ?? []);
}

/** Places that are `gap` apart, moved up as little as possible so that none is below `lowest` and they stay apart. */
function within(places: readonly number[], gap: number, lowest: number): readonly number[] {
  const out = [...places];
  let limit = lowest;
  for (const at of [...out.keys()].sort((one, other) => (places[other] ?? 0) - (places[one] ?? 0))) {
    out[at] = Math.min(places[at] ?? 0, limit);
    limit = out[at] - gap;
  }
  return out;
}
