// A decoder-only transformer: reads a text and scores, at every place, the word that comes next. There is no memory to
// attend to, so its blocks are encoder blocks under a causal mask, with PyTorch's names for them.

import { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import { Linear } from '../layers.ts';
import type { Decoded, Ids } from '../sequenceToSequence.ts';
import { TokenEmbedding, type TokenEmbeddingOptions, tokenIds } from './embedding.ts';
import { type StackOptions, TransformerEncoder } from './stack.ts';

export interface LanguageModelOptions extends StackOptions, TokenEmbeddingOptions {}

/** Parameters: `embedding.weight`, `encoder.*`, `out.weight`, `out.bias`. */
export class LanguageModel {
  readonly parameters = new Parameters();
  private readonly embedding: TokenEmbedding;
  private readonly encoder: TransformerEncoder;
  private readonly out: Linear;

  /** `finalNorm` is true here unless given. */
  constructor({ finalNorm = true, ...options }: LanguageModelOptions) {
    const { parameters } = this;
    const { width, vocabulary } = options;
    this.embedding = new TokenEmbedding(parameters, 'embedding', options);
    this.encoder = new TransformerEncoder(parameters, 'encoder', { ...options, finalNorm, batchFirst: true });
    this.out = new Linear(parameters, 'out', ['D', width], ['V', vocabulary]);
  }

  /**
   * @param tokens (B, T). Padding at the end needs no mask: no word sees what comes after it.
   * @returns logits (B, T, V)
   * @throws RangeError for an id outside the vocabulary, an empty batch, or more places than were learned
   */
  forward(tape: Tape, tokens: Ids): Decoded {
    return tape.attempt(() => {
      const x = this.embedding.forward(tape, tokenIds(tape, 'tokens', 'T', tokens), 'input'); // (B, T, D)
      const { output, selfAttention } = this.encoder.forward(tape, x, { causal: true });
      return {
        logits: this.out.forward(tape, output, 'logits'),
        attention: selfAttention.map((weights, layer) => ({ kind: 'decoderSelf', layer, weights })),
      };
    });
  }
}
