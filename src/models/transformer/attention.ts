// Multi-head attention with torch.nn.MultiheadAttention's layout: one input projection whose rows are those of
// query, key and value in turn, and one output projection. Head h uses features h·K … (h+1)·K − 1.

import { xavierUniform, zeros } from '../../engine/init.ts';
import { type AttentionMask, attention } from '../../engine/ops/attention.ts';
import { foldedLinear } from '../../engine/ops/foldedLinear.ts';
import { transpose } from '../../engine/ops/layout.ts';
import { linear } from '../../engine/ops/linear.ts';
import { mean } from '../../engine/ops/reduction.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { Linear, partOf } from '../layers.ts';

export interface MultiheadAttentionOptions {
  /** Features of queries and of the output (embed_dim). */
  readonly width: number;
  readonly heads: number;
  /** In all projections. Default true. */
  readonly bias?: boolean | undefined;
  /** Features of keys and of values (kdim, vdim). Default `width`; else each projection has a weight of its own. */
  readonly keyWidth?: number | undefined;
  readonly valueWidth?: number | undefined;
  /** Sequences are (B, T, D), not (T, B, D). Default true: the engine's order, unlike PyTorch's default. */
  readonly batchFirst?: boolean | undefined;
}

export interface AttentionCall extends AttentionMask {
  /** Give the weights' mean over the heads. Default false: figures show every head. */
  readonly averageWeights?: boolean | undefined;
}

export interface Attended {
  /** As the queries: (B, queries, D) or (queries, B, D). */
  readonly output: Tensor;
  /** (B, N, queries, keys), or averaged (B, queries, keys); always by batch first. */
  readonly weights: Tensor;
}

const ROLES = ['query', 'key', 'value'] as const;

export class MultiheadAttention {
  private readonly name: string;
  private readonly width: number;
  private readonly heads: number;
  private readonly batchFirst: boolean;
  /** One weight for all three projections, or one for each. */
  private readonly inProjWeights: readonly Tensor[];
  private readonly inProjBias: Tensor | undefined;
  private readonly outProj: Linear;

  /** @throws RangeError when the width does not divide into the heads */
  constructor(parameters: Parameters, name: string, options: MultiheadAttentionOptions) {
    const { width, heads, bias = true, keyWidth = width, valueWidth = width, batchFirst = true } = options;
    if (!Number.isInteger(width / heads) || heads < 1) {
      throw new RangeError(`${name || 'attention'}: a width of ${width} does not divide into ${heads} heads`);
    }
    this.name = name;
    this.width = width;
    this.heads = heads;
    this.batchFirst = batchFirst;
    const weight = (own: string, dims: [string, string], shape: [number, number]) =>
      parameters.declare(partOf(name, own), dims, shape, xavierUniform);
    this.inProjWeights =
      keyWidth === width && valueWidth === width
        ? [weight('in_proj_weight', ['3D', 'D'], [3 * width, width])]
        : [
            weight('q_proj_weight', ['D', 'D'], [width, width]),
            weight('k_proj_weight', ['D', 'Dk'], [width, keyWidth]),
            weight('v_proj_weight', ['D', 'Dv'], [width, valueWidth]),
          ];
    if (bias) this.inProjBias = parameters.declare(partOf(name, 'in_proj_bias'), ['3D'], [3 * width], zeros);
    this.outProj = new Linear(parameters, partOf(name, 'out_proj'), ['D', width], ['D', width], {
      bias,
      start: xavierUniform,
      biasStart: zeros,
    });
  }

  /**
   * Every query looks at every key that the mask allows. Giving the same tensor twice or three times is
   * self-attention, or attention to a memory, and saves products.
   * @param query (B, queries, D); by time first without `batchFirst`, like the other two
   * @param key (B, keys, Dk)
   * @param value (B, keys, Dv)
   * @throws ShapeError when the shapes do not fit
   */
  forward(tape: Tape, query: Tensor, key: Tensor, value: Tensor, call: AttentionCall = {}): Attended {
    const { averageWeights = false, ...mask } = call;
    return tape.scope(this.name, () => {
      const turn = (x: Tensor, name: string) => (this.batchFirst ? x : transpose(tape, x, 0, 1, name));
      const queries = turn(query, 'queries');
      const keys = key === query ? queries : turn(key, 'keys');
      const values = value === key ? keys : turn(value, 'values');
      const [q, k, v] = this.project(tape, [queries, keys, values]);
      const { output, weights } = attention(tape, q, k, v, { heads: this.heads, ...mask });
      const projected = this.outProj.forward(tape, output, 'out_proj');
      return {
        output: turn(projected, 'output_by_time'),
        weights: averageWeights ? mean(tape, weights, { axes: 1 }, 'mean_weights') : weights,
      };
    });
  }

  /** Projected queries, keys and values; neighbours made from one tensor come out of one product, side by side. */
  private project(tape: Tape, inputs: readonly [Tensor, Tensor, Tensor]): readonly [Tensor, Tensor, Tensor] {
    const one = this.inProjWeights.length === 1;
    const parts: Tensor[] = [];
    for (let from = 0, to = 1; from < 3; from = to, to = from + 1) {
      while (one && to < 3 && inputs[to] === inputs[from]) to++;
      const name = ROLES.slice(from, to).join('_');
      const input = inputs[from] as Tensor;
      const [weight, bias] = this.rows(tape, from, to);
      const all = input.words
        ? foldedLinear(tape, input.words, weight, bias, name)
        : linear(tape, input, weight, bias, name); // (B, T, (to − from)·D)
      for (let role = from; role < to; role++)
        parts.push(to - from === 1 ? all : this.columns(tape, all, role, role - from));
    }
    return parts as [Tensor, Tensor, Tensor];
  }

  /** Column block `index` of a product that made several roles at once. */
  private columns(tape: Tape, all: Tensor, role: number, index: number): Tensor {
    const [batch = 0, length = 0] = all.shape;
    return tape.view(all, ROLES[role] as string, {
      dims: [...all.dims.slice(0, -1), 'D'],
      shape: [batch, length, this.width],
      offset: index * this.width,
      rowStride: all.columns,
    });
  }

  /** Weight and bias of the roles `from` to `to`: 0 query, 1 key, 2 value. */
  private rows(tape: Tape, from: number, to: number): [Tensor, Tensor | undefined] {
    const { width, inProjWeights, inProjBias } = this;
    const count = (to - from) * width;
    const offset = from * width;
    const bias = inProjBias && tape.view(inProjBias, 'in_proj_bias', { dims: ['D'], shape: [count], offset });
    const [whole, ...others] = inProjWeights as [Tensor, ...Tensor[]];
    if (others.length > 0) return [inProjWeights[from] as Tensor, bias];
    const rows = { dims: ['D', 'D'], shape: [count, width], offset: offset * width };
    return [tape.view(whole, 'in_proj_weight', rows), bias];
  }
}
