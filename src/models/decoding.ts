// Decoding: write a word, read it back, go on until `<eos>`. The word is the most probable one (greedy), or drawn by
// its probability at a temperature. Beam search is in beam.ts.

import { exponential } from '../engine/numeric.ts';
import { requireWithin } from '../engine/ops/checks.ts';
import { softmax } from '../engine/ops/softmax.ts';
import type { Random } from '../engine/random.ts';
import type { Tape } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { type Decoded, type Encoded, padIds, type SequenceToSequence } from './sequenceToSequence.ts';

export interface DecodingOptions {
  /** Id that every target begins with. */
  readonly bos: number;
  /** Id that ends a target. */
  readonly eos: number;
  /** Ids that are no words (`<pad>`, `<bos>`, `<unk>`): no probability is given to them. */
  readonly never: readonly number[];
  /** Most tokens written, `eos` included. */
  readonly maxLength: number;
}

export interface SamplingOptions extends DecodingOptions {
  /**
   * Logits are divided by it. 1: the model's own probabilities; towards 0: greedy, and at 0 exactly that; large: all
   * words alike.
   */
  readonly temperature: number;
  /** Where chance comes from: one draw for each token written. */
  readonly random: Random;
}

/** Picks the next token of one row from its logits, those of ids in `never` being −∞. */
type Choose = (logits: Float32Array) => number;

/**
 * Decodes a whole batch at once, without gradients, the most probable word at each step.
 * @returns for each sequence the ids written, with `eos` where it was reached
 * @throws RangeError for options out of range
 */
export function greedyDecode(
  tape: Tape,
  model: SequenceToSequence,
  encoded: Encoded,
  options: DecodingOptions,
): number[][] {
  return write(tape, model, encoded, options, largest);
}

/**
 * Decodes a whole batch at once, without gradients, each word drawn with probability softmax(logits / temperature).
 * Rows are drawn for in order, so that a seed gives one result.
 * @returns for each sequence the ids written, with `eos` where it was reached
 * @throws RangeError for a temperature that is not a number from 0 up, or other options out of range
 */
export function sampleDecode(
  tape: Tape,
  model: SequenceToSequence,
  encoded: Encoded,
  options: SamplingOptions,
): number[][] {
  const { temperature, random } = options;
  if (!(temperature >= 0 && temperature < Infinity)) {
    throw new RangeError(`sampleDecode: the temperature must be a number from 0 up, not ${temperature}`);
  }
  if (temperature === 0) return greedyDecode(tape, model, encoded, options);
  return write(tape, model, encoded, options, (logits) => draw(logits, temperature, random));
}

function write(
  tape: Tape,
  model: SequenceToSequence,
  encoded: Encoded,
  { bos, eos, never, maxLength }: DecodingOptions,
  choose: Choose,
): number[][] {
  requireWithin('maxLength', maxLength, 0, Number.MAX_SAFE_INTEGER);
  const batch = encoded.memory.shape[0] as number;
  const read = Array.from({ length: batch }, () => [bos]);
  const done = new Array<boolean>(batch).fill(false);
  for (let step = 0; step < maxLength && done.includes(false); step++) {
    tape.withoutGradients(() => {
      const { logits } = model.decode(tape, encoded, padIds(read));
      hide(tape, logits, never);
      read.forEach((tokens, row) => {
        const token = done[row] ? 0 : choose(lastRow(tape, logits, row)); // 0 is padding: nothing that is kept reads it
        tokens.push(token);
        if (!done[row]) done[row] = token === eos;
      });
    });
  }
  return read.map((tokens) => {
    const end = tokens.indexOf(eos);
    return tokens.slice(1, end < 0 ? maxLength + 1 : end + 1);
  });
}

/** Index of the largest number; of the first one where there are several. */
function largest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) > (values[best] as number)) best = i;
  }
  return best;
}

/** An index drawn with probability softmax(logits / temperature). */
function draw(logits: Float32Array, temperature: number, random: Random): number {
  const highest = logits[largest(logits)] as number;
  const weights = Array.from(logits, (logit) => exponential((logit - highest) / temperature));
  let rest = random.float() * weights.reduce((total, weight) => total + weight, 0);
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    if (rest < weight) return i;
    rest -= weight;
    last = i; // where rounding leaves a rest
  }
  return last;
}

/** The logits of a sequence's last position. A view: read it before anything is allocated. */
export function lastRow(tape: Tape, logits: Tensor, row: number): Float32Array {
  const [, length = 0, vocabulary = 0] = logits.shape;
  const from = logits.address / 4 + ((row + 1) * length - 1) * vocabulary;
  return tape.memory.f32.subarray(from, from + vocabulary);
}

/**
 * Gives these ids no probability: their logits become −∞ at every position.
 * @throws RangeError for an id outside the vocabulary, or when no other is left
 */
export function hide(tape: Tape, logits: Tensor, ids: readonly number[]): void {
  const { columns } = logits;
  for (const id of ids) requireWithin('never: id', id, 0, columns - 1);
  if (new Set(ids).size === columns) throw new RangeError(`never: all ${columns} ids are in it`);
  const values = tape.memory.f32;
  const start = logits.address / 4;
  for (let row = 0; row < logits.rows; row++) {
    for (const id of ids) values[start + row * columns + id] = Number.NEGATIVE_INFINITY;
  }
}

/** Softmax of the logits at every position of one sequence, one array a position; ids in `never` get 0. */
export function positionProbabilities(
  tape: Tape,
  decoded: Decoded,
  never: readonly number[],
): Float32Array[] {
  hide(tape, decoded.logits, never);
  const probabilities = tape.read(softmax(tape, decoded.logits, 'probabilities'));
  const vocabulary = decoded.logits.columns;
  return Array.from({ length: decoded.logits.rows }, (_, row) =>
    probabilities.slice(row * vocabulary, (row + 1) * vocabulary),
  );
}
