// Formulas in writing.

import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/experiment/lab/arithmetic/evaluate.ts';
import { type Form, given, sumOf, term } from '../../../src/experiment/lab/arithmetic/formula.ts';
import { formulaText, numberText } from '../../../src/experiment/lab/arithmetic/text.ts';

const products = (...terms: number[][]) => terms.map((factors) => term(factors.map(given)));
const formula = (form: Form, ...terms: number[][]) => ({ form, terms: products(...terms), chosen: 0 });
const written = (form: Form, ...terms: number[][]) => {
  const own = formula(form, ...terms);
  return formulaText(own, evaluate(own));
};

describe('numberText', () => {
  it.each([
    [0, '0'],
    [0.314159, '0.314'],
    [-0.5, '−0.500'],
    [1, '1'],
    [12.3456, '12.3'],
    [0.0012345, '0.00123'],
    [1234.5, '1235'],
    [0.000024, '2.40·10⁻⁵'],
    [-12345678, '−1.23·10⁷'],
    [Number.NaN, 'NaN'],
    [-Infinity, '−∞'],
  ])('writes %d as %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});

describe('formulaText', () => {
  it('puts the numbers in', () => {
    expect(written('tanh', [0.31, 0.82], [0.5, -0.4], [0.05])).toBe(
      'tanh(0.310·0.820 + 0.500·(−0.400) + 0.0500) = 0.104',
    );
    expect(written('sigmoid', [-0.5, 2])).toBe('σ(−0.500·2) = 0.269');
    expect(written('relu', [-0.5])).toBe('max(0, −0.500) = 0');
    expect(written('mean', [1], [2])).toBe('(1 + 2) / 2 = 1.50');
    expect(written('softmax', [0], [-1])).toBe('e^0 / (e^0 + e^(−1)) = 0.731');
    expect(written('surprise', [0], [0])).toBe('−ln(e^0 / (e^0 + e^0)) = 0.693');
    expect(written('sum')).toBe('0 = 0');
  });

  it('writes a term that is taken away with a minus', () => {
    expect(written('sum', [0.8], [-1, 0.3])).toBe('0.800 − 0.300 = 0.500');
    expect(written('sum', [0.8], [-1, -0.3])).toBe('0.800 − (−0.300) = 1.10');
  });

  it('shortens long sums, never the data', () => {
    const long = sumOf(products([1], [2], [3], [4], [5]));
    expect(formulaText(long, evaluate(long))).toBe('1 + 2 + … + 5 = 15');
    expect(long.terms.length).toBe(5);
  });
});
