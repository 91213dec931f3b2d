// An encoder-only transformer: every word sees every word, and the mean of what comes out is classified.

import { reshape } from '../../engine/ops/layout.ts';
import { matmul } from '../../engine/ops/linear.ts';
import { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { Linear } from '../layers.ts';
import type { AttentionWeights, Ids } from '../sequenceToSequence.ts';
import { paddingMask, TokenEmbedding, type TokenEmbeddingOptions, tokenIds } from './embedding.ts';
import { type StackOptions, TransformerEncoder } from './stack.ts';

export interface ClassifierOptions extends StackOptions, TokenEmbeddingOptions {
  readonly classes: number;
  /** Id of padding, which nobody looks at and the mean leaves out. Default: there is none. */
  readonly pad?: number | undefined;
}

export interface Classified {
  /** (B, C). */
  readonly logits: Tensor;
  readonly attention: readonly AttentionWeights[];
}

/** Parameters: `embedding.weight`, `encoder.*`, `out.weight`, `out.bias`. */
export class Classifier {
  readonly parameters = new Parameters();
  private readonly pad: number | undefined;
  private readonly width: number;
  private readonly embedding: TokenEmbedding;
  private readonly encoder: TransformerEncoder;
  private readonly out: Linear;

  /** `finalNorm` is true here unless given. */
  constructor({ finalNorm = true, ...options }: ClassifierOptions) {
    const { parameters } = this;
    const { width, classes, pad } = options;
    this.pad = pad;
    this.width = width;
    this.embedding = new TokenEmbedding(parameters, 'embedding', options);
    this.encoder = new TransformerEncoder(parameters, 'encoder', { ...options, finalNorm, batchFirst: true });
    this.out = new Linear(parameters, 'out', ['D', width], ['C', classes]);
  }

  /**
   * @param tokens (B, S)
   * @throws RangeError for an id outside the vocabulary, an empty batch, or a sequence that is all padding
   */
  forward(tape: Tape, tokens: Ids): Classified {
    return tape.attempt(() => {
      const ids = tokenIds(tape, 'tokens', 'S', tokens);
      const padding =
        this.pad === undefined ? undefined : paddingMask(tape, 'padding', 'S', tokens, this.pad);
      const x = this.embedding.forward(tape, ids, 'input'); // (B, S, D)
      const { output, selfAttention } = this.encoder.forward(tape, x, { padding });
      const pooled = matmul(tape, this.shares(tape, tokens), output, 'mean'); // (B, 1, D)
      const means = reshape(tape, pooled, [tokens.batch, this.width], ['B', 'D']);
      return {
        logits: this.out.forward(tape, means, 'logits'),
        attention: selfAttention.map((weights, layer) => ({ kind: 'encoderSelf', layer, weights })),
      };
    });
  }

  /** (B, 1, S): each word's share in its sequence's mean. */
  private shares(tape: Tape, { values, batch, length }: Ids): Tensor {
    const shares = Array.from({ length: batch }, (_, row) => {
      const words = values.subarray(row * length, (row + 1) * length);
      const count = words.reduce((sum, id) => sum + (id === this.pad ? 0 : 1), 0);
      return Array.from(words, (id) => (id === this.pad ? 0 : 1 / count));
    });
    return tape.constant('shares', ['B', '1', 'S'], [batch, 1, length], shares.flat());
  }
}
