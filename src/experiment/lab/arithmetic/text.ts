// A formula with the numbers put in, `σ(0.312·0.821 + … + 0.0513) = 0.574`: mathematics only, no words of any language.

import type { Factor, Formula, Term } from './formula.ts';

/** Sums of more terms are shortened, to the first two and the last. */
const SHOWN = 4;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Three digits that count, so that what is written can be checked by hand; all digits of what is larger; 2.41·10⁻⁵ for
 * what would begin with more than two zeros or be longer than six digits.
 */
export function numberText(x: number): string {
  if (Number.isNaN(x)) return 'NaN';
  const sign = x < 0 ? '−' : '';
  const size = Math.abs(x);
  if (size === Infinity) return `${sign}∞`;
  if (Number.isInteger(size) && size < 1e6) return sign + String(size);
  if (size >= 0.001 && size < 1e6) return sign + (size < 100 ? size.toPrecision(3) : size.toFixed(0));
  const [mantissa = '', exponent = ''] = size.toExponential(2).split('e');
  const digits = exponent
    .replace(/[+-]/, '')
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] as string);
  return `${sign}${mantissa}·10${exponent.startsWith('-') ? '⁻' : ''}${digits}`;
}

export function formulaText(formula: Formula, result: number): string {
  const equals = numberText(result);
  return formula.form === 'given' ? equals : `${expression(formula)} = ${equals}`;
}

function expression({ form, terms, chosen }: Formula): string {
  const sum = shortened(terms.map(termText));
  switch (form) {
    case 'sum':
      return sum || '0';
    case 'mean':
      return `(${sum}) / ${terms.length}`;
    case 'sigmoid':
      return `σ(${sum})`;
    case 'tanh':
      return `tanh(${sum})`;
    case 'relu':
      return `max(0, ${sum})`;
    case 'softmax':
      return share(terms, chosen);
    case 'surprise':
      return `−ln(${share(terms, chosen)})`;
    case 'given':
      return '';
  }
}

function share(terms: readonly Term[], chosen: number | null): string {
  const power = (term: Term | undefined) => (term ? `e^${inBrackets(termText(term))}` : '');
  return `${power(terms[chosen ?? 0])} / (${shortened(terms.map(power))})`;
}

function shortened(parts: readonly string[]): string {
  const shown = parts.length > SHOWN ? [...parts.slice(0, 2), '…', parts.at(-1) as string] : parts;
  return shown.reduce((text, part, place) => {
    if (place === 0) return part;
    return part.startsWith('−') ? `${text} − ${part.slice(1)}` : `${text} + ${part}`;
  }, '');
}

function termText({ factors }: Term): string {
  const [first, ...others] = factors;
  if (first?.reading === 'given' && first.value === -1 && others.length > 0) {
    const text = others.map(factorText).map(inBrackets).join('·');
    return `−${text}`;
  }
  return factors
    .map((factor, place) => (place === 0 ? factorText(factor) : inBrackets(factorText(factor))))
    .join('·');
}

function inBrackets(text: string): string {
  return text.startsWith('−') || text.includes('·') ? `(${text})` : text;
}

function factorText({ x, value, reading }: Factor): string {
  switch (reading) {
    case 'oneMinus':
      return `(1 − ${inBrackets(numberText(x))})`;
    case 'oneMinusSquare':
      return `(1 − ${inBrackets(numberText(x))}²)`;
    case 'minusOne':
      return `(${numberText(x)} − 1)`;
    case 'isPositive':
      return String(value);
    default:
      return numberText(x);
  }
}
