// Anything to a config, field by field: what is usable is used, what is not is replaced and reported.

import { type ConfigProblem, maxProblems, problem } from './problems.ts';
import type { Reader } from './reading.ts';

export interface Parsed<Config> {
  /** Always whole and within its ranges. */
  readonly config: Config;
  /** What was not used as given, known fields first; at most 20. */
  readonly problems: readonly ConfigProblem[];
}

/** How each field is read. A missing reader, or one of the wrong type, does not compile. */
export type Readers<Config> = { readonly [Name in keyof Config]: Reader<Config[Name]> };

/** The fields of an object, whatever it is; undefined for what has none. Never throws. */
export function fieldsOfObject(input: unknown): ReadonlyMap<string, unknown> | undefined {
  try {
    if (typeof input === 'object' && input !== null && !Array.isArray(input))
      return new Map<string, unknown>(Object.entries(input));
  } catch {
    // A getter or a proxy that throws: as unreadable as anything else that is no config.
  }
  return undefined;
}

/**
 * Anything to a config: from a link, the command line, storage or a message. Numbers may be text. A field that is
 * missing is the default, without a word; one that cannot be used is clamped or the default, and is reported.
 * Never throws.
 */
export function parseFields<Config extends object>(
  input: unknown,
  defaults: Config,
  readers: Readers<Config>,
): Parsed<Config> {
  const fields = fieldsOfObject(input);
  try {
    if (fields) return read(fields, defaults, readers);
  } catch {
    // A getter deeper down that throws.
  }
  return { config: defaults, problems: [problem('config', input, 'unreadable', undefined)] };
}

function read<Config extends object>(
  fields: ReadonlyMap<string, unknown>,
  defaults: Config,
  readers: Readers<Config>,
): Parsed<Config> {
  const problems: ConfigProblem[] = [];
  const config = { ...defaults };
  const take = <Name extends keyof Config & string>(name: Name) => {
    const value = fields.get(name);
    if (value !== undefined) config[name] = readers[name](name, value, problems);
  };
  for (const name of Object.keys(readers)) take(name as keyof Config & string);
  for (const [name, value] of fields) {
    if (value !== undefined && !Object.hasOwn(readers, name))
      problems.push(problem(name, value, 'unknown-field', undefined));
  }
  return { config, problems: problems.slice(0, maxProblems) };
}
