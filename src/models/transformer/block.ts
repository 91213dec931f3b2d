// The two blocks a transformer is stacked from, with torch.nn's parameter names.
//   post-norm: x = norm(x + sublayer(x))      (Vaswani et al. 2017)
//   pre-norm:  x = x + sublayer(norm(x))      (Xiong et al. 2020)

import { ones, uniform, xavierUniform, zeros } from '../../engine/init.ts';
import { relu } from '../../engine/ops/activation.ts';
import { add } from '../../engine/ops/arithmetic.ts';
import { linear } from '../../engine/ops/linear.ts';
import { layerNorm } from '../../engine/ops/normalise.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { type AttentionMask, MultiheadAttention } from './attention.ts';

export interface BlockOptions {
  /** d_model. */
  readonly width: number;
  readonly heads: number;
  /** Inner width of the feed-forward layer. */
  readonly feedForward: number;
  /** Normalise before each sublayer instead of after it. */
  readonly normFirst: boolean;
}

/** LayerNorm's weight and bias. */
export class LayerNorm {
  private readonly name: string;
  private readonly weight: Tensor;
  private readonly bias: Tensor;

  constructor(parameters: Parameters, name: string, width: number) {
    this.name = name;
    this.weight = parameters.declare(`${name}.weight`, ['D'], [width], ones);
    this.bias = parameters.declare(`${name}.bias`, ['D'], [width], zeros);
  }

  /** LayerNorm(x), or LayerNorm(x + residual) in one go. */
  forward(tape: Tape, x: Tensor, residual?: Tensor): Tensor {
    return layerNorm(tape, x, residual, this.weight, this.bias, 1e-5, this.name);
  }
}

/** linear2(relu(linear1(x))), the same at every position. */
class FeedForward {
  private readonly name: string;
  private readonly weights: readonly [Tensor, Tensor, Tensor, Tensor];

  constructor(parameters: Parameters, name: string, { width, feedForward }: BlockOptions) {
    this.name = name;
    const declareLinear = (layer: string, out: [string, number], fanIn: [string, number]) =>
      [
        parameters.declare(`${name}.${layer}.weight`, [out[0], fanIn[0]], [out[1], fanIn[1]], xavierUniform),
        parameters.declare(`${name}.${layer}.bias`, [out[0]], [out[1]], uniform(1 / Math.sqrt(fanIn[1]))),
      ] as const;
    this.weights = [
      ...declareLinear('linear1', ['F', feedForward], ['D', width]),
      ...declareLinear('linear2', ['D', width], ['F', feedForward]),
    ];
  }

  forward(tape: Tape, x: Tensor): Tensor {
    const [weight1, bias1, weight2, bias2] = this.weights;
    return tape.scope(this.name, () => {
      const hidden = relu(tape, linear(tape, x, weight1, bias1, 'linear1')); // (B, T, F)
      return linear(tape, hidden, weight2, bias2, 'linear2'); // (B, T, D)
    });
  }
}

/** Adds a sublayer's output to its input, with the norm where the block wants it. */
function residual(
  tape: Tape,
  x: Tensor,
  norm: LayerNorm,
  normFirst: boolean,
  sublayer: (x: Tensor) => Tensor,
): Tensor {
  if (normFirst) return add(tape, x, sublayer(norm.forward(tape, x)), 'residual');
  return norm.forward(tape, x, sublayer(x));
}

/** Self-attention, then feed-forward. */
export class EncoderLayer {
  private readonly selfAttention: MultiheadAttention;
  private readonly feedForward: FeedForward;
  private readonly norm1: LayerNorm;
  private readonly norm2: LayerNorm;
  private readonly normFirst: boolean;

  constructor(parameters: Parameters, name: string, options: BlockOptions) {
    this.normFirst = options.normFirst;
    this.selfAttention = new MultiheadAttention(
      parameters,
      `${name}.self_attn`,
      options.width,
      options.heads,
    );
    this.feedForward = new FeedForward(parameters, name, options);
    this.norm1 = new LayerNorm(parameters, `${name}.norm1`, options.width);
    this.norm2 = new LayerNorm(parameters, `${name}.norm2`, options.width);
  }

  /** @param x (B, S, D) */
  forward(tape: Tape, x: Tensor, mask: AttentionMask): { output: Tensor; selfAttention: Tensor } {
    let selfAttention: Tensor | undefined;
    const attended = residual(tape, x, this.norm1, this.normFirst, (inner) => {
      const { output, weights } = this.selfAttention.forward(tape, inner, inner, mask);
      selfAttention = weights;
      return output;
    });
    const output = residual(tape, attended, this.norm2, this.normFirst, (inner) =>
      this.feedForward.forward(tape, inner),
    );
    return { output, selfAttention: selfAttention as Tensor };
  }
}

/** Masked self-attention, attention to the encoder's output, then feed-forward. */
export class DecoderLayer {
  private readonly selfAttention: MultiheadAttention;
  private readonly crossAttention: MultiheadAttention;
  private readonly feedForward: FeedForward;
  private readonly norms: readonly [LayerNorm, LayerNorm, LayerNorm];
  private readonly normFirst: boolean;

  constructor(parameters: Parameters, name: string, options: BlockOptions) {
    this.normFirst = options.normFirst;
    this.selfAttention = new MultiheadAttention(
      parameters,
      `${name}.self_attn`,
      options.width,
      options.heads,
    );
    this.crossAttention = new MultiheadAttention(
      parameters,
      `${name}.multihead_attn`,
      options.width,
      options.heads,
    );
    this.feedForward = new FeedForward(parameters, name, options);
    const norm = (index: number) => new LayerNorm(parameters, `${name}.norm${index}`, options.width);
    this.norms = [norm(1), norm(2), norm(3)];
  }

  /**
   * @param x (B, T, D)
   * @param memory (B, S, D), the encoder's output; it is not normalised here
   */
  forward(
    tape: Tape,
    x: Tensor,
    memory: Tensor,
    masks: { readonly self: AttentionMask; readonly cross: AttentionMask },
  ): { output: Tensor; selfAttention: Tensor; crossAttention: Tensor } {
    const [norm1, norm2, norm3] = this.norms;
    let selfAttention: Tensor | undefined;
    let crossAttention: Tensor | undefined;
    const read = residual(tape, x, norm1, this.normFirst, (inner) => {
      const { output, weights } = this.selfAttention.forward(tape, inner, inner, masks.self);
      selfAttention = weights;
      return output;
    });
    const attended = residual(tape, read, norm2, this.normFirst, (inner) => {
      const { output, weights } = this.crossAttention.forward(tape, inner, memory, masks.cross);
      crossAttention = weights;
      return output;
    });
    const output = residual(tape, attended, norm3, this.normFirst, (inner) =>
      this.feedForward.forward(tape, inner),
    );
    return { output, selfAttention: selfAttention as Tensor, crossAttention: crossAttention as Tensor };
  }
}
