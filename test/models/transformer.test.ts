// The Transformer against PyTorch's nn.Transformer: values, gradients and a whole training run.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { crossEntropy } from '../../src/engine/ops/loss.ts';
import { adam } from '../../src/engine/optim/adam.ts';
import { Tape } from '../../src/engine/tape.ts';
import { padIds } from '../../src/models/sequenceToSequence.ts';
import { sinusoidalPositions } from '../../src/models/transformer/positional.ts';
import { Transformer } from '../../src/models/transformer/transformer.ts';
import { expectClose, type Fixture, type FixtureTensor, readFixture } from './fixture.ts';

function build(fixture: Fixture) {
  const { config, params } = fixture;
  const rows = (name: string) => params[name]?.shape[0] as number;
  const model = new Transformer({
    sourceVocabulary: rows('src_embed.weight'),
    targetVocabulary: rows('tgt_embed.weight'),
    encoderLayers: config.num_encoder_layers as number,
    decoderLayers: config.num_decoder_layers as number,
    width: config.d_model as number,
    heads: config.nhead as number,
    feedForward: config.dim_feedforward as number,
    normFirst: config.norm_first as boolean,
  });
  const memory = new Memory();
  model.parameters.allocate(memory);
  expect(model.parameters.all.map((tensor) => tensor.name)).toEqual(Object.keys(params));
  for (const tensor of model.parameters.all) {
    const given = params[tensor.name] as FixtureTensor;
    expect(tensor.shape).toEqual(given.shape);
    memory.f32.set(given.data, tensor.address / 4);
  }
  const tape = new Tape(memory);
  const ids = (name: string) => {
    const { shape, data } = fixture.inputs[name] as FixtureTensor;
    return { values: Int32Array.from(data), batch: shape[0] as number, length: shape[1] as number };
  };
  const forward = () => {
    tape.reset();
    model.parameters.zeroGradients();
    const { logits } = model.decode(tape, model.encode(tape, ids('src')), ids('tgt_in'));
    const { values, batch, length } = ids('tgt_out');
    const targets = tape.constant('wanted', ['B', 'T'], [batch, length], values, { dtype: 'i32' });
    const labelSmoothing = config.label_smoothing as number;
    return { logits, loss: crossEntropy(tape, logits, targets, { ignoreIndex: 0, labelSmoothing }) };
  };
  return { model, memory, tape, forward };
}

describe('Transformer', () => {
  for (const name of ['transformer_seq2seq_post', 'transformer_seq2seq_pre']) {
    it(`has PyTorch's values and gradients (${name})`, () => {
      const fixture = readFixture(name);
      const { model, tape, forward } = build(fixture);
      const { logits, loss } = forward();
      expectClose(
        'logits',
        tape.read(logits),
        fixture.outputs.logits as FixtureTensor,
        fixture.tolerance.outputs.logits as number,
      );
      expect(Math.abs(tape.scalar(loss) - fixture.loss)).toBeLessThanOrEqual(fixture.tolerance.loss);
      tape.backward(loss);
      for (const parameter of model.parameters.all) {
        const tolerance = fixture.tolerance.grads[parameter.name] as number;
        expectClose(
          parameter.name,
          tape.readGradient(parameter),
          fixture.grads[parameter.name] as FixtureTensor,
          tolerance,
        );
      }
    });
  }

  it('follows a PyTorch training run of 50 Adam updates', () => {
    const fixture = readFixture('traj_transformer_seq2seq');
    const { model, memory, tape, forward } = build(fixture);
    const { lr, betas, eps } = fixture.config.options as { lr: number; betas: [number, number]; eps: number };
    const optimiser = adam({ betas, eps });
    const losses: number[] = [];
    for (let update = 1; update <= 51; update++) {
      const { loss } = forward();
      losses.push(tape.scalar(loss));
      if (update > 50) break;
      tape.backward(loss);
      optimiser.update(memory, model.parameters, update, lr);
    }
    const expected = fixture.outputs.losses as FixtureTensor;
    expectClose('losses', losses, expected, fixture.tolerance.outputs.losses as number);
    for (const [key, value] of Object.entries(fixture.outputs)) {
      if (!key.startsWith('step50.')) continue;
      const parameter = model.parameters.get(key.slice('step50.'.length));
      expectClose(key, tape.read(parameter), value, fixture.tolerance.outputs[key] as number);
    }
  });

  it('gives every tensor on the tape a name of its own scope and named dimensions', () => {
    const { tape, forward } = build(readFixture('transformer_seq2seq_post'));
    forward();
    const outputs = tape.entries.flatMap((entry) => entry.outputs);
    const weights = outputs.find(
      (tensor) => tensor.name === 'transformer.decoder.layers.1.multihead_attn.weights',
    );
    expect(weights?.dims).toEqual(['B', 'N', 'T', 'S']);
    expect(weights?.shape).toEqual([4, 2, 9, 9]);
  });

  it('refuses a width that does not divide into the heads', () => {
    const options = {
      sourceVocabulary: 5,
      targetVocabulary: 5,
      encoderLayers: 1,
      decoderLayers: 1,
      feedForward: 8,
      normFirst: false,
    };
    expect(() => new Transformer({ ...options, width: 6, heads: 4 })).toThrow(
      'a width of 6 does not divide into 4 heads',
    );
  });
});

describe('sinusoidalPositions', () => {
  for (const name of ['posenc_T10_d8', 'posenc_T50_d16']) {
    it(`equals the reference (${name})`, () => {
      const fixture = readFixture(name);
      const table = sinusoidalPositions(fixture.config.T as number, fixture.config.d_model as number);
      expectClose('pe', table, fixture.outputs.pe as FixtureTensor, fixture.tolerance.outputs.pe as number);
    });
  }
});

describe('padIds', () => {
  it('pads at the end and refuses an empty batch or sequence', () => {
    expect(padIds([[5, 6], [7]])).toEqual({ values: Int32Array.of(5, 6, 7, 0), batch: 2, length: 2 });
    expect(() => padIds([])).toThrow('at least one sequence');
    expect(() => padIds([[1], []])).toThrow('at least one token');
  });
});
