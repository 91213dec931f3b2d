// A lab run as the part of a URL after '#', and back: the figure, the config, the step, the text that is read, the number
// that is pinned and how the figure is looked at.
//
//   figure=gates&v=1&task=sentiment&seed=7&cell=lstm&…&step=120&text=the+film+was+not+bad&pinned=value:rnn.l0.t3.forget:5
//   &view=beat:4,order:activity
//
// A link may come from anywhere. Nothing in it is executed or trusted; what cannot be used is reported and replaced.

import { cut } from '../../tasks/words.ts';
import { shortest, writeChanges } from '../changes.ts';
import {
  decode,
  isAnchor,
  isTooLong,
  maxLinkStep,
  maxLinkText,
  readFields,
  readText,
  writeFields,
} from '../linkFields.ts';
import { type ConfigProblem, maxProblems, problem } from '../problems.ts';
import { integerReader } from '../reading.ts';
import type { LabConfig } from './config.ts';
import { parseLabConfig } from './parseLabConfig.ts';
import { defaultLabConfig, type SettingName, settings } from './settings.ts';

/** A number of a trace, by the name of its tensor: ids are of one trace, names of all that read the same text. */
export interface LinkedNumber {
  readonly of: 'value' | 'gradient';
  /** As in `TraceTensor.name`. */
  readonly tensor: string;
  /** Of its values, row by row, from 0. */
  readonly index: number;
}

/**
 * How a figure is looked at: its beat and its choices, by name. What is not in it is as the figure opens. Which names and
 * choices there are, the figure knows.
 */
export type FigureLook = ReadonlyMap<string, string>;

export interface LinkedLab {
  /** The id of the figure that is open; undefined for none. */
  readonly figure: string | undefined;
  readonly config: LabConfig;
  /** Updates done; 0 for a run that has not begun. */
  readonly step: number;
  /** As typed; undefined for the task's worked example. */
  readonly text: string | undefined;
  /** Undefined for none. */
  readonly pinned?: LinkedNumber | undefined;
  /** Undefined for none. */
  readonly look?: FigureLook | undefined;
}

export interface ReadLabLink extends LinkedLab {
  /** What was not used as given. */
  readonly problems: readonly ConfigProblem[];
  /** Whether the hash holds a link at all; an empty one, or an anchor, does not. */
  readonly present: boolean;
  /** Whether it says anything about the run; `#figure=gates` alone does not, and the figure may choose. */
  readonly hasRun: boolean;
}

const names = Object.keys(settings) as SettingName[];

/** The config's fields in the order of a link, as text. Those of a default config are written too: defaults may change. */
function fieldsOf(config: LabConfig): [name: string, text: string][] {
  const text = (value: number | string | boolean) =>
    typeof value === 'number' ? shortest(value) : String(value);
  const fields: [string, string][] = [
    ['v', String(config.version)],
    ...names.map((name): [string, string] => [name, text(config[name])]),
  ];
  if (config.changes.length > 0) fields.push(['changes', writeChanges(config.changes)]);
  return fields;
}

/**
 * The hash of a run, without '#'. `readLabLink` gives the same back, all bits of its numbers included, as long as the
 * step is at most `maxLinkStep`. Of a text the first `maxLinkText` units are written.
 */
export function writeLabLink({ figure, config, step, text, pinned, look }: LinkedLab): string {
  const fields = [...fieldsOf(config), ['step', String(step)] as [string, string]];
  if (figure !== undefined) fields.unshift(['figure', figure]);
  if (text !== undefined) fields.push(['text', cut(text, maxLinkText)]);
  if (pinned !== undefined) fields.push(['pinned', numberText(pinned)]);
  if (look !== undefined && look.size > 0) fields.push(['view', [...look].map(lookText).join(',')]);
  return writeFields(fields);
}

/** A number as it stands in a link. */
export const numberText = ({ of, tensor, index }: LinkedNumber): string => `${of}:${tensor}:${index}`;

