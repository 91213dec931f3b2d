// Blocks stacked to an encoder, a decoder, and the two together: torch.nn.TransformerEncoder, TransformerDecoder and
// Transformer. They read vectors; words become vectors in embedding.ts.

import type { AttentionMask } from '../../engine/ops/attention.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { LayerNorm, partOf } from '../layers.ts';
import { type BlockOptions, DecoderLayer, type DecoderMasks, EncoderLayer } from './block.ts';

export interface StackOptions extends BlockOptions {
  readonly layers: number;
  /** A norm after the last block, which pre-norm blocks need. Default false. */
  readonly finalNorm?: boolean | undefined;
}

/** @throws RangeError when there is no layer */
function blocks<Block>(name: string, count: number, make: (name: string) => Block): Block[] {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`${name || 'transformer'}: there must be at least one layer, not ${count}`);
  return Array.from({ length: count }, (_, index) => make(partOf(name, `layers.${index}`)));
}

function finalNorm(parameters: Parameters, name: string, options: StackOptions): LayerNorm | undefined {
  if (!options.finalNorm) return undefined;
  return new LayerNorm(parameters, partOf(name, 'norm'), options.width, options.layerNormEps);
}

/** Encoder blocks one after another; with a causal mask they are a decoder-only transformer. */
export class TransformerEncoder {
  private readonly blocks: readonly EncoderLayer[];
  private readonly norm: LayerNorm | undefined;

  /** @param name prefix of the parameters' names, '' for none */
  constructor(parameters: Parameters, name: string, options: StackOptions) {
    this.blocks = blocks(name, options.layers, (own) => new EncoderLayer(parameters, own, options));
    this.norm = finalNorm(parameters, name, options);
  }

  /**
   * @param x (B, S, D), or (S, B, D) without `batchFirst`
   * @returns the same shape, and each layer's weights (B, N, S, S)
   */
  forward(
    tape: Tape,
    x: Tensor,
    mask: AttentionMask = {},
  ): { output: Tensor; selfAttention: readonly Tensor[] } {
    const selfAttention: Tensor[] = [];
    let output = x;
    for (const block of this.blocks) {
      const result = block.forward(tape, output, mask);
      selfAttention.push(result.selfAttention);
      output = result.output;
    }
    return { output: this.norm?.forward(tape, output) ?? output, selfAttention };
  }
}

/** What one decoder layer looked at. */
export interface DecoderAttention {
  /** (B, N, T, T). */
  readonly self: Tensor;
  /** (B, N, T, S). */
  readonly cross: Tensor;
}

/** Decoder blocks one after another, all reading the same memory. */
export class TransformerDecoder {
  private readonly blocks: readonly DecoderLayer[];
  private readonly norm: LayerNorm | undefined;

  /** @param name prefix of the parameters' names, '' for none */
  constructor(parameters: Parameters, name: string, options: StackOptions) {
    this.blocks = blocks(name, options.layers, (own) => new DecoderLayer(parameters, own, options));
    this.norm = finalNorm(parameters, name, options);
  }

  /**
   * @param x (B, T, D); by time first without `batchFirst`, like the memory
   * @param memory (B, S, D)
   * @returns the shape of x, and what each layer looked at
   */
  forward(
    tape: Tape,
    x: Tensor,
    memory: Tensor,
    masks: DecoderMasks = {},
  ): { output: Tensor; attention: readonly DecoderAttention[] } {
    const attention: DecoderAttention[] = [];
    let output = x;
    for (const block of this.blocks) {
      const result = block.forward(tape, output, memory, masks);
      attention.push({ self: result.selfAttention, cross: result.crossAttention });
      output = result.output;
    }
    return { output: this.norm?.forward(tape, output) ?? output, attention };
  }
}

export interface EncoderDecoderOptions extends BlockOptions {
  readonly encoderLayers: number;
  readonly decoderLayers: number;
}

/** torch.nn.Transformer: an encoder and a decoder, both with a final norm. */
export class EncoderDecoder {
  readonly encoder: TransformerEncoder;
  readonly decoder: TransformerDecoder;

  /** @param name prefix of the parameters' names, '' for none */
  constructor(parameters: Parameters, name: string, options: EncoderDecoderOptions) {
    const { encoderLayers, decoderLayers, ...block } = options;
    const stack = (layers: number) => ({ ...block, layers, finalNorm: true });
    this.encoder = new TransformerEncoder(parameters, partOf(name, 'encoder'), stack(encoderLayers));
    this.decoder = new TransformerDecoder(parameters, partOf(name, 'decoder'), stack(decoderLayers));
  }
}
