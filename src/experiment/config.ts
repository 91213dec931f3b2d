// What a run is: everything that decides its bits. Checked where it comes from outside, field by field.

import * as v from 'valibot';
import { type ModelId, models } from '../models/registry.ts';
import { type TaskId, tasks } from '../tasks/registry.ts';
import { type HyperparameterName, hyperparameters } from './hyperparameters.ts';

/** A learning rate set while the run went on: update `step` is the first to use it. */
export interface Change {
  readonly step: number;
  readonly learningRate: number;
}

export interface ExperimentConfig {
  /** Of this form; a link says which it was written for. */
  readonly version: 1;
  readonly task: TaskId;
  readonly model: ModelId;
  readonly seed: number;
  /** At step 0. */
  readonly learningRate: number;
  readonly layers: number;
  readonly heads: number;
  /** d_model. */
  readonly width: number;
  /** By step, ascending. A run with live changes is repeated by making them again. */
  readonly changes: readonly Change[];
}

/** A value that could not be taken as it was. */
export interface ConfigProblem {
  readonly field: string;
  /** What was there, cut to 40 characters. */
  readonly value: string;
  readonly reason:
    | 'unknown-field'
    | 'not-a-number'
    | 'out-of-range'
    | 'not-a-choice'
    | 'too-long'
    | 'unreadable'
    | 'newer-version';
  /** What is used instead; empty where nothing is. */
  readonly used: string;
}

const VERSION = 1;
/** Live changes of the learning rate that a run can have: as many as a link has room for. */
export const MAX_CHANGES = 100;
/** Steps that a link may ask to recompute. */
export const MAX_STEP = 5000;

export const defaultConfig: ExperimentConfig = {
  version: VERSION,
  task: 'translation',
  model: 'transformer',
  seed: hyperparameters.seed.default,
  learningRate: hyperparameters.learningRate.default,
  layers: hyperparameters.layers.default,
  heads: hyperparameters.heads.default,
  width: hyperparameters.width.default,
  changes: [],
};

/** The rate that update `step` (from 0) uses. */
export function learningRateAt(config: ExperimentConfig, step: number): number {
  let rate = config.learningRate;
  for (const change of config.changes) if (change.step <= step) rate = change.learningRate;
  return rate;
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** A finite number, also as it is written in a link. Hexadecimal, blanks and "Infinity" are none. */
const numeric = v.union([
  v.pipe(v.number(), v.finite()),
  v.pipe(v.string(), v.trim(), v.regex(decimal), v.transform(Number), v.finite()),
]);

/** Collects what was wrong while the fields are read one by one. */
export class Problems {
  readonly list: ConfigProblem[] = [];

  add(field: string, value: unknown, reason: ConfigProblem['reason'], used: unknown): void {
    this.list.push({ field: cut(field), value: cut(describe(value)), reason, used: String(used) });
  }
}

function describe(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null ? 'null' : typeof value;
}

const cut = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** A number in [min, max]; outside it the nearest end is used, and what is no number gives `fallback`. */
export function readNumber(
  problems: Problems,
  field: string,
  value: unknown,
  range: { readonly min: number; readonly max: number; readonly integer: boolean },
  fallback: number,
): number {
  if (value === undefined) return fallback;
  const parsed = v.safeParse(numeric, value);
  if (!parsed.success || (range.integer && !Number.isInteger(parsed.output))) {
    problems.add(field, value, 'not-a-number', fallback);
    return fallback;
  }
  const clamped = Math.min(range.max, Math.max(range.min, parsed.output));
  if (clamped !== parsed.output) problems.add(field, value, 'out-of-range', clamped);
  return clamped;
}

function readHyperparameter(problems: Problems, name: HyperparameterName, value: unknown): number {
  const spec = hyperparameters[name];
  if (spec.kind !== 'choice') {
    return readNumber(problems, name, value, { ...spec, integer: spec.kind === 'integer' }, spec.default);
  }
  if (value === undefined) return spec.default;
  const parsed = v.safeParse(numeric, value);
  const choice = parsed.success ? spec.choices.find((one) => one === parsed.output) : undefined;
  if (choice === undefined) problems.add(name, value, 'not-a-choice', spec.default);
  return choice ?? spec.default;
}

function readId<Id extends string>(
  problems: Problems,
  field: string,
  value: unknown,
  registry: Readonly<Record<Id, unknown>>,
  fallback: Id,
): Id {
  if (value === undefined) return fallback;
  const known = (id: string): id is Id => Object.hasOwn(registry, id);
  if (typeof value === 'string' && known(value)) return value;
  problems.add(field, value, 'not-a-choice', fallback);
  return fallback;
}

const changeList = v.pipe(
  v.array(
    v.strictObject({ step: v.pipe(v.number(), v.integer()), learningRate: v.pipe(v.number(), v.finite()) }),
  ),
  v.maxLength(MAX_CHANGES),
  v.everyItem(({ step }, index, all) => step >= 1 && step <= MAX_STEP && step > (all[index - 1]?.step ?? 0)),
  v.everyItem(({ learningRate }) => {
    const { min, max } = hyperparameters.learningRate;
    return learningRate >= min && learningRate <= max;
  }),
);

function readChanges(problems: Problems, value: unknown): readonly Change[] {
  if (value === undefined || value === '') return [];
  const parsed = v.safeParse(changeList, typeof value === 'string' ? splitChanges(value) : value);
  if (parsed.success) return parsed.output;
  problems.add('changes', value, 'unreadable', '');
  return [];
}

/** `60:0.001,120:0.0005`, as links write it. */
function splitChanges(text: string): unknown[] {
  return text.split(',').map((part) => {
    const [step, rate, ...rest] = part.split(':').map((number) => v.safeParse(numeric, number));
    return step?.success && rate?.success && rest.length === 0
      ? { step: step.output, learningRate: rate.output }
      : undefined;
  });
}

function readVersion(problems: Problems, value: unknown): 1 {
  if (value === undefined) return VERSION;
  const parsed = v.safeParse(numeric, value);
  if (!parsed.success) problems.add('version', value, 'unreadable', VERSION);
  else if (parsed.output > VERSION) problems.add('version', value, 'newer-version', VERSION);
  else if (parsed.output !== VERSION) problems.add('version', value, 'out-of-range', VERSION);
  return VERSION;
}

/**
 * Reads a config from anywhere. Never throws and never trusts: what cannot be used becomes the default (or the nearest
 * allowed value) and is listed, field by field. Numbers may be numbers or text.
 */
export function parseConfig(input: unknown): {
  config: ExperimentConfig;
  problems: readonly ConfigProblem[];
} {
  const problems = new Problems();
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    problems.add('config', input, 'unreadable', '');
    return { config: defaultConfig, problems: problems.list };
  }
  const given = new Map<string, unknown>(Object.entries(input));
  const take = (field: string) => {
    const value = given.get(field);
    given.delete(field);
    return value;
  };
  const number = (name: HyperparameterName) => readHyperparameter(problems, name, take(name));
  const config: ExperimentConfig = {
    version: readVersion(problems, take('version')),
    task: readId(problems, 'task', take('task'), tasks, defaultConfig.task),
    model: readId(problems, 'model', take('model'), models, defaultConfig.model),
    seed: number('seed'),
    learningRate: number('learningRate'),
    layers: number('layers'),
    heads: number('heads'),
    width: number('width'),
    changes: readChanges(problems, take('changes')),
  };
  for (const [field, value] of given) problems.add(field, value, 'unknown-field', '');
  return { config, problems: problems.list };
}
