// The encoder–decoder Transformer with a loss at every target position: shapes d and e.

import { crossEntropy } from '../../../src/engine/ops/loss.ts';
import type { Ids } from '../../../src/models/sequenceToSequence.ts';
import { PAD } from '../../../src/models/tokens.ts';
import { tokenIds } from '../../../src/models/transformer/embedding.ts';
import { Transformer } from '../../../src/models/transformer/transformer.ts';
import { batchesOf, cyclic, randomIds, type Workload } from './workload.ts';

export interface TranslationSizes {
  readonly batch: number;
  readonly source: number;
  readonly target: number;
  readonly vocabulary: number;
  readonly width: number;
  readonly heads: number;
  readonly feedForward: number;
  /** Of the encoder, and of the decoder. */
  readonly layers: number;
}

export interface PairBatch {
  readonly source: Ids;
  readonly target: Ids;
  readonly wanted: Ids;
}

export function pairBatches({ batch, vocabulary, source, target }: TranslationSizes): PairBatch[] {
  return batchesOf('pairs', (random) => {
    const ids = (length: number) => randomIds(random, batch, length, vocabulary);
    return { source: ids(source), target: ids(target), wanted: ids(target) };
  });
}

/**
 * Post-norm, ReLU, final norms, sinusoidal positions; padding masked though there is none, as the app does it.
 * With `fold` the first layers project their embeddings' tables where that saves work; without, never.
 */
export function translation(sizes: TranslationSizes, batches: readonly PairBatch[], fold: boolean): Workload {
  const { vocabulary, width, heads, feedForward, layers } = sizes;
  const model = new Transformer({
    sourceVocabulary: vocabulary,
    targetVocabulary: vocabulary,
    width,
    heads,
    feedForward,
    encoderLayers: layers,
    decoderLayers: layers,
    fold: fold ? 'auto' : 'never',
  });
  return {
    parameters: model.parameters,
    loss(tape, update) {
      const { source, target, wanted } = cyclic(batches, update);
      const { logits } = model.decode(tape, model.encode(tape, source), target);
      return crossEntropy(tape, logits, tokenIds(tape, 'wanted', 'T', wanted), { ignoreIndex: PAD });
    },
  };
}
