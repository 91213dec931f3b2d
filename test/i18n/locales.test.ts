// What holds for the catalogue of every locale.
import { describe, expect, test } from 'vitest';
import { currentLocale, loadLocale, localeIds, matchLocale, setLocale } from '../../src/i18n/locale.ts';
import { numbersFor } from '../../src/i18n/numbers.ts';

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
});
