// Numbers too large or too small to be written out: as powers of ten for the eye, and as words for the ear.

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Whether a finite number has so many digits, or so many zeros behind the point, that nobody reads them. */
export const needsPower = (value: number): boolean => {
  const size = Math.abs(value);
  return size >= 1e5 || (size > 0 && size < 1e-3);
};

const exponentWords = (exponent: number): string =>
  (exponent < 0 ? '⁻' : '') +
  Array.from(String(Math.abs(exponent)), (digit) => raised[Number(digit)]).join('');

/** 2.8 × 10¹⁷, or 10³⁸ where the factor is 1; `digits` significant ones at most, the factor written by `factor`. */
export function inPowers(value: number, digits: number, factor: (value: number) => string): string {
  const [mantissa = '', exponent = ''] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const sign = value < 0 ? '−' : '';
  const power = `10${exponentWords(Number(exponent))}`;
  return Number(mantissa) === 1 ? sign + power : `${sign}${factor(Number(mantissa))} × ${power}`;
}

/** Raised digits as plain ones. */
const lowered = (exponent: string): string =>
  Array.from(exponent, (sign) => (sign === '⁻' ? '−' : String(raised.indexOf(sign)))).join('');

/** Which of a recurrent layer's weights is meant, as texts write it: W_ih, W_hh. */
export const weightIndex = /(?<=\bW)_(ih|hh)\b/u;

/** How one power of ten is said: factor (null for 1) and exponent, as written. */
type Say = (factor: string | null, exponent: string) => string;

/** A sentence with its powers of ten in words and without underscores, for whoever listens; else the same text. */
export function spokenPowers(text: string, say: Say): string {
  return text
    .replace(/(?:([\d.,]+) × )?10(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)/gu, (_, factor: string | undefined, exponent: string) =>
      say(factor ?? null, lowered(exponent)),
    )
    .replace(new RegExp(weightIndex, 'gu'), ' $1');
}
