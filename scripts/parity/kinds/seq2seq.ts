// seq2seq: recurrent encoder–decoders with and without attention, teacher forced.

import { crossEntropy } from '../../../src/engine/ops/loss.ts';
import { stack } from '../../../src/engine/ops/shapes.ts';
import type { Tensor } from '../../../src/engine/tensor.ts';
import type { CellId } from '../../../src/models/cells/registry.ts';
import type { AttentionKind } from '../../../src/models/seq2seq/decoder.ts';
import { Seq2Seq } from '../../../src/models/seq2seq/seq2seq.ts';
import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import type { Computed } from './kind.ts';

const attentions: Readonly<Record<string, AttentionKind>> = {
  none: 'none',
  bahdanau: 'additive',
  luong: 'dot',
};

/** A model with the fixture's sizes and parameters, and its forward pass to the loss. */
export function seq2seqModel(bench: Bench, path: 'fused' | 'primitive' = 'fused') {
  const { config, params } = bench.fixture;
  const rows = (name: string) => params[name]?.shape[0] as number;
  const attention = attentions[String(config.attention)];
  if (!attention) throw new Error(`the attention "${config.attention}" is unknown`);
  const model = new Seq2Seq(
    {
      cell: config.cell as CellId,
      attention,
      sourceVocabulary: rows('encoder.embedding.weight'),
      targetVocabulary: rows('decoder.embedding.weight'),
      embed: config.embed as number,
      hidden: config.hidden as number,
    },
    path,
  );
  bench.load(model.parameters);
  const { tape } = bench;
  const forward = () => {
    const encoded = model.encode(tape, bench.ids('src'));
    const decoded = model.decode(tape, encoded, bench.ids('tgt_in'));
    return {
      encoded,
      decoded,
      loss: crossEntropy(tape, decoded.logits, bench.input('tgt_out'), { ignoreIndex: 0 }),
    };
  };
  return { model, forward };
}

export function seq2seq(fixture: Fixture, path: 'fused' | 'primitive' = 'fused'): Computed {
  const bench = new Bench(fixture);
  const { tape } = bench;
  const { model, forward } = seq2seqModel(bench, path);
  const { encoded, decoded, loss } = forward();
  const states = encoded.state ?? [];
  const state = (kind: number) =>
    stack(
      tape,
      states.map((own) => own[kind] as Tensor),
    );
  const outputs: Record<string, Tensor> = {
    encoder_outputs: encoded.memory,
    logits: decoded.logits,
    encoder_h: state(0),
  };
  if (states[0]?.[1]) outputs.encoder_c = state(1);
  const [cross] = decoded.attention;
  if (cross) {
    const [batch = 0, , queries = 0, keys = 0] = cross.weights.shape;
    const shape = { dims: ['B', 'T', 'S'], shape: [batch, queries, keys] };
    outputs.attention_weights = tape.view(cross.weights, 'weights', shape);
  }
  return bench.finish(outputs, loss, model.parameters);
}
