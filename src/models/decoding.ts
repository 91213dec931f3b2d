// Greedy decoding: write the most probable word, read it back, go on until `<eos>`.

import { softmax } from '../engine/ops/softmax.ts';
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

/**
 * Decodes a whole batch at once, without gradients.
 * @returns for each sequence the ids written, with `eos` where it was reached
 */
export function greedyDecode(
  tape: Tape,
  model: SequenceToSequence,
  encoded: Encoded,
  { bos, eos, never, maxLength }: DecodingOptions,
): number[][] {
  const batch = encoded.memory.shape[0] as number;
  const read = Array.from({ length: batch }, () => [bos]);
  const done = new Array<boolean>(batch).fill(false);
  for (let step = 0; step < maxLength && done.includes(false); step++) {
    tape.withoutGradients(() => {
      const { logits } = model.decode(tape, encoded, padIds(read));
      hide(tape, logits, never);
      const best = lastArgmax(tape, logits);
      read.forEach((tokens, row) => {
        if (done[row])
          tokens.push(0); // padding: nothing that is kept reads it
        else {
          tokens.push(best[row] as number);
          done[row] = best[row] === eos;
        }
      });
    });
  }
  return read.map((tokens) => {
    const end = tokens.indexOf(eos);
    return tokens.slice(1, end < 0 ? maxLength + 1 : end + 1);
  });
}

/** Index of the largest logit at the last position of each sequence. */
function lastArgmax(tape: Tape, logits: Tensor): Int32Array {
  const [batch = 0, length = 0, vocabulary = 0] = logits.shape;
  const indices = tape.scratch(batch * length * 4) / 4;
  tape.memory.kernels.argmaxRows(logits.address, indices * 4, batch * length, vocabulary);
  const all = tape.memory.i32.subarray(indices, indices + batch * length);
  return Int32Array.from({ length: batch }, (_, row) => all[row * length + length - 1] as number);
}

/** Gives these ids no probability: their logits become −∞ at every position. */
function hide(tape: Tape, logits: Tensor, ids: readonly number[]): void {
  const values = tape.memory.f32;
  const start = logits.address / 4;
  for (let row = 0; row < logits.rows; row++) {
    for (const id of ids) values[start + row * logits.columns + id] = Number.NEGATIVE_INFINITY;
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
