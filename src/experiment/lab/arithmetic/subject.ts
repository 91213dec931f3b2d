// Which number is meant, in parts that the catalogue can put into words.

import type { TensorId, Trace, TraceTensor } from '../trace.ts';
import { tensorAt } from './formula.ts';

export interface SubjectIndex {
  /** As the trace names it: H, 4H, T, V … */
  readonly dim: string;
  /** From 0. */
  readonly index: number;
  /** For a dimension that holds a block of units for each gate: which gate, and which of its units. */
  readonly block: { readonly gate: string; readonly unit: number } | null;
}

export interface Subject {
  /** The cell of the network, as `Trace.cell`: its gates' symbols go by it. */
  readonly cell: string;
  readonly of: 'value' | 'gradient';
  readonly role: 'parameter' | 'gate' | 'state' | 'input' | 'loss' | 'other';
  /** Full name, `rnn.l0.t3.forget`. */
  readonly name: string;
  /** Its last part, `forget`; the full name of a parameter. */
  readonly part: string;
  /** One for each dimension but the batch's. */
  readonly indices: readonly SubjectIndex[];
  readonly time: number | null;
  readonly layer: number | null;
  readonly direction: 'forward' | 'backward' | null;
}

/** @throws RangeError for a tensor or an index that the trace does not have */
export function subjectOf(trace: Trace, id: TensorId, index: number, of: 'value' | 'gradient'): Subject {
  const tensor = tensorAt(trace, id);
  if (!Number.isInteger(index) || index < 0 || index >= tensor.values.length)
    throw new RangeError(`${tensor.name} has no element ${index}`);
  const { name, time, layer, direction } = tensor;
  const role = roleOf(trace, tensor);
  const part = role === 'parameter' ? name : (name.split('.').at(-1) as string);
  return {
    cell: trace.cell,
    of,
    role,
    name,
    part,
    indices: indicesOf(trace, tensor, index),
    time,
    layer,
    direction,
  };
}

function roleOf(trace: Trace, { id, op }: TraceTensor): Subject['role'] {
  if (op === 'parameter') return 'parameter';
  if (trace.layers.some((layer) => layer.states.some((track) => track.includes(id)))) return 'state';
  if (trace.layers.some((layer) => layer.gates.some((track) => track.includes(id)))) return 'gate';
  if (trace.layers.some((layer) => layer.inputs.includes(id))) return 'input';
  return id === trace.lossTensor ? 'loss' : 'other';
}

function indicesOf(trace: Trace, { dims, shape }: TraceTensor, index: number): SubjectIndex[] {
  const gates = (trace.layers[0]?.gates ?? []).map(
    (track) =>
      tensorAt(trace, track[0] as TensorId)
        .name.split('.')
        .at(-1) as string,
  );
  const indices: SubjectIndex[] = [];
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number;
    const own = rest % size;
    rest = (rest - own) / size;
    const dim = dims[axis] as string;
    const hidden = size / gates.length;
    const stacked = gates.length > 1 && dim === `${gates.length}H`;
    const block = stacked ? { gate: gates[Math.floor(own / hidden)] as string, unit: own % hidden } : null;
    if (dim !== 'B') indices.unshift({ dim, index: own, block });
  }
  return indices;
}
