// Anything to a lab config: what is usable is used, what is not is replaced and reported.

import { lengths } from '../../tasks/prediction/lengths.ts';
import { changesReader } from '../changes.ts';
import { fieldsOfObject, type Parsed, parseFields, type Readers } from '../parsing.ts';
import { integerReader, nameReader, numberReader, type Reader, readVersion } from '../reading.ts';
import type { LabConfig } from './config.ts';
import { defaultLabConfig, defaultLabConfigFor, type NumberSetting, settings } from './settings.ts';

const words: readonly unknown[] = [false, 'false', true, 'true'];
const readWord = nameReader(['false', 'true'], String(settings.bidirectional.default) as 'false' | 'true');

/** true or false, or the same as text. */
const readFlag: Reader<boolean> = (field, value, problems) =>
  readWord(field, words.includes(value) ? String(value) : value, problems) === 'true';

const readTask = nameReader(settings.task.choices, settings.task.default);

/** What a config of the task is filled up from. */
export const baseFor = (task: LabConfig['task'], base: LabConfig): LabConfig =>
  base.task === task ? base : defaultLabConfigFor(task);

/** How the fields of a task's config are read: what cannot be used becomes that task's default. */
function readersFor(defaults: LabConfig): Readers<LabConfig> {
  const length = lengths[defaults.task];
  const number = (name: keyof typeof settings & NumberName) =>
    numberReader({ ...(settings[name] as NumberSetting), default: defaults[name] });
  return {
    version: readVersion,
    task: readTask,
    seed: number('seed'),
    cell: nameReader(settings.cell.choices, defaults.cell),
    hiddenSize: number('hiddenSize'),
    layers: number('layers'),
    bidirectional: readFlag,
    embeddingSize: number('embeddingSize'),
    length: length.kind === 'chosen' ? integerReader(length, defaults.length) : number('length'),
    initialisation: nameReader(settings.initialisation.choices, defaults.initialisation),
    spectralRadius: number('spectralRadius'),
    optimiser: nameReader(settings.optimiser.choices, defaults.optimiser),
    learningRate: number('learningRate'),
    clipNorm: number('clipNorm'),
    truncation: number('truncation'),
    batchSize: number('batchSize'),
    changes: changesReader({ ...settings.learningRate, default: defaults.learningRate }),
  };
}

type NumberName = {
  [Name in keyof LabConfig]: LabConfig[Name] extends number ? Name : never;
}[keyof LabConfig];

/**
 * Anything to a lab config, as `parseFields` does it. A field that is missing is that of `base` where that is of the same
 * task, and else the default of the task; a length is brought into the task's own range. Never throws.
 */
export function parseLabConfig(input: unknown, base = defaultLabConfig): Parsed<LabConfig> {
  const task = fieldsOfObject(input)?.get('task');
  const defaults = task === undefined ? base : baseFor(readTask('task', task, []), base);
  return parseFields(input, defaults, readersFor(defaults));
}
