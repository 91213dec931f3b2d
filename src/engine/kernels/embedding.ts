// Rows of a table looked up by id (int32, checked by the caller), and their gradients added back.

import { addInto } from './elementwise';
import { copyRow, madd } from './lanes';

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

/** out[i] = factor · table[ids[i]] + places[i mod length]; `places` 0 stands for none. */
export function lookUp(table: usize, ids: usize, factor: f32, places: usize, length: i32, out: usize, count: i32, width: i32): void {
  const bytes: usize = width << 2;
  const end: usize = (width & ~3) << 2;
  const factors = f32x4.splat(factor);
  let t = 0;
  for (let i = 0; i < count; i++) {
    const row = table + <usize>load<i32>(ids + (i << 2)) * bytes;
    const place = places + <usize>t * bytes;
    for (let j: usize = 0; j < end; j += 16) {
      const scaled = f32x4.mul(factors, v128.load(row + j));
      v128.store(out + j, places != 0 ? f32x4.add(scaled, v128.load(place + j)) : scaled);
    }
    for (let j = end; j < bytes; j += 4) {
      const scaled: f32 = factor * load<f32>(row + j);
      store<f32>(out + j, places != 0 ? scaled + load<f32>(place + j) : scaled);
    }
    out += bytes;
    if (++t == length) t = 0;
  }
}

/** dTable[ids[i]] += factor · dOut[i], dPlaces[i mod length] += dOut[i], in order of i; 0 for what is not wanted. */
export function lookUpBackward(
  dTable: usize, ids: usize, factor: f32, dPlaces: usize, length: i32, dOut: usize, count: i32, width: i32,
): void {
  const bytes: usize = width << 2;
  const end: usize = (width & ~3) << 2;
  const factors = f32x4.splat(factor);
  let t = 0;
  for (let i = 0; i < count; i++) {
    const row = dTable + <usize>load<i32>(ids + (i << 2)) * bytes;
    const place = dPlaces + <usize>t * bytes;
    for (let j: usize = 0; j < end; j += 16) {
      const flow = v128.load(dOut + j);
      if (dTable != 0) v128.store(row + j, madd(factors, flow, v128.load(row + j)));
      if (dPlaces != 0) v128.store(place + j, f32x4.add(v128.load(place + j), flow));
    }
    for (let j = end; j < bytes; j += 4) {
      const flow = load<f32>(dOut + j);
      if (dTable != 0) store<f32>(row + j, load<f32>(row + j) + factor * flow);
      if (dPlaces != 0) store<f32>(place + j, load<f32>(place + j) + flow);
    }
    dOut += bytes;
    if (++t == length) t = 0;
  }
}
