// What one number is made of, as data: products of other numbers, added up, and a function of the sum. Every factor says
// where it was read, so that it can be opened in turn.

import type { TensorId, Trace, TraceTensor } from '../trace.ts';

/** One number of a trace. */
export interface Reference {
  readonly tensor: TensorId;
  /** Row by row. */
  readonly index: number;
  readonly of: 'value' | 'gradient';
}

/** How a factor follows from the number x that it was read from. `given`: it was not read anywhere. */
export type Reading =
  | 'itself'
  /** 1 − x. */
  | 'oneMinus'
  /** 1 − x². */
  | 'oneMinusSquare'
  /** 1 where x > 0, else 0. */
  | 'isPositive'
  /** x − 1. */
  | 'minusOne'
  | 'given';

export interface Factor {
  readonly value: number;
  /** The number that it was read from; `value` itself where it was given. */
  readonly x: number;
  readonly reading: Reading;
  readonly reference: Reference | null;
}

/** A product. */
export interface Term {
  readonly factors: readonly Factor[];
  /** What chose this number among others: the token of an embedding's row, the target of a loss. */
  readonly by: Reference | null;
  /** Of a gradient: the tensor that hands this back. */
  readonly via: TensorId | null;
}

/**
 * What is done with the terms. `sum`: nothing but adding. `mean`: divided by their number. `softmax`: the share of e to
 * the chosen one among e to each. `surprise`: −ln of that share. `given`: there are none, the number was given.
 */
export type Form = 'sum' | 'mean' | 'sigmoid' | 'tanh' | 'relu' | 'softmax' | 'surprise' | 'given';

export interface Formula {
  readonly form: Form;
  readonly terms: readonly Term[];
  /** Place in `terms` of the one that `softmax` and `surprise` are about. */
  readonly chosen: number | null;
}

/** How an op makes its numbers, and what it hands back. undefined: not in this case. */
export interface Operation {
  /** Element `index` of `tensor`, which this op made. */
  value(trace: Trace, tensor: TraceTensor, index: number): Formula | undefined;
  /** What `tensor`, which this op made, adds to the gradient of element `index` of its input number `input`. */
  gradient(trace: Trace, tensor: TraceTensor, input: number, index: number): readonly Term[] | undefined;
}

export function sumOf(terms: readonly Term[]): Formula {
  return { form: 'sum', terms, chosen: null };
}

export function term(factors: readonly Factor[], by: Reference | null = null): Term {
  return { factors, by, via: null };
}

/** A value of the trace as a factor. */
export function valueAt(trace: Trace, tensor: TensorId, index: number, reading: Reading = 'itself'): Factor {
  const x = tensorAt(trace, tensor).values[index] as number;
  return { value: read(reading, x), x, reading, reference: { tensor, index, of: 'value' } };
}

/** A gradient of the trace as a factor. */
export function flowAt(tensor: TraceTensor, index: number): Factor {
  const x = tensor.gradient?.[index] ?? 0;
  return { value: x, x, reading: 'itself', reference: { tensor: tensor.id, index, of: 'gradient' } };
}

/** A number that stands in the formula itself. */
export function given(value: number): Factor {
  return { value, x: value, reading: 'given', reference: null };
}

export function tensorAt(trace: Trace, id: TensorId): TraceTensor {
  const tensor = trace.tensors[id];
  if (!tensor) throw new RangeError(`the trace has no tensor ${id}`);
  return tensor;
}

/** The tensor that `tensor` was made from. */
export function inputAt(trace: Trace, tensor: TraceTensor, place: number): TraceTensor {
  return tensorAt(trace, tensor.inputs[place] as TensorId);
}

function read(reading: Reading, x: number): number {
  switch (reading) {
    case 'oneMinus':
      return 1 - x;
    case 'oneMinusSquare':
      return 1 - x * x;
    case 'isPositive':
      return x > 0 ? 1 : 0;
    case 'minusOne':
      return x - 1;
    default:
      return x;
  }
}
