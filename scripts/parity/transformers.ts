// PyTorch's keyword arguments and masks of transformers, as the engine's.

import { gelu, relu } from '../../src/engine/ops/activation.ts';
import type { AttentionMask } from '../../src/engine/ops/attention.ts';
import type { BlockOptions } from '../../src/models/transformer/block.ts';
import type { StackOptions } from '../../src/models/transformer/stack.ts';
import { Transformer } from '../../src/models/transformer/transformer.ts';
import type { Bench } from './bench.ts';

type Config = Readonly<Record<string, unknown>>;

interface BlockConfig {
  readonly d_model: number;
  readonly nhead: number;
  readonly dim_feedforward: number;
  readonly norm_first: boolean;
  readonly activation?: string;
  readonly layer_norm_eps?: number;
  readonly batch_first?: boolean;
}

const activations = new Map(Object.entries({ relu, gelu }));

function activationOf(name: string) {
  const activation = activations.get(name);
  if (!activation) throw new Error(`there is no activation ${name}`);
  return activation;
}

export function blockOptions(config: Config): BlockOptions {
  const own = config as unknown as BlockConfig;
  return {
    width: own.d_model,
    heads: own.nhead,
    feedForward: own.dim_feedforward,
    normFirst: own.norm_first,
    activation: own.activation === undefined ? undefined : activationOf(own.activation),
    layerNormEps: own.layer_norm_eps,
    batchFirst: own.batch_first,
  };
}

export function stackOptions(config: Config): StackOptions {
  const { num_layers, final_norm } = config as { num_layers: number; final_norm: boolean };
  return { ...blockOptions(config), layers: num_layers, finalNorm: final_norm };
}

/** `<sequence>_mask` and `<sequence>_key_padding_mask`. */
export function maskOf(bench: Bench, sequence: string): AttentionMask {
  return {
    mask: bench.optional(`${sequence}_mask`),
    padding: bench.optional(`${sequence}_key_padding_mask`),
  };
}

/** The translation model that a fixture describes, with its parameters. */
export function seq2seqModel(bench: Bench): Transformer {
  const { config, params } = bench.fixture;
  const { num_encoder_layers, num_decoder_layers } = config as Record<string, number>;
  const rows = (name: string) => params[name]?.shape[0] as number;
  const model = new Transformer({
    ...blockOptions(config),
    sourceVocabulary: rows('src_embed.weight'),
    targetVocabulary: rows('tgt_embed.weight'),
    encoderLayers: num_encoder_layers as number,
    decoderLayers: num_decoder_layers as number,
  });
  bench.load(model.parameters);
  return model;
}
