// Element by element: + − ⊙ and the activation functions.

import type { TensorId, Trace, TraceTensor } from '../trace.ts';
import {
  type Form,
  flowAt,
  given,
  inputAt,
  type Operation,
  type Reading,
  sumOf,
  type Term,
  term,
  valueAt,
} from './formula.ts';
import { summands } from './summands.ts';

/** Where an operand of `length` numbers is read for element `index` of `size`; undefined for broadcasting of another kind. */
function placeIn(length: number, size: number, index: number): number | undefined {
  if (length === size) return index;
  return length === 1 ? 0 : undefined;
}

/** Both operands' places for an element of the result. */
function places(trace: Trace, tensor: TraceTensor, index: number): readonly [number, number] | undefined {
  const size = tensor.values.length;
  const [a, b] = [0, 1].map((k) => placeIn(inputAt(trace, tensor, k).values.length, size, index));
  return a === undefined || b === undefined ? undefined : [a, b];
}

/** Elements of the result that element `index` of an operand went into. */
function resultsOf(
  trace: Trace,
  tensor: TraceTensor,
  input: number,
  index: number,
): readonly number[] | undefined {
  const size = tensor.values.length;
  const { length } = inputAt(trace, tensor, input).values;
  if (length === size) return [index];
  return length === 1 ? Array.from({ length: size }, (_, i) => i) : undefined;
}

export const add: Operation = {
  value(trace, tensor, index) {
    const at = places(trace, tensor, index);
    const [a, b] = tensor.inputs as [TensorId, TensorId];
    return at && sumOf([...summands(trace, a, at[0]), ...summands(trace, b, at[1])]);
  },
  gradient: (trace, tensor, input, index) =>
    resultsOf(trace, tensor, input, index)?.map((i) => term([flowAt(tensor, i)])),
};

export const subtract: Operation = {
  value(trace, tensor, index) {
    const at = places(trace, tensor, index);
    const [a, b] = tensor.inputs as [TensorId, TensorId];
    return at && sumOf([term([valueAt(trace, a, at[0])]), term([given(-1), valueAt(trace, b, at[1])])]);
  },
  gradient: (trace, tensor, input, index) =>
    resultsOf(trace, tensor, input, index)?.map((i) =>
      term(input === 0 ? [flowAt(tensor, i)] : [given(-1), flowAt(tensor, i)]),
    ),
};

export const multiply: Operation = {
  value(trace, tensor, index) {
    const at = places(trace, tensor, index);
    const [a, b] = tensor.inputs as [TensorId, TensorId];
    return at && sumOf([term([valueAt(trace, a, at[0]), valueAt(trace, b, at[1])])]);
  },
  gradient(trace, tensor, input, index) {
    const other = tensor.inputs[1 - input] as TensorId;
    const results = resultsOf(trace, tensor, input, index);
    const terms = results?.flatMap((i): Term[] => {
      const at = places(trace, tensor, i);
      return at ? [term([flowAt(tensor, i), valueAt(trace, other, at[1 - input] as number)])] : [];
    });
    return terms?.length === results?.length ? terms : undefined;
  },
};

/** A function of one sum; its derivative is a product of readings of its own result. */
function activation(form: Form, slopes: readonly Reading[]): Operation {
  return {
    value: (trace, tensor, index) => ({
      form,
      terms: summands(trace, tensor.inputs[0] as TensorId, index),
      chosen: null,
    }),
    gradient: (trace, tensor, _input, index) => [
      term([flowAt(tensor, index), ...slopes.map((reading) => valueAt(trace, tensor.id, index, reading))]),
    ],
  };
}

export const sigmoid = activation('sigmoid', ['itself', 'oneMinus']);
export const tanh = activation('tanh', ['oneMinusSquare']);
export const relu = activation('relu', ['isPositive']);
