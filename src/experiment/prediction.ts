// What a trained model says about one phrase, ready to be drawn: no tensors, no ids that need the vocabulary.

export interface WordChoice {
  /** Index in the target vocabulary. */
  readonly id: number;
  readonly word: string;
  /** Softmax probability of this word at this step, 0 to 1. */
  readonly probability: number;
}

export interface DecodedStep {
  /** The most probable word: what greedy decoding writes. */
  readonly chosen: WordChoice;
  /** The best five, most probable first; `best[0]` is `chosen`. */
  readonly best: readonly WordChoice[];
}

export type AttentionKind = 'encoderSelf' | 'decoderSelf' | 'cross';

export interface AttentionMap {
  readonly kind: AttentionKind;
  /** From 0, nearest the input first. */
  readonly layer: number;
  readonly heads: number;
  /** One label a row: who is looking. */
  readonly queries: readonly string[];
  /** One label a column: who is looked at. */
  readonly keys: readonly string[];
  /** (heads, queries, keys), row-major; every row sums to 1. */
  readonly weights: Float32Array;
}

export interface Prediction {
  /** The phrase as typed. */
  readonly input: string;
  /** What the model read; to it, an unknown word is `<unk>`. */
  readonly source: readonly { readonly word: string; readonly known: boolean }[];
  /** Words past the task's limit, which were not read. */
  readonly dropped: number;
  /** Greedy decoding, a word a step; the last one is `<eos>` when `ended`. */
  readonly steps: readonly DecodedStep[];
  /** False when decoding was stopped at the task's longest target. */
  readonly ended: boolean;
  /** The right translation, where the task's grammar knows it. */
  readonly reference: readonly string[] | null;
  /** Whether this phrase is held out, learnt from, or neither. */
  readonly origin: 'heldOut' | 'training' | 'own';
  /**
   * Every kind and every layer. cross: queries are the words being written (with `<eos>`), keys the source words.
   * decoderSelf: queries and keys are the tokens read (`<bos>`, then the words written); later ones weigh 0.
   */
  readonly attention: readonly AttentionMap[];
}
