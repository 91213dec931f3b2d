// What a checkpoint must be before a model takes it: every parameter's name, no other, the same shapes, finite numbers.

import { formatShape, ShapeError } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** A tensor of a checkpoint; readSafetensors returns such. */
export interface StateTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array;
}

/**
 * @throws RangeError naming all unknown and missing parameters, or the first that does not hold finite float32 numbers;
 * ShapeError for a shape that differs
 */
export function requireStateDict(
  parameters: readonly Tensor[],
  tensors: ReadonlyMap<string, StateTensor>,
): void {
  const names = new Set(parameters.map((tensor) => tensor.name));
  const unknown = [...tensors.keys()].filter((name) => !names.has(name));
  const missing = [...names].filter((name) => !tensors.has(name));
  if (unknown.length + missing.length > 0) {
    const parts = [
      ...(missing.length > 0 ? [`it lacks ${listed(missing)}`] : []),
      ...(unknown.length > 0 ? [`the model has no ${listed(unknown)}`] : []),
    ];
    throw new RangeError(`the checkpoint does not fit the model: ${parts.join('; ')}`);
  }
  for (const { name, shape } of parameters) requireFit(name, shape, tensors.get(name) as StateTensor);
}

function requireFit(name: string, shape: readonly number[], { shape: given, data }: StateTensor): void {
  if (given.length !== shape.length || given.some((size, axis) => size !== shape[axis]))
    throw new ShapeError(name, 'the model and the checkpoint differ in shape', shape, given);
  if (!(data instanceof Float32Array || data instanceof Float64Array))
    throw new RangeError(`${name}: a parameter needs floating point numbers (F64, F32, F16 or BF16)`);
  const size = shape.reduce((product, length) => product * length, 1);
  if (data.length !== size)
    throw new RangeError(`${name}: ${data.length} numbers for the shape ${formatShape(shape)}`);
  const wrong = data.findIndex((value) => !Number.isFinite(Math.fround(value)));
  if (wrong >= 0)
    throw new RangeError(`${name}: element ${wrong} is ${data[wrong]}; a parameter must be a finite float32`);
}

/** The first five names, and how many more there are. */
function listed(names: readonly string[]): string {
  const rest = names.length - 5;
  return names.slice(0, 5).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
