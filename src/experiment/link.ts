// A run as the hash of an address, and back. Text from a link is data: it is checked, never executed.

import {
  type ConfigProblem,
  type ExperimentConfig,
  MAX_STEP,
  Problems,
  parseConfig,
  readNumber,
} from './config.ts';

export type { ConfigProblem } from './config.ts';

/** Longest hash that is read at all, in characters: room for the longest that writeLink can write. */
const MAX_LENGTH = 8000;
/** Longest phrase that a link carries, in UTF-16 units. */
const MAX_PHRASE = 500;

export interface LinkState {
  readonly config: ExperimentConfig;
  /** Updates to recompute when the link is opened. */
  readonly step: number;
  readonly phrase: string;
}

export interface ReadLink {
  readonly config: ExperimentConfig;
  readonly step: number;
  /** Undefined where the link names none. */
  readonly phrase: string | undefined;
  readonly problems: readonly ConfigProblem[];
  /** Whether there was anything in the hash at all. */
  readonly present: boolean;
}

/** The hash without `#`, for example `v=1&task=translation&model=transformer&seed=7&…&step=148&phrase=the+cat`. */
export function writeLink({ config, step, phrase }: LinkState): string {
  const { version, changes, ...fields } = config;
  const parameters = new URLSearchParams({ v: String(version) });
  for (const [field, value] of Object.entries(fields)) parameters.set(field, String(value));
  if (changes.length > 0) {
    parameters.set('changes', changes.map((change) => `${change.step}:${change.learningRate}`).join(','));
  }
  if (step > 0) parameters.set('step', String(step));
  parameters.set('phrase', cutPhrase(phrase));
  return parameters.toString();
}

/** Reads what writeLink wrote, and survives everything else. @param hash with or without `#` */
export function readLink(hash: string): ReadLink {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  const problems = new Problems();
  if (text.length > MAX_LENGTH) {
    problems.add('link', text, 'too-long', '');
    return { ...parseConfig({}), step: 0, phrase: undefined, problems: problems.list, present: true };
  }
  const { step: stepText, phrase, ...rest } = fieldsOf(text);
  const { config, problems: configProblems } = parseConfig(rest);
  const step = readNumber(problems, 'step', stepText, { min: 0, max: MAX_STEP, integer: true }, 0);
  if (phrase !== undefined && phrase.length > MAX_PHRASE) {
    problems.add('phrase', phrase, 'too-long', cutPhrase(phrase).length);
  }
  return {
    config,
    step,
    phrase: phrase === undefined ? undefined : cutPhrase(phrase),
    problems: [...configProblems, ...problems.list],
    present: text !== '',
  };
}

/** The hash's fields, the first of each name; `v` is the config's version. No prototype, so no name is special. */
function fieldsOf(text: string): Record<string, string | undefined> {
  const fields: Record<string, string | undefined> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const field = name === 'v' ? 'version' : name;
    if (!(field in fields)) fields[field] = value;
  }
  return fields;
}

/** At most MAX_PHRASE units; half a surrogate pair, which UTF-8 could not carry, becomes the replacement character. */
function cutPhrase(phrase: string): string {
  return phrase.slice(0, MAX_PHRASE).replace(/\p{Surrogate}/gu, '\ufffd');
}
