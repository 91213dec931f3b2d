// What the figure shows: one step of one layer, of the run with held gates where some are, and of the free run beside it.
import { useMemo, useRef, useState } from 'react';
import type { Answer } from '../../experiment/lab/queries.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import type { CellId } from '../../models/cells/registry.ts';
import type { LabFigureProps } from '../definition.ts';
import { shownValue, useTrace } from '../lab/useTrace.ts';
import type { HeldGates } from './Clamps.tsx';
import { diagrams } from './diagrams/registry.ts';
import { type Effect, effectOf } from './effect.ts';
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
  const [wished, setWished] = useState<HeldGates>({});
  const [place, setPlace] = useState(0);
  const [chosen, setStep] = useState<number>();
  const gates = diagrams[props.view.config.cell].nodes.flatMap(({ id, gate }) => (gate ? [id] : []));
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
  // A cell that is no longer the run's stays in the picture until the new one has been computed.
  const id: CellId = trace && trace.cell in diagrams ? (trace.cell as CellId) : props.view.config.cell;
  const diagram = diagrams[id];
  const layer = trace?.layers[Math.min(place, trace.layers.length - 1)];
  const domains = useMemo(
    () => (trace && layer ? domainsOf(diagram, trace, layer) : undefined),
    [diagram, trace, layer],
  );
  const last = (trace?.labels.length ?? 1) - 1;
  const step = Math.min(chosen ?? last, last);
  const shown = useMemo((): ShownCell | undefined => {
    if (!trace || !layer || !domains) return undefined;
    const reading = readCell(diagram, trace, layer, step);
    const backward = layer.direction === 'backward';
    const freeLayer = freeTrace?.layers.find(
      (one) => one.layer === layer.layer && one.direction === layer.direction,
    );
    const compared =
      Object.keys(trace.request.clamps).length > 0 &&
      freeTrace?.cell === trace.cell &&
      freeTrace.request.text === trace.request.text &&
      freeTrace.step === trace.step &&
      freeTrace.labels.length === trace.labels.length &&
      freeLayer !== undefined;
    if (!compared) return { trace, reading, backward, domains, step, free: undefined, effect: undefined };
    const free = readCell(diagram, freeTrace, freeLayer, step);
    const effect = effectOf(diagram, { trace: freeTrace, reading: free }, { trace, reading }, step);
    return { trace, reading, backward, domains, step, free, effect };
  }, [trace, freeTrace, layer, diagram, domains, step]);
  return {
    answer,
    id,
    diagram,
    shown,
    held,
    onHold: (next: HeldGates) => {
      setWished(next);
      props.onPin(null); // another trace: its numbers have other places
    },
    place,
    setPlace: (next: number) => {
      setPlace(next);
      props.onPin(null);
    },
    setStep,
  };
}

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
