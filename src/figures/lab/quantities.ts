// What a cell computes at each step, by the names of the cell's own gates and states: which colour it has, how equations
// write it, and in which range it lies. One table, so that a gate looks the same in every figure.
import type { TensorId, Trace, TraceLayer, TraceTensor } from '../../experiment/lab/trace.ts';
import type { Role } from '../../geometry/palette.ts';

export type QuantityId = 'input' | 'forget' | 'candidate' | 'output' | 'reset' | 'update' | 'cell' | 'hidden';

interface Look {
  readonly role: Role;
  /** As equations write it, without its time index. */
  readonly symbol: string;
  /** `unit`: a gate, 0 to 1. `signed`: any number. */
  readonly range: 'unit' | 'signed';
}

/** GRU's gates take the colours of the LSTM's that do the same: what may be forgotten, what may be written. */
export const looks: Readonly<Record<QuantityId, Look>> = {
  forget: { role: 'forgetGate', symbol: 'f', range: 'unit' },
  input: { role: 'inputGate', symbol: 'i', range: 'unit' },
  candidate: { role: 'candidate', symbol: 'g', range: 'signed' },
  output: { role: 'outputGate', symbol: 'o', range: 'unit' },
  reset: { role: 'forgetGate', symbol: 'r', range: 'unit' },
  update: { role: 'inputGate', symbol: 'z', range: 'unit' },
  cell: { role: 'cell', symbol: 'c', range: 'signed' },
  hidden: { role: 'hidden', symbol: 'h', range: 'signed' },
};

export interface Quantity extends Look {
  readonly id: QuantityId;
  /** Its tensor at each step, in the order of the words. */
  readonly steps: readonly TensorId[];
}

const isQuantity = (name: string): name is QuantityId => name in looks;

/** How a gate or state looks, by its id; undefined for what is neither. */
export const lookOf = (id: string): Look | undefined => (isQuantity(id) ? looks[id] : undefined);

export function tensorAt(trace: Trace, id: TensorId): TraceTensor {
  const tensor = trace.tensors[id];
  if (!tensor) throw new RangeError(`the trace has no tensor ${id}`);
  return tensor;
}

/** The last part of a tensor's name, `forget` of `rnn.l0.t3.forget`; a clamped gate has the same. */
const lastName = (trace: Trace, id: TensorId | undefined) =>
  id === undefined ? '' : (tensorAt(trace, id).name.split('.').at(-1) ?? '');

/** Gates in the cell's order, then cell state and hidden state; a state that is its own gate (RNN) comes once. */
export function quantitiesOf(trace: Trace, layer: TraceLayer): readonly Quantity[] {
  const found = new Map<QuantityId, Quantity>();
  for (const steps of [...layer.gates, ...[...layer.states].reverse()]) {
    const name = lastName(trace, steps[0]);
    if (isQuantity(name)) {
      const symbol = name === 'candidate' && trace.cell === 'gru' ? 'n' : looks[name].symbol;
      found.set(name, { ...looks[name], symbol, id: name, steps });
    }
  }
  return [...found.values()];
}

/** A quantity as a matrix, units × steps: rows[unit · T + t]. */
export function matrixOf(trace: Trace, { steps }: Quantity): Float32Array {
  const units = steps[0] === undefined ? 0 : tensorAt(trace, steps[0]).values.length;
  const out = new Float32Array(units * steps.length);
  steps.forEach((id, t) => {
    const { values } = tensorAt(trace, id);
    for (let unit = 0; unit < units; unit++) out[unit * steps.length + t] = values[unit] ?? 0;
  });
  return out;
}
