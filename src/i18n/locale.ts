// Which language the page speaks: the registry of locales and the present one. A locale is a folder beside `en/`
// whose index.ts exports a `Locale` by default; it is found by its folder's name and loaded when first chosen.
// What the visitor chose last is remembered by the page, not here.

import english from './en/index.ts';
import type { Locale, Messages } from './messages.ts';
import { type Numbers, numbersFor } from './numbers.ts';

const loaders = import.meta.glob<{ default: Locale }>(['./*/index.ts', '!./en/index.ts']);
const ids = ['en', ...Object.keys(loaders).map((path) => path.split('/')[1] ?? '')];

/** Ids of all locales, English first. */
export const localeIds: readonly string[] = ids;

export interface Speaking {
  readonly id: string;
  readonly messages: Messages;
  readonly numbers: Numbers;
}

const speakingOf = (locale: Locale): Speaking => ({
  id: locale.id,
  messages: locale.messages,
  numbers: numbersFor(locale.tag),
});

let speaking: Speaking = speakingOf(english);
let asked = speaking.id;
const listeners = new Set<() => void>();

export const currentLocale = (): Speaking => speaking;

export function onLocaleChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Loads a locale's catalogue whatever the page speaks; `undefined` when there is none of that id. */
export async function loadLocale(id: string): Promise<Locale | undefined> {
  if (id === english.id) return english;
  return (await loaders[`./${id}/index.ts`]?.())?.default;
}

/** Speaks another language from now on; an unknown id changes nothing. The last call wins over slower earlier ones. */
export async function setLocale(id: string): Promise<void> {
  asked = id;
  const locale = await loadLocale(id);
  if (locale === undefined || asked !== id) return;
  speaking = speakingOf(locale);
  if (typeof document !== 'undefined') document.documentElement.lang = locale.tag;
  for (const listener of listeners) listener();
}

/** The first locale that one of these BCP 47 tags asks for, else English. */
export function matchLocale(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const found = ids.find((id) => tag.toLowerCase() === id || tag.toLowerCase().startsWith(`${id}-`));
    if (found !== undefined) return found;
  }
  return english.id;
}
