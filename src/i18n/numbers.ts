// Number formats of one locale, through Intl. Catalogues and figures share them; nothing here knows a sentence.

import { inPowers, needsPower } from './powers.ts';

export interface Numbers {
  /** 1,404 */
  integer(value: number): string;
  /**
   * A loss: three decimals below ten, fewer above, a power of ten (2.8 × 10¹⁷) from 100,000 and below 0.001; plain
   * words for NaN and infinity are the catalogue's task.
   */
  loss(value: number): string;
  /** A fraction from 0 to 1 as whole per cent, rounded down: 155 of 156 is 99 %, never 100 %. */
  percent(fraction: number): string;
  /** A probability from 0 to 1 with two decimals. */
  probability(value: number): string;
  /** A learning rate: up to three significant digits; powers of ten as for a loss. */
  rate(value: number): string;
  /** “a”, “b” and “c” */
  list(items: readonly string[]): string;
}

const cache = new Map<string, Numbers>();

/** The formats of a BCP 47 tag; made once for each tag. */
export function numbersFor(tag: string): Numbers {
  const known = cache.get(tag);
  if (known !== undefined) return known;
  const integer = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const small = new Intl.NumberFormat(tag, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const large = new Intl.NumberFormat(tag, { maximumSignificantDigits: 4 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const probability = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const rate = new Intl.NumberFormat(tag, { maximumSignificantDigits: 3 });
  const powers = (value: number, digits: number): string | undefined =>
    Number.isFinite(value) && needsPower(value)
      ? inPowers(value, digits, (factor) => rate.format(factor))
      : undefined;
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const made: Numbers = {
    integer: (value) => integer.format(value),
    loss: (value) => powers(value, 2) ?? (Math.abs(value) < 10 ? small : large).format(value),
    percent: (fraction) => percent.format(Math.floor(fraction * 100 + 1e-9) / 100),
    probability: (value) => probability.format(value),
    rate: (value) => powers(value, 3) ?? rate.format(value),
    list: (items) => list.format(items),
  };
  cache.set(tag, made);
  return made;
}
