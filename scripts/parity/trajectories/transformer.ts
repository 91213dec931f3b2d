// Transformers: language model, classifier, translation.

import { crossEntropy } from '../../../src/engine/ops/loss.ts';
import { Classifier } from '../../../src/models/transformer/classifier.ts';
import { tokenIds } from '../../../src/models/transformer/embedding.ts';
import { LanguageModel } from '../../../src/models/transformer/languageModel.ts';
import type { Bench } from '../bench.ts';
import { blockOptions, seq2seqModel } from '../transformers.ts';
import type { Trajectory } from './index.ts';
import { columns } from './recurrent.ts';

const modelIs = (pattern: RegExp) => (config: Readonly<Record<string, unknown>>) =>
  pattern.test(String(config.model));

/** Options of the models that are an encoder between an embedding and a linear layer. */
function encoderOptions({ fixture: { config, params } }: Bench) {
  const names = Object.keys(params);
  let layers = 0;
  while (names.some((name) => name.startsWith(`encoder.layers.${layers}.`))) layers++;
  return {
    ...blockOptions(config),
    vocabulary: params['embedding.weight']?.shape[0] as number,
    layers,
    finalNorm: names.includes('encoder.norm.weight'),
  };
}

export const transformerLanguageModel: Trajectory = {
  matches: modelIs(/^embedding\*sqrt\(d\)\+pe -> \d+ encoder layers? \(causal mask\)/),
  build(bench) {
    const model = new LanguageModel(encoderOptions(bench));
    bench.load(model.parameters);
    const { tape } = bench;
    const tokens = bench.ids('tokens');
    return {
      parameters: model.parameters,
      loss() {
        const { logits } = model.forward(tape, columns(tokens, 0, tokens.length - 1));
        const next = columns(tokens, 1, tokens.length);
        return crossEntropy(tape, logits, tokenIds(tape, 'wanted', 'T', next));
      },
    };
  },
};

export const transformerClassifier: Trajectory = {
  matches: modelIs(/^embedding\*sqrt\(d\)\+pe -> \d+ encoder layers? \(no mask\).* -> mean over time -> out/),
  build(bench) {
    const classes = bench.fixture.params['out.weight']?.shape[0] as number;
    const model = new Classifier({ ...encoderOptions(bench), classes });
    bench.load(model.parameters);
    return {
      parameters: model.parameters,
      loss() {
        const { logits } = model.forward(bench.tape, bench.ids('tokens'));
        return crossEntropy(bench.tape, logits, bench.input('label'));
      },
    };
  },
};

export const transformerTranslation: Trajectory = {
  matches: modelIs(/transformer_seq2seq/),
  build(bench) {
    const model = seq2seqModel(bench);
    const { tape } = bench;
    const labelSmoothing = bench.fixture.config.label_smoothing as number | undefined;
    return {
      parameters: model.parameters,
      loss() {
        const encoded = model.encode(tape, bench.ids('src'));
        const { logits } = model.decode(tape, encoded, bench.ids('tgt_in'));
        const options = { ignoreIndex: 0, labelSmoothing: labelSmoothing ?? 0 };
        return crossEntropy(tape, logits, bench.input('tgt_out'), options);
      },
    };
  },
};
