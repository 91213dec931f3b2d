// A formula's number, in double precision.

import { exponential, logarithm } from '../../../engine/numeric.ts';
import type { Formula, Term } from './formula.ts';

export function productOf(term: Term): number {
  return term.factors.reduce((product, factor) => product * factor.value, 1);
}

/** @returns NaN for a formula whose number was given: there is nothing to recompute */
export function evaluate({ form, terms, chosen }: Formula): number {
  if (form === 'given') return NaN;
  const products = terms.map(productOf);
  if (form === 'softmax' || form === 'surprise') {
    const largest = Math.max(...products);
    const total = products.reduce((sum, x) => sum + exponential(x - largest), 0);
    const own = (products[chosen ?? 0] as number) - largest;
    return form === 'softmax' ? exponential(own) / total : logarithm(total) - own;
  }
  const sum = products.reduce((total, x) => total + x, 0);
  switch (form) {
    case 'sum':
      return sum;
    case 'mean':
      return sum / terms.length;
    case 'relu':
      return Math.max(0, sum);
    case 'sigmoid':
      return sigmoid(sum);
    case 'tanh':
      return 2 * sigmoid(2 * sum) - 1;
  }
}

function sigmoid(x: number): number {
  return 1 / (1 + exponential(-x));
}
