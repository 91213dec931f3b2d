// y = W·x + b, and the sums that stand under an activation: written out down to weights and what they multiply.

import type { TensorId, Trace, TraceTensor } from '../trace.ts';
import { type Factor, flowAt, inputAt, type Operation, sumOf, type Term, term, valueAt } from './formula.ts';

export const linear: Operation = {
  value(trace, tensor, index) {
    const [x, weight, bias] = tensor.inputs as [TensorId, TensorId, TensorId | undefined];
    const { out, width } = sizes(trace, tensor);
    const unit = index % out;
    const row = (index - unit) / out;
    const terms: Term[] = [];
    for (let k = 0; k < width; k++) {
      terms.push(term([valueAt(trace, weight, unit * width + k), valueAt(trace, x, row * width + k)]));
    }
    if (bias !== undefined) terms.push(term([valueAt(trace, bias, unit)]));
    return sumOf(terms);
  },
  gradient(trace, tensor, input, index) {
    const [x, weight] = tensor.inputs as [TensorId, TensorId];
    const { out, width, rows } = sizes(trace, tensor);
    const flow = (row: number, unit: number) => flowAt(tensor, row * out + unit);
    if (input === 0) {
      const k = index % width;
      const row = (index - k) / width;
      return range(out, (unit) => [flow(row, unit), valueAt(trace, weight, unit * width + k)]);
    }
    if (input === 1) {
      const k = index % width;
      const unit = (index - k) / width;
      return range(rows, (row) => [flow(row, unit), valueAt(trace, x, row * width + k)]);
    }
    return range(rows, (row) => [flow(row, index)]);
  },
};

function range(count: number, factors: (place: number) => readonly Factor[]): Term[] {
  return Array.from({ length: count }, (_, place) => term(factors(place)));
}

function sizes(trace: Trace, tensor: TraceTensor) {
  const [out = 0, width = 0] = inputAt(trace, tensor, 1).shape;
  return { out, width, rows: tensor.values.length / out };
}
