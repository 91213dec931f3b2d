// Anything to a config: what is usable is used, what is not is replaced and reported.

import type { ModelId } from '../models/registry.ts';
import { examples } from '../tasks/examples.ts';
import type { TaskId } from '../tasks/registry.ts';
import { changesReader } from './changes.ts';
import { defaultConfig, type ExperimentConfig } from './config.ts';
import { type HyperparameterName, hyperparameters } from './hyperparameters.ts';
import { type Parsed, parseFields, type Readers } from './parsing.ts';
import { nameReader, numberReader, readVersion } from './reading.ts';

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

const readerFor = (name: HyperparameterName) => numberReader(hyperparameters[name]);

/** How each field is read. A missing reader, or one of the wrong type, does not compile. */
const readers: Readers<ExperimentConfig> = {
  version: readVersion,
  task: nameReader(taskIds, defaultConfig.task),
  model: nameReader(modelIds, defaultConfig.model),
  seed: readerFor('seed'),
  learningRate: readerFor('learningRate'),
  layers: readerFor('layers'),
  heads: readerFor('heads'),
  width: readerFor('width'),
  changes: changesReader(hyperparameters.learningRate),
};

/** See parsing.ts. */
export const parseConfig = (input: unknown): Parsed<ExperimentConfig> =>
  parseFields(input, defaultConfig, readers);
