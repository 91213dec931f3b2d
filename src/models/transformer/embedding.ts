// Words as vectors that know where they stand, and which of them are only padding.

import { normal } from '../../engine/init.ts';
import { type Fold, positionedEmbedding } from '../../engine/ops/positionedEmbedding.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Ids } from '../sequenceToSequence.ts';
import { type PositionKind, type Positions, positions } from './positional.ts';

export interface TokenEmbeddingOptions {
  readonly vocabulary: number;
  /** d_model. */
  readonly width: number;
  /** Default sinusoidal. Learned positions are the parameter `${name}_positions.weight`. */
  readonly positions?: PositionKind | undefined;
  /** Whether a first layer that reads the words as they are may project the tables instead. Default auto. */
  readonly fold?: Fold | undefined;
}

/** embedding · √D + positions. */
export class TokenEmbedding {
  private readonly table: Tensor;
  private readonly width: number;
  private readonly positions: Positions;
  private readonly fold: Fold | undefined;

  constructor(parameters: Parameters, name: string, options: TokenEmbeddingOptions) {
    const { vocabulary, width } = options;
    this.width = width;
    this.fold = options.fold;
    // Multiplied by √D on the way in, so that a deviation of 1/√D makes words as large as positions.
    this.table = parameters.declare(
      `${name}.weight`,
      ['V', 'D'],
      [vocabulary, width],
      normal(1 / Math.sqrt(width)),
    );
    this.positions = positions(parameters, `${name}_positions`, width, options.positions ?? 'sinusoidal');
  }

  /**
   * @param ids int32 (B, time)
   * @returns (B, time, D)
   * @throws RangeError for an id outside the table, or more places than were learned
   */
  forward(tape: Tape, ids: Tensor, scope: string): Tensor {
    return tape.scope(scope, () => {
      const [, length = 0] = ids.shape;
      const places = this.positions(tape, length, ids.dims[1] as string);
      return positionedEmbedding(tape, ids, this.table, Math.sqrt(this.width), places, this.fold);
    });
  }
}

/** A batch of ids as int32 (B, `time`). @throws RangeError when there is nothing in it */
export function tokenIds(tape: Tape, name: string, time: string, { values, batch, length }: Ids): Tensor {
  if (batch < 1 || length < 1) throw new RangeError(`${name}: ${batch} sequences of ${length} words`);
  return tape.constant(name, ['B', time], [batch, length], values, { dtype: 'i32' });
}

/** int32 (B, `time`), 1 where the id is `pad`. @throws RangeError for a sequence that is all padding */
export function paddingMask(tape: Tape, name: string, time: string, ids: Ids, pad: number): Tensor {
  const { values, batch, length } = ids;
  const hidden = new Int32Array(values.length);
  for (let i = 0; i < hidden.length; i++) hidden[i] = values[i] === pad ? 1 : 0;
  for (let row = 0; row < batch; row++) {
    if (!hidden.subarray(row * length, (row + 1) * length).includes(0))
      throw new RangeError(`${name}: sequence ${row} of the batch is all padding`);
  }
  return tape.constant(name, ['B', time], [batch, length], hidden, { dtype: 'i32' });
}
