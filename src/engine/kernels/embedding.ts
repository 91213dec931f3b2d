// Rows of a table looked up by id (int32, checked by the caller), and their gradients added back.

import { addInto } from './elementwise';
import { copyRow } from './lanes';

/** out[i] = table[ids[i]]. */
export function embedding(table: usize, ids: usize, out: usize, count: i32, width: i32): void {
  const bytes: usize = width << 2;
  for (let i = 0; i < count; i++) {
    copyRow(table + <usize>load<i32>(ids + (i << 2)) * bytes, out, width);
    out += bytes;
  }
}

/** dTable[ids[i]] += dOut[i], in order of i: repeated ids sum. */
export function embeddingBackward(dTable: usize, ids: usize, dOut: usize, count: i32, width: i32): void {
  const bytes: usize = width << 2;
  for (let i = 0; i < count; i++) {
    addInto(dOut, dTable + <usize>load<i32>(ids + (i << 2)) * bytes, width);
    dOut += bytes;
  }
}