/** One choice of a look as it stands in a link. */
export const lookText = ([name, value]: readonly [name: string, value: string]): string => `${name}:${value}`;

/** More than any figure has. */
const maxLook = 12;

/** What is well formed; every part that is not is a problem of its own. */
function readLook(text: string | undefined, problems: ConfigProblem[]): FigureLook | undefined {
  if (text === undefined) return undefined;
  const look = new Map<string, string>();
  for (const part of text.split(',')) {
    const [, name, value] = /^([a-z][A-Za-z]{0,23}):([\w.-]{1,64})$/.exec(part) ?? [];
    if (name === undefined || value === undefined || look.has(name) || look.size === maxLook)
      problems.push(problem('view', part, 'not-a-choice', undefined));
    else look.set(name, value);
  }
  return look.size > 0 ? look : undefined;
}

/** Which tensors there are, the trace knows. */
function readNumber(text: string | undefined, problems: ConfigProblem[]): LinkedNumber | undefined {
  if (text === undefined) return undefined;
  const [, of, tensor, index] = /^(value|gradient):([A-Za-z][\w.]{0,79}):(0|[1-9]\d{0,6})$/.exec(text) ?? [];
  if (tensor !== undefined) return { of: of as LinkedNumber['of'], tensor, index: Number(index) };
  problems.push(problem('pinned', text, 'not-a-choice', undefined));
  return undefined;
}

const readStep = integerReader({ min: 0, max: maxLinkStep }, 0);

/** Lower-case words with hyphens; which figures there are, the page knows. */
function readFigure(figure: string | undefined, problems: ConfigProblem[]): string | undefined {
  if (figure === undefined || /^[a-z][a-z-]{0,39}$/.test(figure)) return figure;
  problems.push(problem('figure', figure, 'unreadable', undefined));
  return undefined;
}

/** What the link takes where it is malformed, so that it is reported as what it will be. */
function defaultsFor(text: string, base: LabConfig): ReadonlyMap<string, string> {
  const [, task] = /(?:^|&)task=([^&]*)/.exec(text) ?? [];
  const { config } = parseLabConfig({ task: task === undefined ? undefined : decode(task) }, base);
  return new Map([...fieldsOf(config), ['step', '0']]);
}

const none: ReadonlyMap<string, string> = new Map();
const nothing = {
  figure: undefined,
  config: defaultLabConfig,
  step: 0,
  text: undefined,
  pinned: undefined,
  look: undefined,
  hasRun: false,
};

/**
 * Anything to a run. Never throws; a hash without a link is the default run at step 0.
 * @param beginning the run that a figure begins with: the settings that a link leaves out are taken from it
 */
export function readLabLink(
  hash: string,
  beginning: (figure: string | undefined) => LabConfig = () => defaultLabConfig,
): ReadLabLink {
  const link = hash.replace(/^#/, '');
  if (isAnchor(link)) return { ...nothing, problems: [], present: false };
  if (isTooLong(link)) {
    return { ...nothing, problems: [problem('link', link, 'too-long', undefined)], present: true };
  }
  const problems: ConfigProblem[] = [];
  const [, named] = /(?:^|&)figure=([^&]*)/.exec(link) ?? [];
  const base = beginning(readFigure(named, []));
  const fields = Object.fromEntries(readFields(link, defaultsFor(link, base), problems, none));
  const { v: version, figure, step, text, pinned, view, ...rest } = fields;
  const parsed = parseLabConfig({ ...rest, version }, base);
  return {
    figure: readFigure(figure, problems),
    config: parsed.config,
    step: step === undefined ? 0 : readStep('step', step, problems),
    text: readText('text', text, problems),
    pinned: readNumber(pinned, problems),
    look: readLook(view, problems),
    problems: [...problems, ...parsed.problems].slice(0, maxProblems),
    present: true,
    hasRun: [version, step, ...names.map((name) => rest[name]), rest.changes].some(
      (value) => value !== undefined,
    ),
  };
}
