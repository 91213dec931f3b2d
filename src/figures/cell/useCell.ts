// What the figure shows: one step of one layer, of the run with held gates where some are, and of the free run beside it.
import { useEffect, useMemo, useRef } from 'react';
import type { Answer } from '../../experiment/lab/queries.ts';
import type { Trace, TraceLayer } from '../../experiment/lab/trace.ts';
import type { CellId } from '../../models/cells/registry.ts';
import type { LabFigureProps, StepPlace } from '../definition.ts';
import { useLinkedMany, useLinkedNumber } from '../frame/linked.ts';
import { isBroken } from '../lab/broken.ts';
import { shownValue, useTrace } from '../lab/useTrace.ts';
import type { HeldGates } from './Clamps.tsx';
import type { Diagram } from './diagrams/diagram.ts';
import { diagrams } from './diagrams/registry.ts';
import { type Effect, effectOf, type ReadRun } from './effect.ts';
import { type CellReading, type Domains, domainsOf, readCell } from './reading.ts';

/** One step of the cell, as it is drawn. */
export interface ShownCell {
  readonly trace: Trace;
  readonly reading: CellReading;
  readonly domains: Domains;
  readonly step: number;
  /** Whether this layer reads from the end. */
  readonly backward: boolean;
  /** The same step of the free run, and what changed; while gates are held. */
  readonly free: CellReading | undefined;
  readonly effect: Effect | undefined;
}

export function useCell(props: LabFigureProps) {
  const gates = diagrams[props.view.config.cell].nodes.flatMap(({ id, gate }) => (gate ? [id] : []));
  const [wished, setWished] = useLinkedMany<0 | 1>(gates, [0, 1]);
  const wish = JSON.stringify(
    Object.fromEntries(gates.flatMap((id) => (id in wished ? [[id, wished[id]]] : []))),
  );
  const held = useMemo(() => JSON.parse(wish) as HeldGates, [wish]);
  // The free run first: what is pinned here is a number of the trace that is watched last, the one that is drawn.
  const freeAnswer = useTrace(props);
  const heldAnswer = useTrace(props, held);
  const answer = joined(freeAnswer, heldAnswer);
  const trace = useLast(shownValue(heldAnswer));
  const freeTrace = useLast(shownValue(freeAnswer));
  // Links count words and layers from 1.
  const words = trace ? { min: 1, max: trace.labels.length } : undefined;
  const [word, setWord] = useLinkedNumber('word', words);
  const layers = trace ? { min: 1, max: trace.layers.length } : undefined;
  const [layerAt, setLayerAt] = useLinkedNumber('layer', layers);
  const led = props.place?.step;
  useEffect(() => {
    if (led !== undefined) setWord(led + 1);
  }, [led, setWord]);
  const chosen = word === undefined ? led : word - 1;
  const wishedPlace = layerAt === undefined ? undefined : layerAt - 1;
  // A cell that is no longer the run's stays in the picture until the new one has been computed.
  const id: CellId = trace && trace.cell in diagrams ? (trace.cell as CellId) : props.view.config.cell;
  const diagram = diagrams[id];
  const place = wishedPlace ?? Math.max(0, trace && props.place ? placeOf(trace, props.place) : 0);
  const layer = trace?.layers[Math.min(place, trace.layers.length - 1)];
  const last = (trace?.labels.length ?? 1) - 1;
  const step = Math.min(chosen ?? last, last);
  const broken = useMemo(() => trace !== null && isBroken(trace), [trace]);
  const runs = useMemo(() => {
    if (!trace || !layer || broken) return undefined;
    const own = readRun(diagram, trace, layer);
    const beside = comparable(trace, freeTrace) ? layerLike(freeTrace, layer) : undefined;
    const free = freeTrace && beside && readRun(diagram, freeTrace, beside);
    return { own, free, domains: domainsOf(diagram, [...own.steps, ...(free?.steps ?? [])]) };
  }, [trace, freeTrace, layer, diagram, broken]);
  const shown = useMemo((): ShownCell | undefined => {
    const reading = runs?.own.steps[step];
    if (!runs || !reading) return undefined;
    const { own, free, domains } = runs;
    return {
      trace: own.trace,
      reading,
      domains,
      step,
      backward: layer?.direction === 'backward',
      free: free?.steps[step],
      effect: free ? effectOf(diagram, free, own, step) : undefined,
    };
  }, [runs, step, layer, diagram]);
  return {
    answer,
    id,
    diagram,
    shown,
    /** The step whose numbers broke down, where there is nothing to draw; null else. */
    brokenAt: trace && broken ? trace.step : null,
    held,
    onHold: (next: HeldGates) => {
      setWished(next);
      props.onPin(null); // another trace: its numbers have other places
    },
    place,
    setPlace: (next: number) => {
      setLayerAt(next + 1);
      props.onPin(null);
    },
    setStep: (next: number) => setWord(next + 1),
    /** To the unrolled network, at the step and layer that are shown. */
    onOverview: () => {
      if (layer) props.actions.openAt('unrolled', { step, layer: layer.layer, direction: layer.direction });
    },
  };
}

const placeOf = ({ layers }: Trace, { layer, direction }: StepPlace) =>
  layers.findIndex((one) => one.layer === layer && one.direction === direction);

function readRun(diagram: Diagram, trace: Trace, layer: TraceLayer): ReadRun {
  return { trace, steps: trace.labels.map((_, t) => readCell(diagram, trace, layer, t)) };
}

/** Whether gates were held, and the free run read the same text with the same weights. */
function comparable(held: Trace, free: Trace | null): free is Trace {
  return (
    Object.keys(held.request.clamps).length > 0 &&
    free !== null &&
    free.cell === held.cell &&
    free.step === held.step &&
    free.request.text === held.request.text &&
    free.labels.length === held.labels.length
  );
}

const layerLike = (trace: Trace, { layer, direction }: TraceLayer) =>
  trace.layers.find((one) => one.layer === layer && one.direction === direction);

/** The state of both: a failure first, then what is still being computed. */
function joined(free: Answer<Trace>, held: Answer<Trace>): Answer<Trace> {
  return [free, held].find(({ state }) => state === 'failed') ?? (held.state === 'ready' ? free : held);
}

/** The last value that there was, while there is none. */
function useLast<T>(value: T | null): T | null {
  const last = useRef(value);
  if (value !== null) last.current = value;
  return value ?? last.current;
}
