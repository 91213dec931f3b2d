// A number as the sum that made it, opened as far as that helps: weighted sums and products are written out, but what
// has a meaning of its own (a state, a gate, an input) stays one number.

import type { TensorId, Trace } from '../trace.ts';
import { type Term, tensorAt, term, valueAt } from './formula.ts';
import { linear } from './linear.ts';

const statesOf = new WeakMap<Trace, ReadonlySet<TensorId>>();

function isState(trace: Trace, id: TensorId): boolean {
  let states = statesOf.get(trace);
  if (!states) {
    states = new Set(trace.layers.flatMap((layer) => layer.states.flat()));
    statesOf.set(trace, states);
  }
  return states.has(id);
}

/** Terms that add up to element `index` of the tensor. */
export function summands(trace: Trace, id: TensorId, index: number): readonly Term[] {
  const tensor = tensorAt(trace, id);
  const alone = [term([valueAt(trace, id, index)])];
  if (isState(trace, id)) return alone;
  const [a, b] = tensor.inputs as [TensorId, TensorId];
  switch (tensor.op) {
    case 'linear':
      return linear.value(trace, tensor, index)?.terms ?? alone;
    case 'add':
      return sameSize(trace, id, a, b) ? [...summands(trace, a, index), ...summands(trace, b, index)] : alone;
    case 'multiply':
      return sameSize(trace, id, a, b) ? [term([valueAt(trace, a, index), valueAt(trace, b, index)])] : alone;
    case 'split':
      return tensor.details.offset === undefined ? alone : summands(trace, a, tensor.details.offset + index);
    default:
      return alone;
  }
}

function sameSize(trace: Trace, ...ids: readonly TensorId[]): boolean {
  const [first] = ids.map((id) => tensorAt(trace, id).values.length);
  return ids.every((id) => tensorAt(trace, id).values.length === first);
}
