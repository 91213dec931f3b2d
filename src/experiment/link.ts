// A run as the part of a URL after '#', and back: config, step and phrase. Written so that it can be read by eye:
//
//   v=1&task=translation&model=transformer&seed=7&learningRate=0.005&layers=1&heads=2&width=32&step=148&phrase=the+dog
//
// A link may come from anywhere. Nothing in it is executed or trusted; what cannot be used is reported and replaced.

import { cut } from '../tasks/words.ts';
import { shortest, writeChanges } from './changes.ts';
import { defaultConfig, type ExperimentConfig } from './config.ts';
import { parseConfig } from './parseConfig.ts';
import { type ConfigProblem, maxProblems, problem } from './problems.ts';
import { integerReader } from './reading.ts';

export type { ConfigProblem } from './problems.ts';

/** The furthest step that a link may ask to be recomputed: minutes of work, which shows its progress and can be stopped. */
export const maxLinkStep = 100_000;
/** UTF-16 units of the phrase that a link carries. A model reads far less. */
export const maxLinkPhrase = 500;
/** Bytes of a link, percent-encoding undone. Everything that `writeLink` writes is shorter. */
const maxLinkSize = 8192;

export interface LinkedRun {
  readonly config: ExperimentConfig;
  /** Updates done; 0 for a run that has not begun. */
  readonly step: number;
  /** As typed; undefined for the task's example. */
  readonly phrase: string | undefined;
}

export interface ReadLink extends LinkedRun {
  /** What was not used as given. */
  readonly problems: readonly ConfigProblem[];
  /** Whether the hash holds a link at all; an empty one, or an anchor such as `#figure`, does not. */
  readonly present: boolean;
}

/** The config's fields in the order of a link, as text. Those of a default config are written too: defaults may change. */
function fieldsOf({
  version,
  task,
  model,
  seed,
  learningRate,
  layers,
  heads,
  width,
  changes,
}: ExperimentConfig) {
  const fields: [name: string, text: string][] = [
    ['v', String(version)],
    ['task', task],
    ['model', model],
    ['seed', String(seed)],
    ['learningRate', shortest(learningRate)],
    ['layers', String(layers)],
    ['heads', String(heads)],
    ['width', String(width)],
  ];
  if (changes.length > 0) fields.push(['changes', writeChanges(changes)]);
  return fields;
}

/** What a link must hold once it says its version: one that lacks any of these was cut on its way. */
const defaults = new Map([...fieldsOf(defaultConfig), ['step', '0']] as const);

/**
 * The hash of a run, without '#'. `readLink` gives the same run back, all bits of its rates included, as long as the
 * step is at most `maxLinkStep`. Of a phrase the first `maxLinkPhrase` units are written.
 */
export function writeLink({ config, step, phrase }: LinkedRun): string {
  const fields = [...fieldsOf(config), ['step', String(step)]];
  if (phrase !== undefined) fields.push(['phrase', cut(phrase, maxLinkPhrase)]);
  return new URLSearchParams(fields).toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
}

const readStep = integerReader({ min: 0, max: maxLinkStep }, 0);

/** Undoes percent-encoding; undefined where it is malformed. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** name=value&name=value. The first of each name counts; undefined stands for a value that is malformed. */
function fieldsIn(text: string, problems: ConfigProblem[]): Map<string, string | undefined> {
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
  for (const [name, used] of defaults) {
    if (!fields.has(name)) problems.push(problem(name, undefined, 'unreadable', used));
  }
  return fields;
}

function readPhrase(phrase: string | undefined, problems: ConfigProblem[]): string | undefined {
  if (phrase === undefined || phrase.length <= maxLinkPhrase) return phrase;
  const used = cut(phrase, maxLinkPhrase);
  problems.push(problem('phrase', phrase, 'too-long', used));
  return used;
}

/** Anything to a run. Never throws; a hash without a link is the default run at step 0. */
export function readLink(hash: string): ReadLink {
  const text = hash.replace(/^#/, '');
  const nothing: LinkedRun = { config: defaultConfig, step: 0, phrase: undefined };
  if (/^[\w-]{0,40}$/.test(text)) return { ...nothing, problems: [], present: false };
  if (text.replace(/%[0-9a-f]{2}/gi, '.').length > maxLinkSize) {
    return { ...nothing, problems: [problem('link', text, 'too-long', undefined)], present: true };
  }
  const problems: ConfigProblem[] = [];
  const fields = fieldsIn(text, problems);
  const { v: version, step, phrase, ...rest } = Object.fromEntries(fields);
  const parsed = parseConfig({ ...rest, version });
  return {
    config: parsed.config,
    step: step === undefined ? 0 : readStep('step', step, problems),
    phrase: readPhrase(phrase, problems),
    problems: [...problems, ...parsed.problems].slice(0, maxProblems),
    present: true,
  };
}
