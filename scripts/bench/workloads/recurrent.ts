// Embedding → recurrent layers → linear, with a loss at every step: shapes a, b, c and f.

import { normal } from '../../../src/engine/init.ts';
import { embedding } from '../../../src/engine/ops/embedding.ts';
import { crossEntropy } from '../../../src/engine/ops/loss.ts';
import type { Tape } from '../../../src/engine/tape.ts';
import type { CellId } from '../../../src/models/cells/registry.ts';
import { RecurrentNetwork } from '../../../src/models/recurrentNetwork.ts';
import type { Ids } from '../../../src/models/sequenceToSequence.ts';
import { timeFirst } from '../../../src/models/tokens.ts';
import { batchesOf, cyclic, randomIds, type Workload } from './workload.ts';

export interface RecurrentSizes {
  readonly cell: CellId;
  readonly batch: number;
  readonly steps: number;
  readonly vocabulary: number;
  readonly embedding: number;
  readonly hidden: number;
  readonly layers: number;
}

export interface TokenBatch {
  readonly tokens: Ids;
  readonly wanted: Ids;
}

export function tokenBatches({ batch, vocabulary, steps }: RecurrentSizes): TokenBatch[] {
  return batchesOf('tokens', (random) => {
    const ids = () => randomIds(random, batch, steps, vocabulary);
    return { tokens: ids(), wanted: ids() };
  });
}

/** With `fold` the network folds its embedding into the input projection where that saves work; without, never. */
export function recurrent(sizes: RecurrentSizes, batches: readonly TokenBatch[], fold: boolean): Workload {
  const { cell, vocabulary, embedding: input, hidden, layers } = sizes;
  const shared = { cell, input, hidden, layers, outputs: vocabulary, reading: 'everyStep' as const };
  const network = new RecurrentNetwork(fold ? { ...shared, vocabulary } : shared);
  const { parameters } = network;
  const read = fold ? folded : unfolded();
  return {
    parameters,
    loss(tape, update) {
      const { tokens, wanted } = cyclic(batches, update);
      const { output } = network.forward(tape, read(tape, tokens));
      return crossEntropy(tape, output, timeFirst(tape, 'wanted', wanted));
    },
  };

  function folded(_tape: Tape, tokens: Ids) {
    return tokens; // the network's own embedding folds by itself
  }

  /** The same network over an embedding outside it, which it cannot fold. */
  function unfolded() {
    const table = parameters.declare('embedding.weight', ['V', 'I'], [vocabulary, input], normal(1));
    return (tape: Tape, tokens: Ids) => embedding(tape, timeFirst(tape, 'tokens', tokens), table, 'embedded');
  }
}
