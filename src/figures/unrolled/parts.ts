// Where the gradient of a state comes from: one part through time, from the step that read it, and one from above, from
// the output or the layer on top. Each is what the tape's backward pass handed on, from the numbers in the trace.
import { normOf } from '../../experiment/lab/contributions.ts';
import type { TensorId, Trace, TraceLayer, TraceTensor } from '../../experiment/lab/trace.ts';

export interface GradientParts {
  /** ‖∂L/∂state_t‖₂, all of it. */
  readonly whole: Float32Array;
  /** Of the part that the next step (of this direction) sent back. */
  readonly throughTime: Float32Array;
  /** Of the rest: from the step's own output or the layer above; of a cell state, through the hidden state beside it. */
  readonly fromAbove: Float32Array;
}

type Readers = ReadonlyMap<TensorId, readonly TraceTensor[]>;

/** Who reads each tensor. */
export function readersOf(trace: Trace): Readers {
  const readers = new Map<TensorId, TraceTensor[]>();
  for (const tensor of trace.tensors) {
    for (const input of new Set(tensor.inputs)) {
      const known = readers.get(input);
      if (known) known.push(tensor);
      else readers.set(input, [tensor]);
    }
  }
  return readers;
}

type Traced = Pick<TraceLayer, 'layer' | 'direction'>;

/** Whether `reader` is the next step of the same layer and direction. */
const isNextStep = ({ layer, direction }: Traced, state: TraceTensor, reader: TraceTensor): boolean =>
  reader.layer === layer &&
  reader.direction === direction &&
  reader.time !== null &&
  reader.time !== state.time;

function sentBy(trace: Trace, state: TraceTensor, readers: readonly TraceTensor[]): Float64Array {
  const sent = new Float64Array(state.values.length);
  for (const reader of readers) addSent(trace, reader, state, sent);
  return sent;
}

/** What was sent back to one state, number by number: by the next step, and by everything else. */
export function sentTo(trace: Trace, traced: Traced, state: TraceTensor, readers: Readers) {
  const all = readers.get(state.id) ?? [];
  return {
    time: sentBy(
      trace,
      state,
      all.filter((reader) => isNextStep(traced, state, reader)),
    ),
    rest: sentBy(
      trace,
      state,
      all.filter((reader) => !isNextStep(traced, state, reader)),
    ),
  };
}

/** Below this share of the whole a difference of two float32 numbers says little. */
const roughly = 1e-4;

/** @param states the tensors of one state by step */
export function gradientParts(
  trace: Trace,
  traced: Traced,
  states: readonly TensorId[],
  readers: Readers,
): GradientParts {
  const whole = new Float32Array(states.length);
  const throughTime = new Float32Array(states.length);
  const fromAbove = new Float32Array(states.length);
  states.forEach((id, t) => {
    const state = trace.tensors[id];
    const gradient = state?.gradient;
    if (!gradient) return;
    const all = (readers.get(id) ?? []).filter(
      (reader) => reader.gradient !== null && reader.op !== 'detach',
    );
    const next = all.filter((reader) => isNextStep(traced, state, reader));
    const rest = sentBy(
      trace,
      state,
      all.filter((reader) => !isNextStep(traced, state, reader)),
    );
    whole[t] = normOf(gradient);
    fromAbove[t] = normOf(rest);
    if (next.length === 0) return;
    // What is left of the whole came through time: that spares a matrix product a step, wherever it is exact enough.
    const left = normOf(gradient.map((value, i) => value - (rest[i] as number)));
    const close = (fromAbove[t] as number) > 0 && left < roughly * (whole[t] as number);
    throughTime[t] = close ? normOf(sentBy(trace, state, next)) : left;
  });
  return { whole, throughTime, fromAbove };
}

/** Adds what `reader` sends back to `state`. The ops are those that cells and layers put behind a state. */
function addSent(trace: Trace, reader: TraceTensor, state: TraceTensor, into: Float64Array): void {
  const { gradient, op, inputs, values } = reader;
  if (!gradient) return;
  const operand = (place: number) => trace.tensors[inputs[place] ?? -1]?.values ?? [];
  const addEach = (sent: (i: number) => number) => {
    for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) + sent(i);
  };
  switch (op) {
    case 'linear': {
      const weight = operand(1); // (rows, units)
      // The one that costs: plain loops.
      const width = into.length;
      for (let row = 0; row < gradient.length; row++) {
        const g = gradient[row] as number;
        if (g === 0) continue;
        const start = row * width;
        for (let i = 0; i < width; i++) into[i] = (into[i] as number) + g * (weight[start + i] as number);
      }
      return;
    }
    case 'stack':
    case 'concat': {
      let offset = 0;
      for (const input of inputs) {
        const start = offset;
        if (input === state.id) addEach((i) => gradient[start + i] as number);
        offset += trace.tensors[input]?.values.length ?? 0;
      }
      return;
    }
    case 'multiply': {
      const factor = operand(inputs[0] === state.id ? 1 : 0);
      addEach((i) => (gradient[i] as number) * (factor[i] as number));
      return;
    }
    case 'subtract': {
      const sign = inputs[0] === state.id ? 1 : -1;
      addEach((i) => sign * (gradient[i] as number));
      return;
    }
    case 'tanh':
      addEach((i) => (gradient[i] as number) * (1 - (values[i] as number) ** 2));
      return;
    case 'detach':
      return;
    default:
      throw new Error(`${state.name}: no rule for what the op ${op} sends back`);
  }
}
