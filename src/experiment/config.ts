// What describes a run completely: the same config gives the same numbers, bit for bit, wherever it is run.
// Here are its type, its defaults, and how an untrusted value becomes one. Its form in a URL is link.ts.

import * as v from 'valibot';
import type { ModelId } from '../models/registry.ts';
import { type TaskId, tasks } from '../tasks/registry.ts';
import { type Hyperparameter, type HyperparameterName, hyperparameters } from './hyperparameters.ts';
import { type ConfigProblem, type ProblemReason, problem } from './problems.ts';

/** The learning rate set live: the rate of update `step` (counted from 0) and of those after it. */
export interface Changes {
  readonly step: number;
  readonly learningRate: number;
}

export interface ExperimentConfig {
  /** Raised when the meaning of a field changes. A config of a newer version is read as far as it is understood. */
  readonly version: 1;
  readonly task: TaskId;
  readonly model: ModelId;
  /** Unsigned 32-bit integer. */
  readonly seed: number;
  /** Of the first update. */
  readonly learningRate: number;
  readonly layers: number;
  readonly heads: number;
  /** d_model. */
  readonly width: number;
  /** Changes of the learning rate, by rising step, at most `MAX_CHANGES`. They make a run with live changes repeatable. */
  readonly changes: readonly Changes[];
}

/** Changes of the learning rate that one config can hold. */
export const MAX_CHANGES = 20;

const version = 1;

// Not read from the registry of models: that would bring the engine into the page's first load. The type keeps the
// two lists the same.
const modelIds = Object.keys({ transformer: true } satisfies Record<ModelId, true>) as ModelId[];
const taskIds = Object.keys(tasks) as TaskId[];

export const defaultConfig: ExperimentConfig = {
  version,
  task: 'translation',
  model: 'transformer',
  seed: hyperparameters.seed.default,
  learningRate: hyperparameters.learningRate.default,
  layers: hyperparameters.layers.default,
  heads: hyperparameters.heads.default,
  width: hyperparameters.width.default,
  changes: [],
};

/** The rate that update `step` (counted from 0) is made with. */
export function learningRateAt({ learningRate, changes }: ExperimentConfig, step: number): number {
  return changes.findLast((change) => change.step <= step)?.learningRate ?? learningRate;
}

// The messages of the schemas below are the reasons that are reported.
const reason = <R extends ProblemReason>(name: R): R => name;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number, or one written out in decimal; anything else becomes NaN. -0 becomes 0. */
function toNumber(value: unknown): number {
  if (typeof value === 'number') return value + 0;
  return typeof value === 'string' && decimal.test(value.trim()) ? Number(value) + 0 : Number.NaN;
}

const number = v.pipe(v.unknown(), v.transform(toNumber), v.number(reason('not-a-number')));

const between = (min: number, max: number) =>
  v.pipe(number, v.minValue(min, reason('out-of-range')), v.maxValue(max, reason('out-of-range')));

const integerBetween = (min: number, max: number) =>
  v.pipe(between(min, max), v.integer(reason('not-a-number')));

type Numeric = v.GenericSchema<unknown, number>;

function schemaOf(entry: Hyperparameter): Numeric {
  switch (entry.kind) {
    case 'continuous':
      return between(entry.accepts.min, entry.accepts.max);
    case 'integer':
      return integerBetween(entry.min, entry.max);
    case 'choice':
      return v.pipe(number, v.picklist(entry.choices, reason('not-a-choice')));
  }
}

type Read<T> = { readonly value: T } | { readonly reason: ProblemReason };

function read<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Read<T> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  return result.success ? { value: result.output } : { reason: result.issues[0].message as ProblemReason };
}

/** The nearest number to `value` that lies in the range. */
export const clamp = (value: unknown, min: number, max: number) => Math.min(max, Math.max(min, toNumber(value)));

/** A hyperparameter of any spelling; out of range it is clamped, otherwise wrong it is the default. */
function readHyperparameter(name: HyperparameterName, value: unknown, problems: ConfigProblem[]): number {
  const entry: Hyperparameter = hyperparameters[name];
  const result = read(schemaOf(entry), value);
  if ('value' in result) return result.value;
  const range = entry.kind === 'continuous' ? entry.accepts : entry;
  const used =
    result.reason === 'out-of-range' && 'min' in range ? clamp(value, range.min, range.max) : entry.default;
  problems.push(problem(name, value, result.reason, used));
  return used;
}

/** Reads a whole number that is no hyperparameter, such as a step; wrong ones as above. */
export function readInteger(
  field: string,
  value: unknown,
  { min, max, otherwise }: { readonly min: number; readonly max: number; readonly otherwise: number },
  problems: ConfigProblem[],
): number {
  const result = read(integerBetween(min, max), value);
  if ('value' in result) return result.value;
  const used = result.reason === 'out-of-range' ? clamp(value, min, max) : otherwise;
  problems.push(problem(field, value, result.reason, used));
  return used;
}

const rate = schemaOf(hyperparameters.learningRate);
const changeSchema = v.object({ step: integerBetween(0, Number.MAX_SAFE_INTEGER), learningRate: v.unknown() });

/** Keeps what is usable: items that say no step or no rate are left out, rates are clamped, of two at one step the last counts. */
function readChanges(given: unknown, problems: ConfigProblem[]): Changes[] {
  if (!Array.isArray(given)) {
    problems.push(problem('changes', given, 'unreadable', undefined));
    return [];
  }
  const rates = new Map<number, number>();
  for (const item of given.slice(0, MAX_CHANGES)) {
    const change = v.safeParse(changeSchema, item);
    const learningRate = change.success ? read(rate, change.output.learningRate) : undefined;
    if (!change.success || learningRate === undefined || ('reason' in learningRate && learningRate.reason !== 'out-of-range')) {
      problems.push(problem('changes', item, 'unreadable', undefined));
    } else if ('value' in learningRate) {
      rates.set(change.output.step, learningRate.value);
    } else {
      const { min, max } = hyperparameters.learningRate.accepts;
      const used = clamp(change.output.learningRate, min, max);
      problems.push(problem('changes', change.output.learningRate, 'out-of-range', used));
      rates.set(change.output.step, used);
    }
  }
  if (given.length > MAX_CHANGES) problems.push(problem('changes', given.length, 'too-long', MAX_CHANGES));
  return [...rates]
    .map(([step, learningRate]) => ({ step, learningRate }))
    .sort((a, b) => a.step - b.step);
}
