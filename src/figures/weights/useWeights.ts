// What the figure draws, from the answers to its two questions: the parameters, and the worked example's trace.
import { useMemo } from 'react';
import type { Answer, ParametersAnswer } from '../../experiment/lab/queries.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import { roundExtent } from '../../geometry/diverging.ts';
import { normOf, planStrip, type Strip, stepsInOrder, sumOf } from '../../geometry/lab/weightsStrip.ts';
import { planTile, type TilePlan } from '../../geometry/lab/weightsTiles.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabFigureProps } from '../definition.ts';
import { type Beats, useBeats } from '../frame/useBeats.ts';
import { useProblemWords } from '../lab/useProblemWords.ts';
import { shownValue, useTrace } from '../lab/useTrace.ts';
import { runOf, useTrail } from '../lab/useTrail.ts';
import { type Eigenvalues, extentOf, type Mode, type Shown, shownOf, tensorNamed } from './parameters.ts';
import { largestOf, type Shares, sharesOf } from './shares.ts';
import type { PointedWeight } from './WeightMatrix.tsx';

/** Longest side of one step's picture, pixels. */
const tileSide = 56;

const query = { kind: 'parameters' } as const;

export interface Weights {
  readonly answer: Answer<ParametersAnswer>;
  readonly shown: Shown | undefined;
  readonly trace: Trace | null;
  readonly shares: Shares | undefined;
  readonly beats: Beats;
  /** order[beat]: the time step of that beat. */
  readonly order: readonly number[];
  /** The steps of the beats that have come. */
  readonly included: readonly number[];
  /** The shares of those steps together; undefined where there are none. */
  readonly sum: Float32Array | undefined;
  readonly extent: number;
  readonly shareExtent: number;
  /** Of the strip of the steps, where there is one. */
  readonly plan: Strip | undefined;
  /** Of one step's picture. */
  readonly tile: TilePlan | undefined;
  /** Eigenvalues of the last frames, now last. */
  readonly trail: readonly (readonly Eigenvalues[])[];
  /** Why no steps are drawn. */
  readonly withoutStrip: string;
  /** The number of the inspector, where it is one of the parameters. */
  readonly linked: PointedWeight | undefined;
  readonly pin: (pointed: PointedWeight | undefined) => void;
}

/** undefined before they are there. */
export const useParameterNames = ({ useAnswer }: LabFigureProps): readonly string[] | undefined =>
  shownValue(useAnswer(query))?.parameters.map(({ name }) => name);

export function useWeights(props: LabFigureProps, chosen: string, mode: Mode): Weights {
  const { strip } = useLabMessages().weights;
  const problemOf = useProblemWords();
  const answer = props.useAnswer(query);
  const parameters = shownValue(answer);
  const traced = useTrace(props);
  const trace = shownValue(traced);
  const shown = useMemo(() => parameters && shownOf(parameters, chosen), [parameters, chosen]) ?? undefined;
  const shares = useMemo(() => shown && sharesOf(trace, shown.parameter.name), [trace, shown]);
  const beats = useBeats(shares ? shares.norms.length : 0);
  const gradient = mode === 'gradient';
  const fromTheEnd = gradient !== (shown?.name.backward ?? false);
  const order = useMemo(() => stepsInOrder(shares?.norms.length ?? 0, fromTheEnd), [shares, fromTheEnd]);
  const included = useMemo(() => order.slice(0, beats.index + 1), [order, beats.index]);
  const sum = useMemo(
    () => shares && (included.length === shares.norms.length ? shares.whole : sumOf(included.map(shares.of))),
    [shares, included],
  );
  const frames = useTrail(parameters, runOf(props));
  const layerName = shown?.recurrentName;
  const trail = useMemo(
    () => frames.map(({ eigenvalues }) => eigenvalues.filter(({ name }) => name === layerName)),
    [frames, layerName],
  );
  const { shareExtent, plan, tile } = useMemo(() => {
    if (!shares || !trace || !shown) return { shareExtent: 1, plan: undefined, tile: undefined };
    const tile = planTile(shown.blocks, tileSide);
    return {
      shareExtent: roundExtent([shares.largest, largestOf(shares.whole)]),
      tile,
      plan: planStrip({
        tile,
        labels: trace.labels,
        norms: shares.norms,
        whole: gradient ? normOf(shares.whole) : undefined,
      }),
    };
  }, [shares, trace, shown, gradient]);
  const { pinned } = props;
  const pinnedName = pinned ? trace?.tensors[pinned.tensor]?.name : undefined;
  const own = parameters?.parameters.find(({ name }) => name === pinnedName);
  return {
    answer,
    shown,
    trace,
    shares,
    beats,
    order,
    included,
    sum,
    extent: useMemo(() => (shown ? extentOf(shown, mode) : 1), [shown, mode]),
    shareExtent,
    plan,
    tile,
    trail,
    withoutStrip: traced.state === 'failed' ? strip.failed(problemOf(traced) ?? '') : trace ? strip.none : '',
    linked: useMemo(
      () => (own && pinned ? { parameter: own, index: pinned.index } : undefined),
      [own, pinned],
    ),
    pin: (pointed) => {
      if (!pointed) {
        if (own) props.onPin(null);
        return;
      }
      const tensor = tensorNamed(trace, pointed.parameter.name);
      if (tensor)
        props.onPin({
          tensor: tensor.id,
          index: pointed.index,
          of: mode === 'gradient' ? 'gradient' : 'value',
        });
    },
  };
}
