// What every model that turns one sequence into another has in common. Training, evaluation and decoding are written
// against this, and never ask which model they have.

import type { Parameters } from '../engine/parameters.ts';
import type { Tape } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';

/** A batch of token ids, (batch, length) row-major, shorter sequences padded at the end. */
export interface Ids {
  readonly values: Int32Array;
  readonly batch: number;
  readonly length: number;
}

/** Attention weights of one layer as they were computed, (B, N, queries, keys). */
export interface AttentionWeights {
  readonly kind: 'encoderSelf' | 'decoderSelf' | 'cross';
  readonly layer: number;
  readonly weights: Tensor;
}

export interface Encoded {
  /** What the decoder reads of the source, (B, S, D). */
  readonly memory: Tensor;
  /** int32 (B, S), 1 where the source is padding. */
  readonly padding: Tensor;
  readonly attention: readonly AttentionWeights[];
  /** What a recurrent decoder starts from: for each layer its states, (B, H) each. */
  readonly state?: readonly (readonly Tensor[])[];
}

export interface Decoded {
  /** (B, T, V): at each target position, scores for the word that comes next. */
  readonly logits: Tensor;
  readonly attention: readonly AttentionWeights[];
}

export interface SequenceToSequence {
  readonly parameters: Parameters;
  /** Reads the source once. Pads carry the id 0. */
  encode(tape: Tape, source: Ids): Encoded;
  /** Reads the target so far (beginning with `<bos>`) and scores the next word at each position. */
  decode(tape: Tape, encoded: Encoded, target: Ids): Decoded;
}

export interface SequenceToSequenceOptions {
  readonly sourceVocabulary: number;
  readonly targetVocabulary: number;
  readonly layers: number;
  readonly heads: number;
  /** d_model. */
  readonly width: number;
}

/** A row of the registry: how to build the model, and what it is called. */
export interface ModelDefinition {
  readonly id: string;
  build(options: SequenceToSequenceOptions): SequenceToSequence;
}

/** Pads id lists with 0 to one length. @throws for an empty batch or an empty sequence */
export function padIds(sequences: readonly (readonly number[])[]): Ids {
  const length = sequences.reduce((longest, sequence) => Math.max(longest, sequence.length), 0);
  if (sequences.length === 0 || sequences.some((sequence) => sequence.length === 0)) {
    throw new RangeError('padIds: a batch needs at least one sequence, and each sequence at least one token');
  }
  const values = new Int32Array(sequences.length * length);
  sequences.forEach((sequence, row) => {
    values.set(sequence, row * length);
  });
  return { values, batch: sequences.length, length };
}
