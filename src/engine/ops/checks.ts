// What ops ask of their operands.

import { formatShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** @throws when a kernel that reads rows back to back is given a view of some columns */
export function requireContiguous(op: string, ...tensors: readonly (Tensor | undefined)[]): void {
  for (const tensor of tensors) {
    if (tensor && !tensor.contiguous) {
      throw new Error(
        `${op}: ${tensor.name} is a view of some columns of another tensor; it must be contiguous`,
      );
    }
  }
}

/** @throws when an id is not a row of the table, naming the op, the tensor, the place and the range */
export function requireIds(
  op: string,
  ids: Tensor,
  values: Int32Array,
  rows: number,
  allowed?: number,
): void {
  if (ids.dtype !== 'i32') throw new TypeError(`${op}: ${ids.name} must hold int32 ids, not ${ids.dtype}`);
  for (let i = 0; i < values.length; i++) {
    const id = values[i] as number;
    if ((id < 0 || id >= rows) && id !== allowed) {
      throw new RangeError(
        `${op}: id ${id} at place ${i} of ${ids.name} ${formatShape(ids.shape)} is outside 0…${rows - 1}`,
      );
    }
  }
}
