// What the figure draws of a trace, worked out once for each trace: rows of states with their gradients, and the scales.
import type { TensorId, Trace, TraceLayer } from '../../experiment/lab/trace.ts';
import { largestOf, roundExtent } from '../../geometry/diverging.ts';
import { type GradientScale, gradientScale } from '../../geometry/lab/gradientStroke.ts';
import { gradientBeat, type UnrolledShape } from '../../geometry/lab/unrolledBeats.ts';
import { isBroken } from '../lab/broken.ts';
import { quantitiesOf, tensorAt } from '../lab/quantities.ts';
import { type GradientParts, gradientParts, readersOf } from './parts.ts';
import { type AlongGradient, alongGradient } from './shares.ts';

/** Which of a cell's states stands in the blocks. */
export type StateId = 'hidden' | 'cell';

export interface DrawnRow {
  readonly traced: TraceLayer;
  /** By step. */
  readonly states: readonly TensorId[];
  readonly values: readonly Float32Array[];
  readonly parts: GradientParts;
}

export interface Drawn {
  readonly trace: Trace;
  readonly state: StateId;
  readonly shape: UnrolledShape;
  /** H. */
  readonly units: number;
  /** In the order of the trace's layers. */
  readonly rows: readonly DrawnRow[];
  readonly strokes: GradientScale;
  /** Of the diverging scale. */
  readonly extent: number;
  /** After a divergence: then there is nothing to draw. */
  readonly broken: boolean;
}

const stateIds = (trace: Trace, layer: TraceLayer): readonly StateId[] =>
  quantitiesOf(trace, layer).flatMap(({ id }) => (id === 'hidden' || id === 'cell' ? [id] : []));

/** The states that the trace's cell has. */
export const statesOf = (trace: Trace): readonly StateId[] =>
  trace.layers[0] ? stateIds(trace, trace.layers[0]) : [];

export function draw(trace: Trace, wanted: StateId): Drawn {
  const readers = readersOf(trace);
  const state = statesOf(trace).includes(wanted) ? wanted : 'hidden';
  const rows = trace.layers.map((traced): DrawnRow => {
    const states = quantitiesOf(trace, traced).find(({ id }) => id === state)?.steps ?? [];
    return {
      traced,
      states,
      values: states.map((id) => tensorAt(trace, id).values),
      parts: gradientParts(trace, traced, states, readers),
    };
  });
  const directions = trace.layers.some(({ direction }) => direction === 'backward') ? 2 : 1;
  const steps = trace.labels.length;
  return {
    trace,
    state,
    shape: {
      steps,
      directions,
      layers: trace.layers.length / directions,
      speaks: trace.outputs.some((said, t) => said !== null && t < steps - 1) ? 'everyStep' : 'end',
      gradients: trace.losses.some((loss) => !Number.isNaN(loss)),
    },
    units: rows[0]?.values[0]?.length ?? 0,
    rows,
    strokes: gradientScale(
      rows.flatMap(({ parts }) => [...parts.whole, ...parts.throughTime, ...parts.fromAbove]),
    ),
    extent: roundExtent(rows.flatMap(({ values }) => values.map(largestOf))),
    broken: isBroken(trace),
  };
}

/** Whether the gradient of a state is there at a beat. */
export function hasGradient({ shape, rows }: Drawn, { row, t }: { row: number; t: number }, beat: number) {
  const traced = rows[row]?.traced;
  return (
    traced !== undefined && shape.gradients && beat >= gradientBeat(shape, traced.layer, traced.direction, t)
  );
}

/** Whether the way through time ends at the step before `t`, seen from `t`: a window begins there. */
export const isCut = (truncation: number, t: number): boolean =>
  truncation > 0 && t > 0 && t % truncation === 0;

/** W_ih and W_hh of a layer with every step's part in their gradients. */
export const sharesOfRow = (trace: Trace, layer: TraceLayer): readonly AlongGradient[] =>
  layer.shares.flatMap((shares) => alongGradient(trace, shares) ?? []);

/** Which of a layer's two weights a parameter is. */
export const whichWeight = (name: string): 'ih' | 'hh' => (name.includes('weight_hh') ? 'hh' : 'ih');

/** As a sentence writes it: the index is drawn lower, and spoken without the line. */
export const weightSymbol = (which: 'ih' | 'hh'): string => `W_${which}`;

/** As a name says it. */
export const weightName = (which: 'ih' | 'hh'): string => `W ${which}`;
