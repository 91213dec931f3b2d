// name=value&name=value: the form that runs have in the part of a URL after '#'. A link may come from anywhere; nothing
// in it is executed or trusted.

import { cut } from '../tasks/words.ts';
import { type ConfigProblem, problem } from './problems.ts';

/** The furthest step that a link may ask to be recomputed: minutes of work, which shows its progress and can be stopped. */
export const maxLinkStep = 100_000;
/** UTF-16 units of text that a link carries. A model reads far less. */
export const maxLinkText = 500;
/** Bytes of a link, percent-encoding undone. Everything that `writeFields` writes is shorter. */
const maxLinkSize = 8192;

/** Fields as a hash without '#', with as little percent-encoding as it takes. */
export function writeFields(fields: readonly (readonly [name: string, value: string])[]): string {
  const parameters = new URLSearchParams(fields.map(([name, value]) => [name, value]));
  return parameters.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
}

/** Whether a hash (without '#') holds no link at all: nothing, or an anchor such as `figure`. */
export const isAnchor = (text: string) => /^[\w-]{0,40}$/.test(text);

export const isTooLong = (text: string) => text.replace(/%[0-9a-f]{2}/gi, '.').length > maxLinkSize;

/** Undoes percent-encoding; undefined where it is malformed. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/**
 * The first of each name counts; undefined stands for a value that is malformed.
 * @param defaults what stands for a value that is malformed
 * @param required what a link must hold once it says its version `v`: one that lacks any of these was cut on its way
 */
export function readFields(
  text: string,
  defaults: ReadonlyMap<string, string>,
  problems: ConfigProblem[],
  required: ReadonlyMap<string, string> = defaults,
): Map<string, string | undefined> {
  const fields = new Map<string, string | undefined>();
  for (const part of text.split('&').filter((some) => some !== '')) {
    const equals = part.includes('=') ? part.indexOf('=') : part.length;
    const rawValue = part.slice(equals + 1);
    const name = decode(part.slice(0, equals)) ?? part.slice(0, equals);
    const value = decode(rawValue);
    if (fields.has(name)) {
      problems.push(problem(name, value ?? rawValue, 'unreadable', fields.get(name)));
      continue;
    }
    fields.set(name, value);
    if (value === undefined) problems.push(problem(name, rawValue, 'unreadable', defaults.get(name)));
  }
  if (!fields.has('v')) return fields; // written by hand: `#seed=9` is enough
  for (const [name, used] of required) {
    if (!fields.has(name)) problems.push(problem(name, undefined, 'unreadable', used));
  }
  return fields;
}

/** Text that a link carries, cut to what it may. */
export function readText(
  field: string,
  text: string | undefined,
  problems: ConfigProblem[],
): string | undefined {
  if (text === undefined || text.length <= maxLinkText) return text;
  const used = cut(text, maxLinkText);
  problems.push(problem(field, text, 'too-long', used));
  return used;
}
