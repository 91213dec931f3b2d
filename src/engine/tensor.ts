// A tensor is a named window on the engine's memory: where its numbers lie, its shape, and what its dimensions mean.

import { sizeOf } from './shape.ts';

/** Rows looked up: factor · table[ids] + places. */
export interface Words {
  /** int32 (B, T). */
  readonly ids: Tensor;
  /** (V, D). */
  readonly table: Tensor;
  readonly factor: number;
  /** (T, D), or undefined for none. */
  readonly places: Tensor | undefined;
}

export class Tensor {
  /** Full name with its scope, for example `transformer.decoder.layers.0.multihead_attn.weights`. */
  readonly name: string;
  /** What each dimension counts, for example `['B', 'T', 'D']`; same length as `shape`. */
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  /** Number of elements. */
  readonly size: number;
  readonly dtype: 'f32' | 'i32';
  /** True when a gradient should reach it. */
  readonly requiresGradient: boolean;
  /** Length of the last dimension; 1 for a scalar. */
  readonly columns: number;
  /** Elements from one row (last dimension) to the next; larger than the last dimension for a view of some columns. */
  readonly rowStride: number;
  /** Byte address of the first element. Parameters get theirs when their block is laid out. */
  address: number;
  /** Byte address of the gradient, 0 until there is one. */
  gradient: number;
  /** For a view: the tensor whose memory and gradient it shares. */
  readonly base: Tensor | undefined;
  /** For a view: bytes from the base's first element. */
  readonly baseOffset: number;
  /** What its rows were made of, where V + T of them are fewer than there are rows: what reads it may begin there. */
  readonly words: Words | undefined;

  constructor(fields: {
    name: string;
    dims: readonly string[];
    shape: readonly number[];
    dtype?: 'f32' | 'i32';
    requiresGradient?: boolean;
    address?: number;
    rowStride?: number;
    base?: Tensor;
    baseOffset?: number;
    words?: Words | undefined;
  }) {
    if (fields.dims.length !== fields.shape.length) {
      throw new Error(
        `${fields.name}: ${fields.shape.length} dimensions, but ${fields.dims.length} names for them`,
      );
    }
    this.name = fields.name;
    this.dims = fields.dims;
    this.shape = fields.shape;
    this.size = sizeOf(fields.shape);
    this.dtype = fields.dtype ?? 'f32';
    this.requiresGradient = fields.requiresGradient ?? false;
    this.columns = fields.shape[fields.shape.length - 1] ?? 1;
    this.rowStride = fields.rowStride ?? this.columns;
    this.address = fields.address ?? 0;
    this.gradient = 0;
    this.base = fields.base;
    this.baseOffset = fields.baseOffset ?? 0;
    this.words = fields.words;
  }

  /** Product of all dimensions but the last. */
  get rows(): number {
    return this.columns === 0 ? 0 : this.size / this.columns;
  }

  get contiguous(): boolean {
    return this.rowStride === this.columns;
  }
}
