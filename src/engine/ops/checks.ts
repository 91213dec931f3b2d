// What ops ask of their operands.

import { formatShape, ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';

/** @throws when a kernel that reads rows back to back is given a view of some columns */
export function requireContiguous(op: string, ...tensors: readonly (Tensor | undefined)[]): void {
  for (const tensor of tensors) {
    if (tensor && !tensor.contiguous) {
      throw new Error(
        `${op}: ${tensor.name} is a view of some columns of another tensor; it must be contiguous`,
      );
    }
  }
}

/** @throws when an id is not a row of the table, naming the op, the tensor, the place and the range */
export function requireIds(
  op: string,
  ids: Tensor,
  values: Int32Array,
  rows: number,
  allowed?: number,
): void {
  if (ids.dtype !== 'i32') throw new TypeError(`${op}: ${ids.name} must hold int32 ids, not ${ids.dtype}`);
  for (let i = 0; i < values.length; i++) {
    const id = values[i] as number;
    if ((id < 0 || id >= rows) && id !== allowed) {
      throw new RangeError(
        `${op}: id ${id} at place ${i} of ${ids.name} ${formatShape(ids.shape)} is outside 0…${rows - 1}`,
      );
    }
  }
}

/** @throws RangeError for what is no whole number from low to high */
export function requireWithin(what: string, value: number, low: number, high: number): void {
  if (!(Number.isInteger(value) && value >= low && value <= high))
    throw new RangeError(`${what} ${value} is outside ${low}…${high}`);
}

/** @throws RangeError for a choice that there is not */
export function requireOneOf(what: string, choice: string, choices: readonly string[]): void {
  if (!choices.includes(choice))
    throw new RangeError(`${what} must be one of ${choices.join(', ')}, not ${choice}`);
}

/** @throws TypeError when an op that calculates is given ids; an Error where rows do not lie back to back */
export function requireNumbers(op: string, ...tensors: readonly (Tensor | undefined)[]): void {
  for (const tensor of tensors) {
    if (!tensor) continue;
    if (tensor.dtype !== 'f32')
      throw new TypeError(`${op}: ${tensor.name} must hold float32 numbers, not ${tensor.dtype}`);
    if (!tensor.contiguous) requireContiguous(op, tensor);
  }
}

/** The dimension that `axis` names; negative ones count from the end. @throws ShapeError when x has no such dimension */
export function axisOf(op: string, x: Tensor, axis: number): number {
  const rank = x.shape.length;
  const place = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(place) || place < 0 || place >= rank)
    throw new ShapeError(op, `there is no dimension ${axis}`, x.shape);
  return place;
}

/** The dimensions named, in rising order; all where undefined. @throws ShapeError for one that is not there, or twice */
export function axesOf(op: string, x: Tensor, axes: number | readonly number[] | undefined): number[] {
  if (axes === undefined) return x.shape.map((_, axis) => axis);
  const places = [axes].flat().map((axis) => axisOf(op, x, axis));
  if (new Set(places).size !== places.length)
    throw new ShapeError(op, `a dimension is named twice in [${[axes].flat()}]`, x.shape);
  return places.sort((a, b) => a - b);
}

/** Runs the part of an op that takes memory; if that fails, memory is as it was before. */
export function allOrNothing<T>(tape: Tape, body: () => T): T {
  const mark = tape.memory.mark();
  try {
    return body();
  } catch (error) {
    tape.memory.release(mark);
    throw error;
  }
}
