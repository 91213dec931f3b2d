// Multi-head attention with torch.nn.MultiheadAttention's layout: one input projection whose rows are those of
// query, key and value in turn, and one output projection. Head h uses features h·K … (h+1)·K − 1.

import { xavierUniform, zeros } from '../../engine/init.ts';
import { attention } from '../../engine/ops/attention.ts';
import { linear } from '../../engine/ops/linear.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';

export interface AttentionMask {
  /** int32, 1 = may not be looked at: (B, keys), (queries, keys) or (B, queries, keys). */
  readonly mask?: Tensor | undefined;
  /** Hide keys after the query. */
  readonly causal?: boolean;
}

export class MultiheadAttention {
  private readonly name: string;
  private readonly width: number;
  private readonly heads: number;
  private readonly inProjWeight: Tensor;
  private readonly inProjBias: Tensor;
  private readonly outProjWeight: Tensor;
  private readonly outProjBias: Tensor;

  /** @throws RangeError when the width does not divide into the heads */
  constructor(parameters: Parameters, name: string, width: number, heads: number) {
    if (!Number.isInteger(width / heads)) {
      throw new RangeError(`${name}: a width of ${width} does not divide into ${heads} heads`);
    }
    this.name = name;
    this.width = width;
    this.heads = heads;
    this.inProjWeight = parameters.declare(
      `${name}.in_proj_weight`,
      ['3D', 'D'],
      [3 * width, width],
      xavierUniform,
    );
    this.inProjBias = parameters.declare(`${name}.in_proj_bias`, ['3D'], [3 * width], zeros);
    this.outProjWeight = parameters.declare(
      `${name}.out_proj.weight`,
      ['D', 'D'],
      [width, width],
      xavierUniform,
    );
    this.outProjBias = parameters.declare(`${name}.out_proj.bias`, ['D'], [width], zeros);
  }

  /**
   * Every query looks at every key that the mask allows.
   * @param query (B, queries, D)
   * @param memory (B, keys, D): what keys and values are made from; the query itself for self-attention
   * @returns output (B, queries, D) and weights (B, N, queries, keys)
   */
  forward(
    tape: Tape,
    query: Tensor,
    memory: Tensor,
    mask: AttentionMask,
  ): { output: Tensor; weights: Tensor } {
    return tape.scope(this.name, () => {
      const [q, k, v] =
        query === memory ? this.projectTogether(tape, query) : this.projectApart(tape, query, memory);
      const { output, weights } = attention(tape, q, k, v, { heads: this.heads, ...mask });
      return { output: linear(tape, output, this.outProjWeight, this.outProjBias, 'out_proj'), weights };
    });
  }

  /** Self-attention: one product makes queries, keys and values, side by side. */
  private projectTogether(tape: Tape, x: Tensor): [Tensor, Tensor, Tensor] {
    const all = linear(tape, x, this.inProjWeight, this.inProjBias, 'in_proj'); // (B, T, 3D)
    return [
      this.columns(tape, all, 'query', 0),
      this.columns(tape, all, 'key', 1),
      this.columns(tape, all, 'value', 2),
    ];
  }

  /** Attention to another sequence: queries from one, keys and values from the other. */
  private projectApart(tape: Tape, x: Tensor, memory: Tensor): [Tensor, Tensor, Tensor] {
    const q = linear(tape, x, ...this.rows(tape, 0, 1), 'query'); // (B, T, D)
    const both = linear(tape, memory, ...this.rows(tape, 1, 3), 'key_value'); // (B, S, 2D)
    return [q, this.columns(tape, both, 'key', 0), this.columns(tape, both, 'value', 1)];
  }

  /** Column block `index` of a fused projection. */
  private columns(tape: Tape, all: Tensor, name: string, index: number): Tensor {
    const [batch = 0, length = 0] = all.shape;
    return tape.view(all, name, {
      dims: [...all.dims.slice(0, -1), 'D'],
      shape: [batch, length, this.width],
      offset: index * this.width,
      rowStride: all.columns,
    });
  }

  /** Row blocks `from` to `to` of the input projection: 0 query, 1 key, 2 value. */
  private rows(tape: Tape, from: number, to: number): [Tensor, Tensor] {
    const count = (to - from) * this.width;
    const offset = from * this.width;
    return [
      tape.view(this.inProjWeight, 'in_proj_weight', {
        dims: ['D', 'D'],
        shape: [count, this.width],
        offset: offset * this.width,
      }),
      tape.view(this.inProjBias, 'in_proj_bias', { dims: ['D'], shape: [count], offset }),
    ];
  }
}
