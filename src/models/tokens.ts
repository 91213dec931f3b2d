// Batches of tokens as recurrent networks read them: by time first, so that one step's rows lie side by side.

import { embedding } from '../engine/ops/embedding.ts';
import type { SequenceInput } from '../engine/ops/recurrent/shapes.ts';
import type { Tape } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Encoded, Ids } from './sequenceToSequence.ts';

/** What fills up short sequences. */
export const PAD = 0;

/** The ids of a batch as int32 (T, B). */
export function timeFirst(tape: Tape, name: string, { values, batch, length }: Ids): Tensor {
  const turned = new Int32Array(values.length);
  for (let b = 0; b < batch; b++) {
    for (let t = 0; t < length; t++) turned[t * batch + b] = values[b * length + t] as number;
  }
  return tape.constant(name, ['T', 'B'], [length, batch], turned, { dtype: 'i32' });
}

/**
 * Tokens as input of a recurrent layer. Where the vocabulary is smaller than the batch has tokens, the layer multiplies
 * the table instead of every token's row and looks up the products (the same numbers, fewer of them).
 * @param ids int32 (T, B)
 * @param table (V, E)
 */
export function embedded(tape: Tape, ids: Tensor, table: Tensor, name = 'embedded'): SequenceInput {
  return table.rows < ids.size ? { ids, table } : embedding(tape, ids, table, name);
}

/** @throws RangeError for a target of no words, of another batch than the source, or with a sequence that is all padding */
export function requireTarget({ values, batch, length }: Ids, { memory }: Encoded): void {
  requireWords('target', batch, length);
  if (batch !== memory.shape[0])
    throw new RangeError(`target: a batch of ${batch} for a source of ${memory.shape[0]}`);
  for (let b = 0; b < batch; b++) {
    if (values.subarray(b * length, (b + 1) * length).every((id) => id === PAD))
      throw allPadding('target', b);
  }
}

/** @throws RangeError for a batch in which there is nothing */
function requireWords(name: string, batch: number, length: number): void {
  if (batch < 1 || length < 1) throw new RangeError(`${name}: ${batch} sequences of ${length} words`);
}

function allPadding(name: string, row: number): RangeError {
  return new RangeError(`${name}: sequence ${row} of the batch is all padding`);
}

/**
 * How many tokens each sequence has before its padding, as int32 (B).
 * @throws RangeError for a sequence that is all padding, or when there is nothing
 */
export function lengthsOf(tape: Tape, name: string, { values, batch, length }: Ids): Tensor {
  requireWords(name, batch, length);
  const lengths = Int32Array.from({ length: batch }, (_, b) => {
    let end = length;
    while (end > 0 && values[b * length + end - 1] === PAD) end--;
    if (end === 0) throw allPadding(name, b);
    return end;
  });
  return tape.constant(`${name}.lengths`, ['B'], [batch], lengths, { dtype: 'i32' });
}
