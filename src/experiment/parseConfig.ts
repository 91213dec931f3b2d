// Anything to a config: what is usable is used, what is not is replaced and reported.

import type { ModelId } from '../models/registry.ts';
import { examples } from '../tasks/examples.ts';
import type { TaskId } from '../tasks/registry.ts';
import { readChanges } from './changes.ts';
import { defaultConfig, type ExperimentConfig } from './config.ts';
import { type Hyperparameter, type HyperparameterName, hyperparameters } from './hyperparameters.ts';
import { type ConfigProblem, maxProblems, problem } from './problems.ts';
import { choiceReader, continuousReader, integerReader, nameReader, type Reader } from './reading.ts';

// Not read from the registries: they would bring the engine and the grammars into the page's first load. The types keep
// the lists the same.
const modelIds = Object.keys({
  transformer: true,
  rnn: true,
  'rnn-additive': true,
  'rnn-dot': true,
  lstm: true,
  'lstm-additive': true,
  'lstm-dot': true,
  gru: true,
  'gru-additive': true,
  'gru-dot': true,
} satisfies Record<ModelId, true>) as ModelId[];
const taskIds = Object.keys(examples) as TaskId[];

function readerFor(name: HyperparameterName): Reader<number> {
  const entry: Hyperparameter = hyperparameters[name];
  switch (entry.kind) {
    case 'continuous':
      return continuousReader(entry.accepts, entry.default);
    case 'integer':
      return integerReader(entry, entry.default);
    case 'choice':
      return choiceReader(entry.choices, entry.default);
  }
}

const versionNumber = integerReader({ min: 1, max: Number.MAX_SAFE_INTEGER }, 1);

const readVersion: Reader<1> = (field, value, problems) => {
  if (versionNumber(field, value, problems) > 1) problems.push(problem(field, value, 'newer-version', 1));
  return 1;
};

/** How each field is read. A missing reader, or one of the wrong type, does not compile. */
const readers: { readonly [Name in keyof ExperimentConfig]: Reader<ExperimentConfig[Name]> } = {
  version: readVersion,
  task: nameReader(taskIds, defaultConfig.task),
  model: nameReader(modelIds, defaultConfig.model),
  seed: readerFor('seed'),
  learningRate: readerFor('learningRate'),
  layers: readerFor('layers'),
  heads: readerFor('heads'),
  width: readerFor('width'),
  changes: readChanges,
};

export interface ParsedConfig {
  /** Always whole and within the ranges of `hyperparameters`. */
  readonly config: ExperimentConfig;
  /** What was not used as given, known fields first; at most 20. */
  readonly problems: readonly ConfigProblem[];
}

function read(fields: ReadonlyMap<string, unknown>): ParsedConfig {
  const problems: ConfigProblem[] = [];
  const take = <Name extends keyof ExperimentConfig>(name: Name): ExperimentConfig[Name] => {
    const value = fields.get(name);
    return value === undefined ? defaultConfig[name] : readers[name](name, value, problems);
  };
  const config: ExperimentConfig = {
    version: take('version'),
    task: take('task'),
    model: take('model'),
    seed: take('seed'),
    learningRate: take('learningRate'),
    layers: take('layers'),
    heads: take('heads'),
    width: take('width'),
    changes: take('changes'),
  };
  for (const [name, value] of fields) {
    if (value !== undefined && !Object.hasOwn(readers, name))
      problems.push(problem(name, value, 'unknown-field', undefined));
  }
  return { config, problems: problems.slice(0, maxProblems) };
}

/**
 * Anything to a config: from a link, the command line, storage or a message. Numbers may be text. A field that is
 * missing is the default, without a word; one that cannot be used is clamped or the default, and is reported.
 * Never throws.
 */
export function parseConfig(input: unknown): ParsedConfig {
  try {
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) {
      return read(new Map<string, unknown>(Object.entries(input)));
    }
  } catch {
    // A getter or a proxy that throws: as unreadable as anything else that is no config.
  }
  return { config: defaultConfig, problems: [problem('config', input, 'unreadable', undefined)] };
}
