// From scores to a loss: softmax, cross-entropy, sums and means.

import type { TensorId, Trace, TraceTensor } from '../trace.ts';
import { evaluate } from './evaluate.ts';
import {
  type Factor,
  type Form,
  type Formula,
  flowAt,
  given,
  inputAt,
  type Operation,
  sumOf,
  term,
  valueAt,
} from './formula.ts';

/** Softmax over all scores of one row, about one of them. */
function overScores(trace: Trace, scores: TraceTensor, form: Form, chosen: number): Formula | undefined {
  if (scores.shape.at(-1) !== scores.values.length) return undefined; // more than one row
  const terms = Array.from(scores.values, (_, k) => term([valueAt(trace, scores.id, k)]));
  return { form, terms, chosen };
}

/** Nothing goes back from it in a trace: losses take scores, not probabilities. */
export const softmax: Operation = {
  value: (trace, tensor, index) => overScores(trace, inputAt(trace, tensor, 0), 'softmax', index),
  gradient: () => undefined,
};

export const crossEntropy: Operation = {
  value(trace, tensor) {
    const target = inputAt(trace, tensor, 1);
    const formula = overScores(trace, inputAt(trace, tensor, 0), 'surprise', target.values[0] as number);
    const by = { tensor: target.id, index: 0, of: 'value' as const };
    return (
      formula && {
        ...formula,
        terms: formula.terms.map((own, k) => (k === formula.chosen ? { ...own, by } : own)),
      }
    );
  },
  // p − 1 for the target, p for all others
  gradient(trace, tensor, _input, index) {
    const target = inputAt(trace, tensor, 1);
    const isTarget = index === target.values[0];
    const probability = probabilityAt(
      trace,
      inputAt(trace, tensor, 0),
      index,
      isTarget ? 'minusOne' : 'itself',
    );
    const by = isTarget ? { tensor: target.id, index: 0, of: 'value' as const } : null;
    return probability && [term([flowAt(tensor, 0), probability], by)];
  },
};

/** The probability of a score's class, read from the trace where it is there. */
function probabilityAt(
  trace: Trace,
  scores: TraceTensor,
  index: number,
  reading: 'itself' | 'minusOne',
): Factor | undefined {
  const tensor = trace.tensors.find((t) => t.op === 'softmax' && t.inputs[0] === scores.id);
  if (tensor) return valueAt(trace, tensor.id, index, reading);
  const formula = overScores(trace, scores, 'softmax', index);
  return formula && given(evaluate(formula) - (reading === 'minusOne' ? 1 : 0));
}

/** Over all numbers. */
export const mean: Operation = {
  value(trace, tensor) {
    const x = inputAt(trace, tensor, 0);
    if (tensor.values.length !== 1) return undefined;
    return { form: 'mean', terms: allOf(trace, x), chosen: null };
  },
  gradient(trace, tensor) {
    const { length } = inputAt(trace, tensor, 0).values;
    return tensor.values.length === 1 ? [term([flowAt(tensor, 0), given(1 / length)])] : undefined;
  },
};

/** Over the first dimension, or over all. */
export const sum: Operation = {
  value(trace, tensor, index) {
    const x = inputAt(trace, tensor, 0);
    const step = tensor.values.length;
    return sumOf(allOf(trace, x).filter((_, place) => place % step === index));
  },
  gradient: (_trace, tensor, _input, index) => [term([flowAt(tensor, index % tensor.values.length)])],
};

function allOf(trace: Trace, x: TraceTensor) {
  return Array.from(x.values, (_, k) => term([valueAt(trace, x.id as TensorId, k)]));
}
