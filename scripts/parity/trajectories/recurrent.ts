// Recurrent networks: regression, language model, classifier.

import { multiply, subtract } from '../../../src/engine/ops/arithmetic.ts';
import { transpose } from '../../../src/engine/ops/layout.ts';
import { crossEntropy } from '../../../src/engine/ops/loss.ts';
import { mean } from '../../../src/engine/ops/reduction.ts';
import type { CellId } from '../../../src/models/cells/registry.ts';
import { RecurrentNetwork } from '../../../src/models/recurrentNetwork.ts';
import type { Ids } from '../../../src/models/sequenceToSequence.ts';
import { timeFirst } from '../../../src/models/tokens.ts';
import type { Bench } from '../bench.ts';
import type { Trajectory } from './index.ts';

interface Sizes {
  readonly cell: CellId;
  readonly V: number;
  readonly E: number;
  readonly I: number;
  readonly H: number;
  readonly C: number;
}

const sizesOf = (bench: Bench) => bench.fixture.config as unknown as Sizes;
const modelIs = (pattern: RegExp) => (config: Readonly<Record<string, unknown>>) =>
  pattern.test(String(config.model));

/** Columns `from` to `to` of a batch of tokens. */
export function columns({ values, batch, length }: Ids, from: number, to: number): Ids {
  const part = new Int32Array(batch * (to - from));
  for (let b = 0; b < batch; b++)
    part.set(values.subarray(b * length + from, b * length + to), b * (to - from));
  return { values: part, batch, length: to - from };
}

export const regression: Trajectory = {
  matches: modelIs(/^rnn \(1 layer, batch_first\) -> out at every step/),
  build(bench) {
    const { cell, I, H } = sizesOf(bench);
    const outputs = bench.fixture.params['out.weight']?.shape[0] as number;
    const model = new RecurrentNetwork({ cell, input: I, hidden: H, outputs, reading: 'everyStep' });
    bench.load(model.parameters);
    const { tape } = bench;
    return {
      parameters: model.parameters,
      loss() {
        const { output } = model.forward(tape, transpose(tape, bench.input('x'), 0, 1));
        const error = subtract(tape, output, transpose(tape, bench.input('y'), 0, 1));
        return mean(tape, multiply(tape, error, error));
      },
    };
  },
};

export const tokenLanguageModel: Trajectory = {
  matches: modelIs(/^embedding -> rnn \(1 layer\) -> out at every step/),
  build(bench) {
    const { cell, V, E, H } = sizesOf(bench);
    const model = new RecurrentNetwork({
      cell,
      vocabulary: V,
      input: E,
      hidden: H,
      outputs: V,
      reading: 'everyStep',
    });
    bench.load(model.parameters);
    const { tape } = bench;
    const tokens = bench.ids('tokens');
    return {
      parameters: model.parameters,
      loss() {
        const { output } = model.forward(tape, columns(tokens, 0, tokens.length - 1));
        return crossEntropy(tape, output, timeFirst(tape, 'wanted', columns(tokens, 1, tokens.length)));
      },
    };
  },
};

export const classifier: Trajectory = {
  matches: modelIs(/^embedding -> 2-layer bidirectional rnn -> mean over time -> out/),
  build(bench) {
    const { cell, V, E, H, C } = sizesOf(bench);
    const model = new RecurrentNetwork({
      cell,
      vocabulary: V,
      input: E,
      hidden: H,
      layers: 2,
      bidirectional: true,
      outputs: C,
      reading: 'mean',
    });
    bench.load(model.parameters);
    return {
      parameters: model.parameters,
      loss() {
        const { output } = model.forward(bench.tape, bench.ids('tokens'));
        return crossEntropy(bench.tape, output, bench.input('label'));
      },
    };
  },
};
