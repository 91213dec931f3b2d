// What holds for the catalogue of every locale.
import { describe, expect, test } from 'vitest';
import { currentLocale, loadLocale, localeIds, matchLocale, setLocale } from '../../src/i18n/locale.ts';
import { numbersFor } from '../../src/i18n/numbers.ts';
import { spokenPowers } from '../../src/i18n/powers.ts';

/** `home.title: string` for each leaf. */
function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

/** Every word of the catalogue that does not depend on a number or a name. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

describe.each(localeIds)('locale %s', (id) => {
  test('has every message of English, of the same kind, and no other', async () => {
    const locale = await loadLocale(id);
    const english = await loadLocale('en');
    expect(leaves(locale?.messages).sort()).toEqual(leaves(english?.messages).sort());
  });

  test('has its folder’s name and a tag that Intl knows', async () => {
    const locale = await loadLocale(id);
    expect(locale?.id).toBe(id);
    expect(Intl.NumberFormat.supportedLocalesOf(locale?.tag ?? '')).toHaveLength(1);
  });

  test('has no empty message and no markup', async () => {
    const all = strings((await loadLocale(id))?.messages);
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((words) => words.trim() === '' || /<(?!unk>|eos>|bos>)/.test(words))).toEqual([]);
  });
});

describe('choosing a language', () => {
  test('takes the first one that the browser asks for and the site has', () => {
    expect(matchLocale(['xx-XX', 'en-US', 'fr'])).toBe('en');
    expect(matchLocale([])).toBe('en');
  });

  test('leaves everything as it is when there is no such locale', async () => {
    const before = currentLocale();
    await setLocale('xx');
    expect(currentLocale()).toBe(before);
  });
});

describe('numbers', () => {
  const numbers = numbersFor('en-GB');
  test('a share is rounded down, so that 155 of 156 is not all of them', () => {
    expect(numbers.percent(155 / 156)).toBe('99%');
    expect(numbers.percent(1)).toBe('100%');
    expect(numbers.percent(0.29)).toBe('29%');
  });
  test('thousands are grouped, losses have three decimals, rates three digits', () => {
    expect(numbers.integer(31972)).toBe('31,972');
    expect(numbers.loss(0.31249)).toBe('0.312');
    expect(numbers.rate(0.00512)).toBe('0.00512');
  });
  test('what is very large or very small is written in powers of ten', () => {
    expect(numbers.loss(284_400_000_000_000_000)).toBe('2.8 × 10¹⁷');
    expect(numbers.loss(99_999)).toBe('100,000');
    expect(numbers.loss(100_000)).toBe('10⁵');
    expect(numbers.loss(9.99e17)).toBe('10¹⁸');
    expect(numbers.loss(0.00042)).toBe('4.2 × 10⁻⁴');
    expect(numbers.loss(0)).toBe('0.000');
    expect(numbers.loss(0.001)).toBe('0.001');
    expect(numbers.rate(1e38)).toBe('10³⁸');
    expect(numbers.rate(2.345e-5)).toBe('2.35 × 10⁻⁵');
    expect(numbers.rate(0)).toBe('0');
    expect(numbers.loss(-2e7)).toBe('−2 × 10⁷');
  });
  test('powers of ten have a form that can be read aloud; the words round them stay', () => {
    const say = currentLocale().messages.shell.power;
    expect(spokenPowers('up to 2.8 × 10¹⁷, at 10⁻⁶.', say)).toBe(
      'up to 2.8 times 10 to the power of 17, at 10 to the power of −6.',
    );
    expect(spokenPowers('step 10', say)).toBe('step 10');
    expect(spokenPowers('∂L/∂W_ih is 10⁻⁶, W_hh less', say)).toMatch(/^∂L\/∂W ih is .*, W hh less$/);
    expect(spokenPowers('“W_ihx” and “new_hh”', say)).toBe('“W_ihx” and “new_hh”');
  });
});
