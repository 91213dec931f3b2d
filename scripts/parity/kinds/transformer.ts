// posenc, and transformers from one layer to the whole translation model, all from src/models/transformer.

import { crossEntropy } from '../../../src/engine/ops/loss.ts';
import { Parameters } from '../../../src/engine/parameters.ts';
import type { Tape } from '../../../src/engine/tape.ts';
import type { Tensor } from '../../../src/engine/tensor.ts';
import { DecoderLayer, EncoderLayer } from '../../../src/models/transformer/block.ts';
import { sinusoidalPositions } from '../../../src/models/transformer/positional.ts';
import {
  EncoderDecoder,
  TransformerDecoder,
  TransformerEncoder,
} from '../../../src/models/transformer/stack.ts';
import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import { blockOptions, maskOf, seq2seqModel, stackOptions } from '../transformers.ts';
import type { Computed } from './kind.ts';

export function posenc({ config }: Fixture): Computed {
  const { T, d_model } = config as { T: number; d_model: number };
  const pe = { shape: [T, d_model], data: sinusoidalPositions(T, d_model) };
  return { outputs: { pe }, grads: {}, loss: undefined };
}

/** What a single layer and a stack have in common. */
type Encodes = { forward(tape: Tape, x: Tensor, mask: ReturnType<typeof maskOf>): { output: Tensor } };
type Decodes = {
  forward(
    tape: Tape,
    x: Tensor,
    memory: Tensor,
    masks: { self: ReturnType<typeof maskOf>; cross: ReturnType<typeof maskOf> },
  ): { output: Tensor };
};

function encode(fixture: Fixture, make: (parameters: Parameters) => Encodes): Computed {
  const bench = new Bench(fixture);
  const parameters = new Parameters();
  const module = make(parameters);
  bench.load(parameters);
  const { output } = module.forward(bench.tape, bench.input('src'), maskOf(bench, 'src'));
  const outputs = { y: output };
  return bench.finish(outputs, bench.cotangentLoss(outputs), parameters);
}

function decode(fixture: Fixture, make: (parameters: Parameters) => Decodes): Computed {
  const bench = new Bench(fixture);
  const parameters = new Parameters();
  const module = make(parameters);
  bench.load(parameters);
  const masks = { self: maskOf(bench, 'tgt'), cross: maskOf(bench, 'memory') };
  const { output } = module.forward(bench.tape, bench.input('tgt'), bench.input('memory'), masks);
  const outputs = { y: output };
  return bench.finish(outputs, bench.cotangentLoss(outputs), parameters);
}

export const encoderLayer = (fixture: Fixture) =>
  encode(fixture, (parameters) => new EncoderLayer(parameters, '', blockOptions(fixture.config)));

export const encoderStack = (fixture: Fixture) =>
  encode(fixture, (parameters) => new TransformerEncoder(parameters, '', stackOptions(fixture.config)));

export const decoderLayer = (fixture: Fixture) =>
  decode(fixture, (parameters) => new DecoderLayer(parameters, '', blockOptions(fixture.config)));

export const decoderStack = (fixture: Fixture) =>
  decode(fixture, (parameters) => new TransformerDecoder(parameters, '', stackOptions(fixture.config)));

/** torch.nn.Transformer. */
export function transformerFull(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const { tape } = bench;
  const { num_encoder_layers, num_decoder_layers } = fixture.config as Record<string, number>;
  const parameters = new Parameters();
  const { encoder, decoder } = new EncoderDecoder(parameters, '', {
    ...blockOptions(fixture.config),
    encoderLayers: num_encoder_layers as number,
    decoderLayers: num_decoder_layers as number,
  });
  bench.load(parameters);
  const memory = encoder.forward(tape, bench.input('src'), maskOf(bench, 'src')).output;
  const masks = { self: maskOf(bench, 'tgt'), cross: maskOf(bench, 'memory') };
  const { output } = decoder.forward(tape, bench.input('tgt'), memory, masks);
  const outputs = { y: output, _memory: memory };
  return bench.finish(outputs, bench.cotangentLoss(outputs), parameters);
}

export function transformerSeq2seq(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const { tape } = bench;
  const model = seq2seqModel(bench);
  const { logits } = model.decode(tape, model.encode(tape, bench.ids('src')), bench.ids('tgt_in'));
  const labelSmoothing = (fixture.config.label_smoothing as number | undefined) ?? 0;
  const loss = crossEntropy(tape, logits, bench.input('tgt_out'), { ignoreIndex: 0, labelSmoothing });
  return bench.finish({ logits }, loss, model.parameters);
}
