// A trace on its way from the worker to the page. It has thousands of small tensors; copied object by object they would
// hold up the page. Packed they are three arrays that are moved, and a short list of what many tensors have in common.

import type { TensorId, Trace, TraceTensor } from './trace.ts';

/** What tensors of the same op in the same layer share. */
type Form = Pick<TraceTensor, 'dims' | 'shape' | 'op' | 'layer' | 'direction'> & {
  /** The names of its details. */
  readonly details: readonly string[];
};

export interface PackedTrace extends Omit<Trace, 'tensors'> {
  readonly packed: true;
  readonly forms: readonly Form[];
  /** One a line. */
  readonly names: string;
  /** Of each tensor: form, time (−1: none), where values and gradient begin (−1: none), details, inputs with their number. */
  readonly places: Int32Array;
  /** Values and gradients. */
  readonly numbers: Float32Array;
}

export function packTrace({ tensors, ...trace }: Trace): PackedTrace {
  const forms = new Map<string, { readonly at: number; readonly form: Form }>();
  const places: number[] = [];
  const numbers = blockOf(tensors);
  let end = 0;
  const place = (values: Float32Array | null) => {
    if (!values) return -1;
    if (values.buffer === numbers.buffer) return values.byteOffset / 4;
    numbers.set(values, end);
    end += values.length;
    return end - values.length;
  };
  for (const { dims, shape, op, layer, direction, ...own } of tensors) {
    const details = Object.keys(own.details);
    const key = `${op} ${dims.join()} ${shape.join()} ${layer} ${direction} ${details.join()}`;
    let known = forms.get(key);
    if (!known) {
      known = { at: forms.size, form: { dims, shape, op, layer, direction, details } };
      forms.set(key, known);
    }
    places.push(known.at, own.time ?? -1, place(own.values), place(own.gradient));
    for (const name of details) places.push(own.details[name] as number);
    places.push(own.inputs.length);
    for (const input of own.inputs) places.push(input);
  }
  return {
    ...trace,
    packed: true,
    forms: [...forms.values()].map(({ form }) => form),
    names: tensors.map(({ name }) => name).join('\n'),
    places: Int32Array.from(places),
    numbers,
  };
}

/** The block in which all of them lie; an empty one that has room for all where they do not. */
function blockOf(tensors: readonly TraceTensor[]): Float32Array {
  const all = tensors.flatMap(({ values, gradient }) => (gradient ? [values, gradient] : [values]));
  const [first] = all;
  if (first && all.every(({ buffer }) => buffer === first.buffer)) return new Float32Array(first.buffer);
  return new Float32Array(all.reduce((sum, { length }) => sum + length, 0));
}

const noDetails: TraceTensor['details'] = {};

/** The trace that was packed. Plain loops: a figure waits for it. */
export function unpackTrace({ packed: _, forms, names, places, numbers, ...trace }: PackedTrace): Trace {
  const { buffer } = numbers;
  const sizes = forms.map(({ shape }) => shape.reduce((product, length) => product * length, 1));
  let at = 0;
  const next = () => places[at++] as number;
  const tensors = names.split('\n').map((name, id): TraceTensor => {
    const form = next();
    const { dims, shape, op, layer, direction, details: known } = forms[form] as Form;
    const size = sizes[form] as number;
    const time = next();
    const values = next();
    const gradient = next();
    let details = noDetails;
    if (known.length > 0) details = Object.fromEntries(known.map((key) => [key, next()]));
    const count = next();
    const inputs: TensorId[] = [];
    for (let i = 0; i < count; i++) inputs.push(next());
    return {
      id,
      name,
      dims,
      shape,
      values: new Float32Array(buffer, 4 * values, size),
      gradient: gradient < 0 ? null : new Float32Array(buffer, 4 * gradient, size),
      op,
      inputs,
      details,
      time: time < 0 ? null : time,
      layer,
      direction,
    };
  });
  return { ...trace, tensors };
}

/** What came from the worker, as figures know it. */
export function unpacked<T>(answer: T | PackedTrace): T | Trace {
  return typeof answer === 'object' && answer !== null && 'packed' in answer ? unpackTrace(answer) : answer;
}
