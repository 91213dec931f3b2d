// The two blocks a transformer is stacked from, with torch.nn's parameter names.
//   post-norm: x = norm(x + sublayer(x))      (Vaswani et al. 2017)
//   pre-norm:  x = x + sublayer(norm(x))      (Xiong et al. 2020)

import { xavierUniform } from '../../engine/init.ts';
import { relu } from '../../engine/ops/activation.ts';
import { add } from '../../engine/ops/arithmetic.ts';
import type { AttentionMask } from '../../engine/ops/attention.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { LayerNorm, Linear, partOf } from '../layers.ts';
import { MultiheadAttention } from './attention.ts';

/** An elementwise op: relu, gelu and the like. Given as such, so that a bundle holds only those that its models use. */
export type Activation = (tape: Tape, x: Tensor) => Tensor;

export interface BlockOptions {
  /** d_model. */
  readonly width: number;
  readonly heads: number;
  /** Inner width of the feed-forward layer. */
  readonly feedForward: number;
  /** Normalise before each sublayer instead of after it. Default false. */
  readonly normFirst?: boolean | undefined;
  /** Of the feed-forward layer. Default relu. */
  readonly activation?: Activation | undefined;
  /** Default 1e-5. */
  readonly layerNormEps?: number | undefined;
  /** Sequences are (B, T, D), not (T, B, D). Default true. */
  readonly batchFirst?: boolean | undefined;
}

/** linear2(activation(linear1(x))), the same at every position. */
class FeedForward {
  private readonly name: string;
  private readonly activation: Activation;
  private readonly linear1: Linear;
  private readonly linear2: Linear;

  constructor(parameters: Parameters, name: string, { width, feedForward, activation = relu }: BlockOptions) {
    this.name = name;
    this.activation = activation;
    const [D, F] = [['D', width] as const, ['F', feedForward] as const];
    this.linear1 = new Linear(parameters, partOf(name, 'linear1'), D, F, { start: xavierUniform });
    this.linear2 = new Linear(parameters, partOf(name, 'linear2'), F, D, { start: xavierUniform });
  }

  forward(tape: Tape, x: Tensor): { output: Tensor } {
    return tape.scope(this.name, () => {
      const hidden = this.activation(tape, this.linear1.forward(tape, x, 'linear1')); // (B, T, F)
      return { output: this.linear2.forward(tape, hidden, 'linear2') }; // (B, T, D)
    });
  }
}

/** A sublayer's result with its input added to the output, and the norm where the block wants it. */
function residual<Result extends { readonly output: Tensor }>(
  tape: Tape,
  x: Tensor,
  norm: LayerNorm,
  normFirst: boolean,
  sublayer: (inner: Tensor) => Result,
): Result {
  const result = sublayer(normFirst ? norm.forward(tape, x) : x);
  const output = normFirst ? add(tape, x, result.output, 'residual') : norm.forward(tape, x, result.output);
  return { ...result, output };
}

function norms(parameters: Parameters, name: string, count: number, options: BlockOptions): LayerNorm[] {
  const { width, layerNormEps } = options;
  return Array.from(
    { length: count },
    (_, index) => new LayerNorm(parameters, partOf(name, `norm${index + 1}`), width, layerNormEps),
  );
}

/** Self-attention, then feed-forward (torch.nn.TransformerEncoderLayer). */
export class EncoderLayer {
  private readonly selfAttention: MultiheadAttention;
  private readonly feedForward: FeedForward;
  private readonly norms: readonly LayerNorm[];
  private readonly normFirst: boolean;

  constructor(parameters: Parameters, name: string, options: BlockOptions) {
    this.normFirst = options.normFirst ?? false;
    this.selfAttention = new MultiheadAttention(parameters, partOf(name, 'self_attn'), options);
    this.feedForward = new FeedForward(parameters, name, options);
    this.norms = norms(parameters, name, 2, options);
  }

  /**
   * @param x (B, S, D), or (S, B, D) without `batchFirst`
   * @returns the same shape, and the weights (B, N, S, S)
   */
  forward(tape: Tape, x: Tensor, mask: AttentionMask = {}): { output: Tensor; selfAttention: Tensor } {
    const { normFirst } = this;
    const [norm1, norm2] = this.norms as [LayerNorm, LayerNorm];
    const read = residual(tape, x, norm1, normFirst, (inner) =>
      this.selfAttention.forward(tape, inner, inner, inner, mask),
    );
    const { output } = residual(tape, read.output, norm2, normFirst, (inner) =>
      this.feedForward.forward(tape, inner),
    );
    return { output, selfAttention: read.weights };
  }
}

export interface DecoderMasks {
  /** What target positions may not see of the target. */
  readonly self?: AttentionMask | undefined;
  /** What they may not see of the memory. */
  readonly cross?: AttentionMask | undefined;
}

/** Masked self-attention, attention to the encoder's output, then feed-forward (torch.nn.TransformerDecoderLayer). */
export class DecoderLayer {
  private readonly selfAttention: MultiheadAttention;
  private readonly crossAttention: MultiheadAttention;
  private readonly feedForward: FeedForward;
  private readonly norms: readonly LayerNorm[];
  private readonly normFirst: boolean;

  constructor(parameters: Parameters, name: string, options: BlockOptions) {
    this.normFirst = options.normFirst ?? false;
    this.selfAttention = new MultiheadAttention(parameters, partOf(name, 'self_attn'), options);
    this.crossAttention = new MultiheadAttention(parameters, partOf(name, 'multihead_attn'), options);
    this.feedForward = new FeedForward(parameters, name, options);
    this.norms = norms(parameters, name, 3, options);
  }

  /**
   * @param x (B, T, D); by time first without `batchFirst`, like the memory
   * @param memory (B, S, D), the encoder's output; it is not normalised here
   * @returns the shape of x, and the weights (B, N, T, T) and (B, N, T, S)
   */
  forward(
    tape: Tape,
    x: Tensor,
    memory: Tensor,
    masks: DecoderMasks = {},
  ): { output: Tensor; selfAttention: Tensor; crossAttention: Tensor } {
    const { normFirst } = this;
    const [norm1, norm2, norm3] = this.norms as [LayerNorm, LayerNorm, LayerNorm];
    const read = residual(tape, x, norm1, normFirst, (inner) =>
      this.selfAttention.forward(tape, inner, inner, inner, masks.self),
    );
    const attended = residual(tape, read.output, norm2, normFirst, (inner) =>
      this.crossAttention.forward(tape, inner, memory, memory, masks.cross),
    );
    const { output } = residual(tape, attended.output, norm3, normFirst, (inner) =>
      this.feedForward.forward(tape, inner),
    );
    return { output, selfAttention: read.weights, crossAttention: attended.weights };
  }
}
