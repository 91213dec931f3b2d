// The encoder–decoder Transformer (Vaswani et al. 2017) with the layout and names of torch.nn.Transformer, between
// two embeddings and a linear layer to the vocabulary ("generator"). Without dropout: runs are deterministic.

import { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import { Linear } from '../layers.ts';
import type { Decoded, Encoded, Ids, SequenceToSequence } from '../sequenceToSequence.ts';
import { PAD, requireTarget } from '../tokens.ts';
import { paddingMask, TokenEmbedding, type TokenEmbeddingOptions, tokenIds } from './embedding.ts';
import { EncoderDecoder, type EncoderDecoderOptions } from './stack.ts';

export interface TransformerOptions
  extends EncoderDecoderOptions,
    Pick<TokenEmbeddingOptions, 'positions' | 'fold'> {
  readonly sourceVocabulary: number;
  readonly targetVocabulary: number;
}

export class Transformer implements SequenceToSequence {
  readonly parameters = new Parameters();
  private readonly source: TokenEmbedding;
  private readonly target: TokenEmbedding;
  private readonly stacks: EncoderDecoder;
  private readonly generator: Linear;

  constructor({ sourceVocabulary, targetVocabulary, positions, fold, ...options }: TransformerOptions) {
    const { parameters } = this;
    const { width } = options;
    const words = (vocabulary: number) => ({ vocabulary, width, positions, fold });
    this.source = new TokenEmbedding(parameters, 'src_embed', words(sourceVocabulary));
    this.target = new TokenEmbedding(parameters, 'tgt_embed', words(targetVocabulary));
    this.stacks = new EncoderDecoder(parameters, 'transformer', { ...options, batchFirst: true });
    this.generator = new Linear(parameters, 'generator', ['D', width], ['V', targetVocabulary]);
  }

  /** @param source (B, S); positions with the id 0 are padding and nobody looks at them */
  encode(tape: Tape, source: Ids): Encoded {
    return tape.attempt(() => {
      const ids = tokenIds(tape, 'source', 'S', source);
      const padding = paddingMask(tape, 'sourcePadding', 'S', source, PAD);
      const x = this.source.forward(tape, ids, 'encoder.input'); // (B, S, D)
      const { output, selfAttention } = this.stacks.encoder.forward(tape, x, { padding });
      const attention = selfAttention.map((weights, layer) => ({
        kind: 'encoderSelf' as const,
        layer,
        weights,
      }));
      return { memory: output, padding, attention };
    });
  }

  /** @param target (B, T), beginning with `<bos>`; later positions are hidden from earlier ones */
  decode(tape: Tape, encoded: Encoded, target: Ids): Decoded {
    requireTarget(target, encoded);
    return tape.attempt(() => {
      const ids = tokenIds(tape, 'target', 'T', target);
      const x = this.target.forward(tape, ids, 'decoder.input'); // (B, T, D)
      const masks = { self: { causal: true }, cross: { padding: encoded.padding } };
      const { output, attention } = this.stacks.decoder.forward(tape, x, encoded.memory, masks);
      return {
        logits: this.generator.forward(tape, output, 'logits'), // (B, T, V)
        attention: attention.flatMap(({ self, cross }, layer) => [
          { kind: 'decoderSelf' as const, layer, weights: self },
          { kind: 'cross' as const, layer, weights: cross },
        ]),
      };
    });
  }
}
