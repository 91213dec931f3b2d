// What describes a run completely: the same config gives the same numbers, bit for bit, wherever it is run.
// Here are its type and its defaults; parseConfig.ts makes one of an untrusted value, link.ts writes it into a URL.

import type { ModelId } from '../models/registry.ts';
import type { TaskId } from '../tasks/registry.ts';
import { hyperparameters } from './hyperparameters.ts';

/** The learning rate set live: the rate of update `step` (counted from 0) and of those after it. */
export interface Changes {
  readonly step: number;
  readonly learningRate: number;
}

/** Changes that one config can hold. */
export const MAX_CHANGES = 100;

/** What the learning rate of any run depends on. */
export interface Steered {
  /** Of the first update. */
  readonly learningRate: number;
  readonly changes: readonly Changes[];
}

export interface ExperimentConfig extends Steered {
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
  /** Learning rates set live, by rising step, at most `MAX_CHANGES`: with them a steered run can be repeated. */
  readonly changes: readonly Changes[];
}

export const defaultConfig: ExperimentConfig = {
  version: 1,
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
export function learningRateAt({ learningRate, changes }: Steered, step: number): number {
  return changes.findLast((change) => change.step <= step)?.learningRate ?? learningRate;
}
