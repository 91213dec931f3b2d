// What the recurrent ops are given, and that it fits together. Everything is checked before anything is allocated.

import { formatShape, ShapeError } from '../../shape.ts';
import type { Tape } from '../../tape.ts';
import type { Tensor } from '../../tensor.ts';
import { requireContiguous, requireIds } from '../checks.ts';

/** A sequence of embedded tokens, for the op to fold: the table is multiplied once instead of every token's row. */
export interface Lookup {
  /** int32 (T, B). */
  readonly ids: Tensor;
  /** (V, I). */
  readonly table: Tensor;
}

/** (T, B, I), or the tokens whose embeddings that would be. */
export type SequenceInput = Tensor | Lookup;

/** PyTorch's layout: gate blocks are rows of the weights. */
export interface RecurrentWeights {
  /** (G·H, I). */
  readonly weightIh: Tensor;
  /** (G·H, H). */
  readonly weightHh: Tensor;
  /** (G·H), or undefined for none; both or neither. */
  readonly biasIh?: Tensor | undefined;
  readonly biasHh?: Tensor | undefined;
}

export interface SequenceOptions {
  /** int32 (B), 1 to T each: steps at or past a row's length leave its state alone, and its output there is 0. */
  readonly lengths?: Tensor | undefined;
  /** Read the sequence from its end. */
  readonly reverse?: boolean;
  /** (B, H), zero where not given. */
  readonly h0?: Tensor | undefined;
}

export interface SequenceSize {
  readonly steps: number;
  readonly batch: number;
  /** Features of the input. */
  readonly width: number;
  readonly hidden: number;
}

export function isLookup(input: SequenceInput): input is Lookup {
  return 'table' in input;
}

/** The tensors of an input, for the tape. */
export function inputTensors(input: SequenceInput): readonly Tensor[] {
  return isLookup(input) ? [input.table, input.ids] : [input];
}

/** All weights there are, for the tape. */
export function weightTensors(weights: RecurrentWeights): readonly Tensor[] {
  const { weightIh, weightHh, biasIh, biasHh } = weights;
  return [weightIh, weightHh, biasIh, biasHh].filter((tensor) => tensor !== undefined);
}

/**
 * Checks everything that a recurrent op is given.
 * @param gates how many blocks of H rows the weights have
 * @param initial the initial states to be checked, each (B, H)
 * @throws ShapeError, or RangeError for ids and lengths outside their range
 */
export function checkSequence(
  op: string,
  tape: Tape,
  gates: number,
  input: SequenceInput,
  weights: RecurrentWeights,
  lengths: Tensor | undefined,
  ...initial: readonly (Tensor | undefined)[]
): SequenceSize {
  const size = sizeOfInput(op, tape, input);
  const { weightIh, weightHh, biasIh, biasHh } = weights;
  const hidden = weightHh.columns;
  const rows = gates * hidden;
  const is = (tensor: Tensor, ...shape: number[]) =>
    tensor.shape.length === shape.length && shape.every((length, axis) => length === tensor.shape[axis]);
  if (hidden < 1 || !is(weightHh, rows, hidden)) {
    throw new ShapeError(op, `the recurrent weight must be (${gates}·H, H)`, weightHh.shape);
  }
  if (!is(weightIh, rows, size.width)) {
    throw new ShapeError(
      op,
      `the input weight must be (${gates}·H, features of the input)`,
      [size.steps, size.batch, size.width],
      weightIh.shape,
      weightHh.shape,
    );
  }
  if ((biasIh === undefined) !== (biasHh === undefined)) {
    throw new TypeError(`${op}: there must be both biases or neither`);
  }
  for (const bias of [biasIh, biasHh]) {
    if (bias && !is(bias, rows))
      throw new ShapeError(op, 'a bias must be as long as the weights have rows', bias.shape, weightHh.shape);
  }
  for (const state of initial) {
    if (state && !is(state, size.batch, hidden)) {
      throw new ShapeError(op, `an initial state must be (B, H) = (${size.batch}, ${hidden})`, state.shape);
    }
  }
  requireContiguous(op, ...inputTensors(input), ...weightTensors(weights), ...initial);
  if (lengths) checkLengths(op, tape, lengths, size.steps, size.batch);
  return { ...size, hidden };
}

function sizeOfInput(op: string, tape: Tape, input: SequenceInput): Omit<SequenceSize, 'hidden'> {
  if (!isLookup(input)) {
    const [steps = 0, batch = 0, width = 0] = input.shape;
    if (input.shape.length !== 3 || input.size === 0)
      throw new ShapeError(op, 'the input must be (T, B, I) with at least one of each', input.shape);
    return { steps, batch, width };
  }
  const { ids, table } = input;
  const [steps = 0, batch = 0] = ids.shape;
  const [rows = 0, width = 0] = table.shape;
  if (ids.shape.length !== 2 || ids.size === 0 || table.shape.length !== 2)
    throw new ShapeError(op, 'ids must be (T, B) and their table (V, I)', ids.shape, table.shape);
  requireIds(op, ids, tape.memory.i32.subarray(ids.address / 4, ids.address / 4 + ids.size), rows);
  return { steps, batch, width };
}

/** @throws when `lengths` is not int32 (B) with 1 to T in it */
export function checkLengths(op: string, tape: Tape, lengths: Tensor, steps: number, batch: number): void {
  if (lengths.dtype !== 'i32') throw new TypeError(`${op}: ${lengths.name} must be int32`);
  if (lengths.shape.length !== 1 || lengths.size !== batch)
    throw new ShapeError(op, `there must be one length for each of ${batch} rows`, lengths.shape);
  const values = tape.memory.i32.subarray(lengths.address / 4, lengths.address / 4 + batch);
  values.forEach((length, row) => {
    if (length < 1 || length > steps)
      throw new RangeError(
        `${op}: length ${length} at place ${row} of ${lengths.name} ${formatShape(lengths.shape)} is outside 1…${steps}`,
      );
  });
}
