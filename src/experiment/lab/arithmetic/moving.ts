// Ops that move numbers and change none: what was taken from where, what was put where, and rows looked up by a token.

import type { TensorId, Trace, TraceTensor } from '../trace.ts';
import { flowAt, inputAt, type Operation, sumOf, tensorAt, term, valueAt } from './formula.ts';

/** A stretch of the input: select, split. */
export const taken: Operation = {
  value(trace, tensor, index) {
    const { offset } = tensor.details;
    if (offset === undefined) return undefined;
    return sumOf([term([valueAt(trace, tensor.inputs[0] as TensorId, offset + index)])]);
  },
  gradient(_trace, tensor, _input, index) {
    const { offset } = tensor.details;
    if (offset === undefined) return undefined;
    const place = index - offset;
    return place >= 0 && place < tensor.values.length ? [term([flowAt(tensor, place)])] : [];
  },
};

/** The same numbers, from which nothing goes back. */
export const detach: Operation = { value: taken.value, gradient: () => [] };

/** Parts along an axis: rows of `inner` numbers, `size` rows of each part, `outer` times over. */
function partsOf(trace: Trace, tensor: TraceTensor) {
  const { axis } = tensor.details;
  if (axis === undefined || axis < 0) return undefined;
  const inner = tensor.shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const stacked = tensor.op === 'stack';
  const starts: number[] = [];
  let whole = 0;
  const sizes = tensor.inputs.map((id) => {
    const size = stacked ? 1 : (tensorAt(trace, id).shape[axis] as number);
    starts.push(whole);
    whole += size;
    return size;
  });
  return { inner, whole, starts, sizes };
}

/** concat and stack. */
export const joined: Operation = {
  value(trace, tensor, index) {
    const parts = partsOf(trace, tensor);
    if (!parts) return undefined;
    const { inner, whole, starts, sizes } = parts;
    const rest = index % inner;
    const place = ((index - rest) / inner) % whole;
    const outer = (index - rest - place * inner) / (inner * whole);
    const part = starts.findLastIndex((start) => start <= place);
    const row = outer * (sizes[part] as number) + place - (starts[part] as number);
    return sumOf([term([valueAt(trace, tensor.inputs[part] as TensorId, row * inner + rest)])]);
  },
  gradient(trace, tensor, input, index) {
    const parts = partsOf(trace, tensor);
    if (!parts) return undefined;
    const { inner, whole, starts, sizes } = parts;
    const size = sizes[input] as number;
    const rest = index % inner;
    const row = (index - rest) / inner;
    const place = (row % size) + (starts[input] as number);
    const outer = (row - (row % size)) / size;
    return [term([flowAt(tensor, (outer * whole + place) * inner + rest)])];
  },
};

/** Rows of a table by token. */
export const embedding: Operation = {
  value(trace, tensor, index) {
    const [table, tokens] = tensor.inputs as [TensorId, TensorId];
    const width = tensor.shape.at(-1) as number;
    const column = index % width;
    const place = (index - column) / width;
    const token = inputAt(trace, tensor, 1).values[place] as number;
    const by = { tensor: tokens, index: place, of: 'value' as const };
    return sumOf([term([valueAt(trace, table, token * width + column)], by)]);
  },
  gradient(trace, tensor, _input, index) {
    const width = tensor.shape.at(-1) as number;
    const column = index % width;
    const row = (index - column) / width;
    const tokens = inputAt(trace, tensor, 1);
    return [...tokens.values].flatMap((token, place) => {
      const by = { tensor: tokens.id, index: place, of: 'value' as const };
      return token === row ? [term([flowAt(tensor, place * width + column)], by)] : [];
    });
  },
};
