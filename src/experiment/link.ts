// A run as the part of a URL after '#', and back: config, step and phrase. Written so that it can be read by eye:
//
//   v=1&task=translation&model=transformer&seed=7&learningRate=0.005&layers=1&heads=2&width=32&step=148&phrase=the+dog
//
// A link may come from anywhere. Nothing in it is executed or trusted; what cannot be used is reported and replaced.

import { cut } from '../tasks/words.ts';
import { shortest, writeChanges } from './changes.ts';
import { defaultConfig, type ExperimentConfig } from './config.ts';
import {
  isAnchor,
  isTooLong,
  maxLinkStep,
  maxLinkText,
  readFields,
  readText,
  writeFields,
} from './linkFields.ts';
import { parseConfig } from './parseConfig.ts';
import { type ConfigProblem, maxProblems, problem } from './problems.ts';
import { integerReader } from './reading.ts';

export { maxLinkStep, maxLinkText as maxLinkPhrase } from './linkFields.ts';
export type { ConfigProblem } from './problems.ts';

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
 * step is at most `maxLinkStep`. Of a phrase the first `maxLinkText` units are written.
 */
export function writeLink({ config, step, phrase }: LinkedRun): string {
  const fields: [string, string][] = [...fieldsOf(config), ['step', String(step)]];
  if (phrase !== undefined) fields.push(['phrase', cut(phrase, maxLinkText)]);
  return writeFields(fields);
}

const readStep = integerReader({ min: 0, max: maxLinkStep }, 0);

/** Anything to a run. Never throws; a hash without a link is the default run at step 0. */
export function readLink(hash: string): ReadLink {
  const text = hash.replace(/^#/, '');
  const nothing: LinkedRun = { config: defaultConfig, step: 0, phrase: undefined };
  if (isAnchor(text)) return { ...nothing, problems: [], present: false };
  if (isTooLong(text)) {
    return { ...nothing, problems: [problem('link', text, 'too-long', undefined)], present: true };
  }
  const problems: ConfigProblem[] = [];
  const fields = readFields(text, defaults, problems);
  const { v: version, step, phrase, ...rest } = Object.fromEntries(fields);
  const parsed = parseConfig({ ...rest, version });
  return {
    config: parsed.config,
    step: step === undefined ? 0 : readStep('step', step, problems),
    phrase: readText('phrase', phrase, problems),
    problems: [...problems, ...parsed.problems].slice(0, maxProblems),
    present: true,
  };
}
