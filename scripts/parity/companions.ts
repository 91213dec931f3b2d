// The safetensors files that lie beside fixtures: NAME.safetensors holds the params of NAME.json, and
// NAME.expected.json says what a NAME.safetensors without a case holds.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSafetensors, writeSafetensors } from '../../src/engine/safetensors.ts';
import type { Fixture, FixtureTensor } from './fixture.ts';

interface Expected {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Checks the file beside a case, if there is one. @throws naming the tensor that differs */
export function requireCompanion(fixturePath: string, { params }: Fixture): void {
  const path = fixturePath.replace(/\.json$/i, '.safetensors');
  if (!existsSync(path)) return;
  const asFile = ({ shape, data }: FixtureTensor): Expected => ({
    dtype: 'F32',
    shape,
    data: data.map(Math.fround),
  });
  requireContent(
    path,
    Object.fromEntries(Object.entries(params).map(([name, tensor]) => [name, asFile(tensor)])),
  );
}

/**
 * Checks every file that has an expectation instead of a case; one with neither is wrong.
 * @returns the names of those checked, with what is wrong
 */
export function checkExpectations(
  folder: string,
): { readonly name: string; readonly problem: string | undefined }[] {
  const files = readdirSync(folder).sort();
  const alone = files
    .filter((file) => file.endsWith('.safetensors'))
    .map((file) => file.slice(0, -'.safetensors'.length))
    .filter((name) => !files.some((file) => [`${name}.json`, `${name}.expected.json`].includes(file)))
    .map((name) => ({ name, problem: 'safetensors: there is neither a case nor an expectation for it' }));
  const checked = files
    .filter((file) => file.endsWith('.expected.json'))
    .map((file) => {
      const name = file.slice(0, -'.expected.json'.length);
      try {
        const expected = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, Expected>;
        requireContent(join(folder, `${name}.safetensors`), expected);
        return { name, problem: undefined };
      } catch (error) {
        return { name, problem: error instanceof Error ? error.message : String(error) };
      }
    });
  return [...checked, ...alone];
}

/** The file holds exactly these tensors, and its float32 ones survive being written again. */
function requireContent(path: string, expected: Readonly<Record<string, Expected>>): void {
  const { tensors } = readSafetensors(readFileSync(path));
  for (const name of tensors.keys())
    if (!(name in expected)) throw new Error(`safetensors: ${name} is not expected`);
  const floats = new Map<string, { shape: readonly number[]; data: Float32Array }>();
  for (const [name, { dtype, shape, data }] of Object.entries(expected)) {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`safetensors: ${name} is not in the file`);
    if (tensor.dtype !== dtype || tensor.shape.join() !== shape.join())
      throw new Error(`safetensors: ${name} is ${tensor.dtype} (${tensor.shape}), not ${dtype} (${shape})`);
    const got = Array.from(tensor.data, Number);
    const wrong = data.findIndex((value, i) => got[i] !== value);
    if (wrong >= 0 || got.length !== data.length)
      throw new Error(`safetensors: ${name}: element ${wrong} is ${got[wrong]}, not ${data[wrong]}`);
    if (tensor.data instanceof Float32Array) floats.set(name, { shape, data: tensor.data });
  }
  const again = readSafetensors(writeSafetensors(floats)).tensors;
  for (const [name, { data }] of floats)
    if (again.get(name)?.data.some((value, i) => value !== data[i]))
      throw new Error(`safetensors: ${name} was written wrong`);
}
