// The encoder–decoder Transformer (Vaswani et al. 2017) with the layout and names of torch.nn.Transformer, between
// two embeddings and a linear layer to the vocabulary ("generator"). Without dropout: runs are deterministic.

import { normal, uniform } from '../../engine/init.ts';
import { add, scale } from '../../engine/ops/arithmetic.ts';
import { embedding } from '../../engine/ops/embedding.ts';
import { linear } from '../../engine/ops/linear.ts';
import { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { AttentionWeights, Decoded, Encoded, Ids, SequenceToSequence } from '../sequenceToSequence.ts';
import { type BlockOptions, DecoderLayer, EncoderLayer, LayerNorm } from './block.ts';
import { sinusoidalPositions } from './positional.ts';

export interface TransformerOptions extends BlockOptions {
  readonly sourceVocabulary: number;
  readonly targetVocabulary: number;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
}

const PAD = 0;

export class Transformer implements SequenceToSequence {
  readonly parameters = new Parameters();
  private readonly width: number;
  private readonly sourceEmbedding: Tensor;
  private readonly targetEmbedding: Tensor;
  private readonly encoder: readonly EncoderLayer[];
  private readonly encoderNorm: LayerNorm;
  private readonly decoder: readonly DecoderLayer[];
  private readonly decoderNorm: LayerNorm;
  private readonly generatorWeight: Tensor;
  private readonly generatorBias: Tensor;
  private positions: Float32Array = new Float32Array(0);

  constructor(options: TransformerOptions) {
    const { parameters } = this;
    const { width, sourceVocabulary, targetVocabulary } = options;
    this.width = width;
    // Embeddings are multiplied by √D on the way in, so that a deviation of 1/√D makes them as large as the positions.
    const table = normal(1 / Math.sqrt(width));
    this.sourceEmbedding = parameters.declare(
      'src_embed.weight',
      ['V', 'D'],
      [sourceVocabulary, width],
      table,
    );
    this.targetEmbedding = parameters.declare(
      'tgt_embed.weight',
      ['V', 'D'],
      [targetVocabulary, width],
      table,
    );
    this.encoder = layers(
      options.encoderLayers,
      'transformer.encoder',
      (n) => new EncoderLayer(parameters, n, options),
    );
    this.encoderNorm = new LayerNorm(parameters, 'transformer.encoder.norm', width);
    this.decoder = layers(
      options.decoderLayers,
      'transformer.decoder',
      (n) => new DecoderLayer(parameters, n, options),
    );
    this.decoderNorm = new LayerNorm(parameters, 'transformer.decoder.norm', width);
    const start = uniform(1 / Math.sqrt(width));
    this.generatorWeight = parameters.declare(
      'generator.weight',
      ['V', 'D'],
      [targetVocabulary, width],
      start,
    );
    this.generatorBias = parameters.declare('generator.bias', ['V'], [targetVocabulary], start);
  }

  /** @param source (B, S); positions with the id 0 are padding and nobody looks at them */
  encode(tape: Tape, source: Ids): Encoded {
    const ids = tape.constant('source', ['B', 'S'], [source.batch, source.length], source.values, {
      dtype: 'i32',
    });
    const hidden = source.values.map((id) => (id === PAD ? 1 : 0));
    const padding = tape.constant('sourcePadding', ['B', 'S'], [source.batch, source.length], hidden, {
      dtype: 'i32',
    });
    const attention: AttentionWeights[] = [];
    let x = this.embed(tape, ids, this.sourceEmbedding, 'encoder.input'); // (B, S, D)
    this.encoder.forEach((block, layer) => {
      const { output, selfAttention } = block.forward(tape, x, { mask: padding });
      attention.push({ kind: 'encoderSelf', layer, weights: selfAttention });
      x = output;
    });
    return { memory: this.encoderNorm.forward(tape, x), padding, attention };
  }

  /** @param target (B, T), beginning with `<bos>`; later positions are hidden from earlier ones */
  decode(tape: Tape, encoded: Encoded, target: Ids): Decoded {
    const ids = tape.constant('target', ['B', 'T'], [target.batch, target.length], target.values, {
      dtype: 'i32',
    });
    const attention: AttentionWeights[] = [];
    let x = this.embed(tape, ids, this.targetEmbedding, 'decoder.input'); // (B, T, D)
    this.decoder.forEach((block, layer) => {
      const masks = { self: { causal: true }, cross: { mask: encoded.padding } };
      const { output, selfAttention, crossAttention } = block.forward(tape, x, encoded.memory, masks);
      attention.push({ kind: 'decoderSelf', layer, weights: selfAttention });
      attention.push({ kind: 'cross', layer, weights: crossAttention });
      x = output;
    });
    const normed = this.decoderNorm.forward(tape, x);
    const logits = linear(tape, normed, this.generatorWeight, this.generatorBias, 'logits'); // (B, T, V)
    return { logits, attention };
  }

  /** embedding · √D + positions. */
  private embed(tape: Tape, ids: Tensor, table: Tensor, scope: string): Tensor {
    return tape.scope(scope, () => {
      const length = ids.shape[1] as number;
      const timeDim = ids.dims[1] as string;
      const words = scale(tape, embedding(tape, ids, table), Math.sqrt(this.width), 'scaled');
      const positions = tape.constant(
        'positions',
        [timeDim, 'D'],
        [length, this.width],
        this.positionTable(length),
      );
      return add(tape, words, positions, 'embedded');
    });
  }

  private positionTable(length: number): Float32Array {
    if (this.positions.length < length * this.width) this.positions = sinusoidalPositions(length, this.width);
    return this.positions.subarray(0, length * this.width);
  }
}

function layers<Layer>(count: number, prefix: string, make: (name: string) => Layer): Layer[] {
  return Array.from({ length: count }, (_, index) => make(`${prefix}.layers.${index}`));
}
