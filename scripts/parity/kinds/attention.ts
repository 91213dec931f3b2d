// sdpa: scaled dot-product attention on heads that are given apart. mha: torch.nn.MultiheadAttention.

import { attention } from '../../../src/engine/ops/attention.ts';
import { reshape, transpose } from '../../../src/engine/ops/layout.ts';
import { Parameters } from '../../../src/engine/parameters.ts';
import type { Tensor } from '../../../src/engine/tensor.ts';
import { MultiheadAttention } from '../../../src/models/transformer/attention.ts';
import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import type { Computed } from './kind.ts';

export function sdpa(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const { tape } = bench;
  const { heads, Dh } = fixture.config as { heads: number; Dh: number };
  /** (B, N, T, K) → (B, T, D), as the op takes heads: side by side. */
  const joined = (name: string): Tensor => {
    const given = bench.input(name);
    const [batch = 0, , length = 0] = given.shape;
    return reshape(tape, transpose(tape, given, 1, 2), [batch, length, heads * Dh]);
  };
  const { output, weights } = attention(tape, joined('q'), joined('k'), joined('v'), {
    heads,
    mask: bench.optional('causal_mask') ?? bench.optional('attn_mask'),
    padding: bench.optional('key_padding_mask'),
  });
  const [batch = 0, length = 0] = output.shape;
  const y = transpose(tape, reshape(tape, output, [batch, length, heads, Dh]), 1, 2);
  const outputs = { y, _weights: weights };
  return bench.finish(outputs, bench.cotangentLoss(outputs));
}

interface MhaConfig {
  readonly embed_dim: number;
  readonly num_heads: number;
  readonly self_attention: boolean;
  readonly average_attn_weights: boolean;
  readonly batch_first: boolean;
  readonly bias: boolean;
  readonly kdim: number | null;
  readonly vdim: number | null;
}

export function mha(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const config = fixture.config as unknown as MhaConfig;
  const parameters = new Parameters();
  const module = new MultiheadAttention(parameters, '', {
    width: config.embed_dim,
    heads: config.num_heads,
    bias: config.bias,
    keyWidth: config.kdim ?? undefined,
    valueWidth: config.vdim ?? undefined,
    batchFirst: config.batch_first,
  });
  bench.load(parameters);
  const [query, key, value] = config.self_attention ? ['x', 'x', 'x'] : ['query', 'key', 'value'];
  const { output, weights } = module.forward(
    bench.tape,
    bench.input(query as string),
    bench.input(key as string),
    bench.input(value as string),
    {
      mask: bench.optional('attn_mask'),
      padding: bench.optional('key_padding_mask'),
      averageWeights: config.average_attn_weights,
    },
  );
  const outputs = { y: output, _weights: weights };
  return bench.finish(outputs, bench.cotangentLoss(outputs), parameters);
}
