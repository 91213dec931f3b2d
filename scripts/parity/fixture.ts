// Fixtures that PyTorch computed, as they lie in test/reference: one JSON file a case, with configuration, parameters,
// inputs, outputs and gradients, and a tolerance for every number.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { requireFixture } from './check.ts';

export interface FixtureTensor {
  readonly shape: readonly number[];
  readonly dtype: 'f32' | 'f64' | 'i64' | 'bool';
  /** Row-major; bool as 0 and 1. */
  readonly data: readonly number[];
}

type Tensors = Readonly<Record<string, FixtureTensor>>;
type Numbers = Readonly<Record<string, number>>;

export interface Fixture {
  readonly name: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** By PyTorch's state_dict names. */
  readonly params: Tensors;
  /** Also cotangents (`R.<output>`), masks and ids. */
  readonly inputs: Tensors;
  readonly outputs: Tensors;
  /** By parameter name, or `input:<input name>`. */
  readonly grads: Tensors;
  readonly loss: number;
  readonly tolerance: {
    /** Largest absolute error allowed. */
    readonly outputs: Numbers;
    readonly grads: Numbers;
    readonly loss: number;
    /** Where given, each element's error may also be at most this share of the element. */
    readonly elem_rel?: Numbers;
  };
}

/**
 * Paths of all cases in a folder itself, sorted: every *.json but *.expected.json (what a safetensors file holds) and
 * index.json where that is no case (it lists them).
 */
export function fixtureFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /\.json$/i.test(file) && !/\.expected\.json$/i.test(file))
    .sort()
    .map((file) => join(folder, file))
    .filter((path) => basename(path) !== 'index.json' || !isIndex(path));
}

/** What else lies in a folder and is not looked at, sorted: sub-folders, and files that are neither JSON nor safetensors. */
export function skippedEntries(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !/\.(json|safetensors)$/i.test(entry.name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
}

function isIndex(path: string): boolean {
  try {
    return !('kind' in JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return false;
  }
}

/** @throws when the file is not JSON or has not what every case has; the message names the file */
export function readFixture(path: string): Fixture {
  const file = basename(path);
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} cannot be read as JSON`, { cause });
  }
  requireFixture(file, parsed);
  return parsed as Fixture;
}
