// Everything about a lab run that can be chosen: its range, scale, default and what changing it does. The only place
// where these are written: controls, links and the parser read this table. The words that people read are in i18n, by
// the same names.

import type { CellId } from '../../models/cells/registry.ts';
import { lengths, type PredictionTaskId } from '../../tasks/prediction/lengths.ts';
import {
  type Choice,
  type Continuous,
  type Effect,
  hyperparameters,
  type Integer,
} from '../hyperparameters.ts';
import type { Initialisation, LabConfig, OptimiserId } from './config.ts';

/** One of a few names, in the order in which they are offered. */
export interface NameSetting<Name extends string = string> {
  readonly kind: 'name';
  readonly choices: readonly Name[];
  readonly default: Name;
  readonly effect: Effect;
}

/** Yes or no. */
export interface FlagSetting {
  readonly kind: 'flag';
  readonly default: boolean;
  readonly effect: Effect;
}

export type NumberSetting = Continuous | Integer | Omit<Choice, 'unit'>;

/** The names of a table whose keys are all of them: the types keep the list complete. */
const namesOf = <Name extends string>(table: Readonly<Record<Name, true>>) => Object.keys(table) as Name[];

// Not read from the registries: they would bring the engine and the tasks' data into the page's first load.
const cellIds = namesOf<CellId>({ rnn_tanh: true, rnn_relu: true, lstm: true, gru: true });
const initialisations = namesOf<Initialisation>({
  uniform: true,
  orthogonal: true,
  identity: true,
  spectral: true,
});
const optimiserIds = namesOf<OptimiserId>({
  sgd: true,
  momentum: true,
  nesterov: true,
  rmsprop: true,
  adagrad: true,
  adam: true,
  adamw: true,
});
const taskIds = namesOf<PredictionTaskId>({
  sentiment: true,
  nextCharacter: true,
  nextWord: true,
  firstToken: true,
  adding: true,
  sine: true,
  series: true,
});

export const settings = {
  task: { kind: 'name', choices: taskIds, default: 'sentiment', effect: 'rebuild' },
  /** What all randomness of the run is drawn from: initial weights, batches, held-out examples. */
  seed: hyperparameters.seed,
  cell: { kind: 'name', choices: cellIds, default: 'lstm', effect: 'rebuild' },
  /** Numbers in each hidden state. With two of them a state can be drawn in the plane. */
  hiddenSize: { kind: 'choice', choices: [2, 4, 8, 16, 32, 64, 128], default: 32, effect: 'rebuild' },
  layers: { kind: 'choice', choices: [1, 2, 3], default: 1, effect: 'rebuild' },
  bidirectional: { kind: 'flag', default: false, effect: 'rebuild' },
  /** Numbers in each token's vector. No effect where the task reads numbers. */
  embeddingSize: { kind: 'choice', choices: [2, 4, 8, 16, 32, 64], default: 16, effect: 'rebuild' },
  /** Steps of a sequence. Each task has a range of its own within this one (lengths.ts). */
  length: {
    kind: 'integer',
    scale: 'linear',
    min: 2,
    max: 64,
    default: 12,
    unit: 'none',
    effect: 'rebuild',
  },
  initialisation: { kind: 'name', choices: initialisations, default: 'uniform', effect: 'rebuild' },
  /** Used with `spectral` only. Below 1 a linear network forgets, above 1 it explodes. Edge: 0 cuts the recurrence. */
  spectralRadius: {
    kind: 'continuous',
    scale: 'linear',
    min: 0.1,
    max: 2,
    accepts: { min: 0, max: 10 },
    default: 1,
    unit: 'none',
    effect: 'rebuild',
  },
  optimiser: { kind: 'name', choices: optimiserIds, default: 'adam', effect: 'rebuild' },
  /** Edge: up to 1e38 may be typed, so that one can watch a run diverge; the slider ends where SGD can still learn. */
  learningRate: {
    kind: 'continuous',
    scale: 'log',
    min: 1e-4,
    max: 10,
    accepts: { min: 1e-6, max: 1e38 },
    default: 0.01,
    unit: 'none',
    effect: 'live',
  },
  /** All gradients together are scaled to this norm at most. Edge: 0 stands for no clipping. */
  clipNorm: {
    kind: 'continuous',
    scale: 'linear',
    min: 0,
    max: 10,
    accepts: { min: 0, max: 1e6 },
    default: 1,
    unit: 'none',
    effect: 'rebuild',
  },
  /** Gradients go back through windows of this many steps. Edge: 0 stands for all the way. */
  truncation: {
    kind: 'integer',
    scale: 'linear',
    min: 0,
    max: 64,
    default: 0,
    unit: 'none',
    effect: 'rebuild',
  },
  batchSize: { kind: 'choice', choices: [1, 2, 4, 8, 16, 32, 64, 128], default: 32, effect: 'rebuild' },
} as const satisfies {
  readonly [Name in Exclude<keyof LabConfig, 'version' | 'changes'>]: LabConfig[Name] extends number
    ? NumberSetting
    : LabConfig[Name] extends boolean
      ? FlagSetting
      : NameSetting;
};

export type SettingName = keyof typeof settings;

const shared: LabConfig = {
  version: 1,
  task: settings.task.default,
  seed: settings.seed.default,
  cell: settings.cell.default,
  hiddenSize: settings.hiddenSize.default,
  layers: settings.layers.default,
  bidirectional: settings.bidirectional.default,
  embeddingSize: settings.embeddingSize.default,
  length: settings.length.default,
  initialisation: settings.initialisation.default,
  spectralRadius: settings.spectralRadius.default,
  optimiser: settings.optimiser.default,
  learningRate: settings.learningRate.default,
  clipNorm: settings.clipNorm.default,
  truncation: settings.truncation.default,
  batchSize: settings.batchSize.default,
  changes: [],
};

/** Where a task's best start differs from the shared one. Measured, see test/experiment/lab/learning.test.ts. */
const own: Readonly<Record<PredictionTaskId, Partial<LabConfig>>> = {
  sentiment: {},
  nextCharacter: {},
  nextWord: {},
  firstToken: { cell: 'gru' },
  adding: { cell: 'gru', learningRate: 0.02 },
  sine: { cell: 'gru' },
  series: { cell: 'gru' },
};

/** The run that a task begins with: it learns within a few seconds. */
export function defaultLabConfigFor(task: PredictionTaskId): LabConfig {
  const length = lengths[task].kind === 'chosen' ? lengths[task].default : shared.length;
  return { ...shared, task, length, ...own[task] };
}

export const defaultLabConfig: LabConfig = defaultLabConfigFor(shared.task);
