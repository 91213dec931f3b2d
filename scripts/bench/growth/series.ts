// What --growth lets grow, and how far. A new one is a line here.

import { crossEntropy } from '../../../src/engine/ops/loss.ts';
import type { CellId } from '../../../src/models/cells/registry.ts';
import { tokenIds } from '../../../src/models/transformer/embedding.ts';
import { LanguageModel } from '../../../src/models/transformer/languageModel.ts';
import { type RecurrentSizes, recurrent, tokenBatches } from '../workloads/recurrent.ts';
import { batchesOf, cyclic, randomIds, type Workload } from '../workloads/workload.ts';
import { type Cost, type LanguageSizes, languageCost, recurrentCost } from './theory.ts';

export interface Series {
  readonly model: string;
  /** As results name what grows. */
  readonly axis: string;
  readonly points: readonly number[];
  /** The exponent is that of points from here on: below, fixed costs weigh in. */
  readonly fitFrom: number;
  make(value: number): Workload;
  expect(value: number): Cost;
}

/** Powers of two. */
function doubling(from: number, to: number): number[] {
  return from > to ? [] : [from, ...doubling(2 * from, to)];
}

const small = { batch: 16, steps: 32, vocabulary: 64, embedding: 64, hidden: 64, layers: 1 } as const;

/** The embedding is not folded: folding makes costs a matter of which of V and T·B is smaller. */
function ofCell(
  cell: CellId,
  axis: string,
  points: readonly number[],
  fitFrom: number,
  sizes: (value: number) => Partial<RecurrentSizes>,
): Series {
  const at = (value: number): RecurrentSizes => ({ ...small, cell, ...sizes(value) });
  return {
    model: cell,
    axis,
    points,
    fitFrom,
    make: (value) => recurrent(at(value), tokenBatches(at(value)), false),
    expect: (value) => recurrentCost(at(value)),
  };
}

const ofTime = (cell: CellId) => ofCell(cell, 'T', doubling(8, 512), 64, (steps) => ({ steps }));
const ofWidth = (cell: CellId) => ofCell(cell, 'H', doubling(8, 256), 64, (hidden) => ({ hidden }));

const short = { batch: 4, vocabulary: 64, width: 32, heads: 2, feedForward: 64, layers: 1 } as const;

function languageModel(sizes: LanguageSizes): Workload {
  const model = new LanguageModel({ ...sizes, fold: 'never' });
  const batches = batchesOf('text', (random) => {
    const ids = () => randomIds(random, sizes.batch, sizes.length, sizes.vocabulary);
    return { tokens: ids(), wanted: ids() };
  });
  return {
    parameters: model.parameters,
    loss(tape, update) {
      const { tokens, wanted } = cyclic(batches, update);
      return crossEntropy(tape, model.forward(tape, tokens).logits, tokenIds(tape, 'wanted', 'T', wanted));
    },
  };
}

const attention: Series = {
  model: 'transformer',
  axis: 'length',
  points: doubling(8, 512),
  fitFrom: 64,
  make: (length) => languageModel({ ...short, length }),
  expect: (length) => languageCost({ ...short, length }),
};

export const allSeries: readonly Series[] = [
  ofTime('lstm'),
  ofTime('gru'),
  ofTime('rnn_tanh'),
  ofWidth('lstm'),
  ofWidth('gru'),
  ofWidth('rnn_tanh'),
  ofCell('lstm', 'B', doubling(4, 256), 32, (batch) => ({ batch })),
  ofCell('lstm', 'layers', [1, 2, 3, 4, 6, 8], 2, (layers) => ({ layers })),
  attention,
];
