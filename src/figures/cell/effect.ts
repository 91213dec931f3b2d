// What holding gates does: the same text with and without, compared at one step.
import type { Trace, TraceOutput } from '../../experiment/lab/trace.ts';
import type { Diagram, NodeId } from './diagrams/diagram.ts';
import type { CellReading } from './reading.ts';

export interface StateChange {
  readonly id: NodeId;
  /** ‖·‖₂ of the free run, and of the run with held gates. */
  readonly free: number;
  readonly held: number;
  /** ‖held − free‖₂. */
  readonly apart: number;
}

export interface OutputChange {
  /** The step that says it. */
  readonly time: number;
  readonly free: TraceOutput;
  readonly held: TraceOutput;
}

export interface Effect {
  /** moved[t] = ‖held − free‖₂ of the first state after step t. */
  readonly moved: readonly number[];
  readonly states: readonly StateChange[];
  /** null where the network says nothing at all. */
  readonly output: OutputChange | null;
  /** Loss of the whole text; NaN where nothing is asked. */
  readonly loss: { readonly free: number; readonly held: number };
}

const norm = (values: ArrayLike<number>, minus?: ArrayLike<number>) => {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += ((values[at] ?? 0) - (minus?.[at] ?? 0)) ** 2;
  return Math.sqrt(sum);
};

/** The step whose output is shown with step `t`: its own, else the next one that says something, else the last that did. */
function speakingAt({ outputs }: Trace, t: number): number {
  if (outputs[t]) return t;
  const later = outputs.findIndex((output, at) => at > t && output !== null);
  return later >= 0 ? later : outputs.findLastIndex((output) => output !== null);
}

/** The cell at every step, in one layer. */
export interface ReadRun {
  readonly trace: Trace;
  readonly steps: readonly CellReading[];
}

export function effectOf(diagram: Diagram, free: ReadRun, held: ReadRun, t: number): Effect {
  const valuesAt = ({ steps }: ReadRun, at: number, id: NodeId) => steps[at]?.nodes.get(id)?.values ?? [];
  const states = diagram.states.map((id): StateChange => {
    const [before, after] = [valuesAt(free, t, id), valuesAt(held, t, id)];
    return { id, free: norm(before), held: norm(after), apart: norm(after, before) };
  });
  const time = speakingAt(free.trace, t);
  const [said, saidThen] = [free.trace.outputs[time], held.trace.outputs[time]];
  return {
    moved: held.steps.map((_, at) => {
      const [id] = diagram.states;
      return id ? norm(valuesAt(held, at, id), valuesAt(free, at, id)) : 0;
    }),
    states,
    output: said && saidThen ? { time, free: said, held: saidThen } : null,
    loss: { free: free.trace.loss, held: held.trace.loss },
  };
}

/** What is said, and how sure: the likeliest class, or the numbers. */
export function saidBy(
  trace: Trace,
  t: number,
): { readonly time: number; readonly output: TraceOutput } | null {
  const time = speakingAt(trace, t);
  const output = trace.outputs[time];
  return output ? { time, output } : null;
}

/** The probability that an output gives to a class; undefined where it is not among those it names. */
export function probabilityOf(output: TraceOutput, word: string): number | undefined {
  return output.kind === 'classes' ? output.best.find((one) => one.word === word)?.probability : undefined;
}
