// Scaled dot-product attention, one (batch, head) at a time: softmax(Q·Kᵀ/√d + mask)·V (Vaswani et al. 2017, eq. 1).
// Keys and values are transposed into scratch so that the inner loops run across keys: no horizontal sums.
// q, k, v and out are (batch, time, heads·depth) with their own row strides, so they may be columns of one fused projection.
// Queries go four at a time. With `causal` those four look at no key past the last of them, so about half the work is saved.

import { copyRow } from './lanes';
import { rowLargest, softmaxRow, softmaxRowBackward } from './softmax';
import { rowBlock, transposePadded } from './tiles';

/** Bytes of scratch that both kernels need: keys or values transposed, a row of keys for each query, and which are hidden. */
export function attentionScratch(queries: i32, keys: i32, depth: i32): i32 {
  const padded = (keys + 3) & ~3;
  return ((depth + queries + 1) * padded) << 2;
}

/** hidden[j] = all ones where padding[j] is not 0, and past the last key; else 0. `padding` 0: there is none. */
function hiddenKeys(padding: usize, keys: i32, hidden: usize, padded: i32): void {
  for (let j = 0; j < padded; j++) {
    const seen = j < keys && (padding == 0 || load<i32>(padding + (j << 2)) == 0);
    store<i32>(hidden + (j << 2), seen ? 0 : -1);
  }
}

/** Scores times `factor`, −∞ where hidden and after key `last`. Four at a time: what is stored one by one loads slowly. */
function finishScores(row: usize, hidden: usize, wide: i32, factor: f32, last: i32): void {
  const factors = f32x4.splat(factor);
  const end = i32x4.splat(last);
  let places = i32x4(0, 1, 2, 3);
  for (let j = 0; j < wide; j += 4) {
    const at: usize = j << 2;
    const score = f32x4.mul(v128.load(row + at), factors);
    const closed = v128.or(v128.load(hidden + at), v128.gt<i32>(places, end));
    v128.store(row + at, v128.bitselect(f32x4.splat(-Infinity), score, closed));
    places = i32x4.add(places, i32x4.splat(4));
  }
}

/** Scores of keys that the mask hides (mask[j] is not 0) become −∞. */
function hide(mask: usize, row: usize, keys: i32): void {
  for (let j = 0; j < keys; j++) if (load<i32>(mask + (j << 2)) != 0) store<f32>(row + (j << 2), -Infinity);
}

/** Of a row's `keys` weights the first `seen` are copied; what comes after them is 0. */
// @ts-ignore: decorator
@inline
function keep(row: usize, seen: i32, to: usize, keys: i32): void {
  copyRow(row, to, seen);
  for (let j = seen; j < keys; j++) store<f32>(to + (j << 2), 0);
}

/**
 * weights (batch, heads, queries, keys) and out are written. Where they are not 0, int32 `mask` is read at
 * mask[b·maskBatch + h·maskHead + i·maskQuery + j] and `padding` at padding[b·keys + j] (1 = may not look); `causal` also
 * hides keys after the query. A query with no key left gives zeros.
 */
export function attention(
  q: usize, qStride: i32, k: usize, kStride: i32, v: usize, vStride: i32, out: usize, weights: usize,
  mask: usize, maskBatch: i32, maskHead: i32, maskQuery: i32, padding: usize, causal: bool,
  batch: i32, heads: i32, queries: i32, keys: i32, depth: i32, scratch: usize,
): void {
  const padded = (keys + 3) & ~3;
  const columns = scratch;
  const rows = scratch + ((depth * padded) << 2);
  const hidden = rows + ((queries * padded) << 2);
  const factor: f32 = 1 / sqrt<f32>(<f32>depth);
  const outStride = heads * depth;
  for (let b = 0; b < batch; b++) {
    hiddenKeys(padding != 0 ? padding + ((b * keys) << 2) : 0, keys, hidden, padded);
    for (let h = 0; h < heads; h++) {
      const qHead = q + ((b * queries * qStride + h * depth) << 2);
      const kHead = k + ((b * keys * kStride + h * depth) << 2);
      const vHead = v + ((b * keys * vStride + h * depth) << 2);
      const outHead = out + ((b * queries * outStride + h * depth) << 2);
      const weightHead = weights + (((b * heads + h) * queries * keys) << 2);
      transposePadded(kHead, kStride << 2, keys, depth, columns, padded);
      for (let from = 0; from < queries; from += 4) {
        const count = min(4, queries - from);
        const wide = causal ? min(padded, from + 4) : padded;
        const query = qHead + ((from * qStride) << 2);
        rowBlock(query, qStride << 2, 4, columns, padded << 2, rows, padded << 2, count, wide, depth, false);
        for (let i = from; i < from + count; i++) {
          const row = rows + (((i - from) * padded) << 2);
          finishScores(row, hidden, wide, factor, causal ? i : keys);
          if (mask != 0) hide(mask + ((b * maskBatch + h * maskHead + i * maskQuery) << 2), row, min(keys, wide));
          softmaxRow(row, row, wide, rowLargest(row, wide));
          keep(row, min(wide, keys), weightHead + ((i * keys) << 2), keys);
        }
        const target = outHead + ((from * outStride) << 2);
        rowBlock(
          rows, padded << 2, 4, vHead, vStride << 2, target, outStride << 2, count, depth, min(keys, wide), false,
        );
      }
    }
  }
}

/**
 * With dW = dO·Vᵀ and dS = W ⊙ (dW − Σ W·dW)/√d: dQ += dS·K, dK += dSᵀ·Q, dV += Wᵀ·dO.
 * dQ, dK, dV share the strides of q, k, v. With `freshQ` dQ is written and not added to, with `freshKV` dK and dV are.
 */
export function attentionBackward(
  q: usize, qStride: i32, k: usize, kStride: i32, v: usize, vStride: i32, weights: usize, dOut: usize,
  dQ: usize, dK: usize, dV: usize,
  batch: i32, heads: i32, queries: i32, keys: i32, depth: i32, causal: bool, freshQ: bool, freshKV: bool, scratch: usize,
): void {
  const padded = (keys + 3) & ~3;
  const columns = scratch;
  const rows = scratch + ((depth * padded) << 2);
  const factor: f32 = 1 / sqrt<f32>(<f32>depth);
  const outStride = heads * depth;
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const qHead: usize = (b * queries * qStride + h * depth) << 2;
      const kHead: usize = (b * keys * kStride + h * depth) << 2;
      const vHead: usize = (b * keys * vStride + h * depth) << 2;
      const outHead = dOut + ((b * queries * outStride + h * depth) << 2);
      const weightHead = weights + (((b * heads + h) * queries * keys) << 2);
      transposePadded(v + vHead, vStride << 2, keys, depth, columns, padded);
      for (let from = 0; from < queries; from += 4) {
        const count = min(4, queries - from);
        const wide = causal ? min(padded, from + 4) : padded;
        const block = rows + ((from * padded) << 2);
        const flow = outHead + ((from * outStride) << 2);
        rowBlock(flow, outStride << 2, 4, columns, padded << 2, block, padded << 2, count, wide, depth, false);
        for (let i = 0; i < count; i++) {
          const row = block + ((i * padded) << 2);
          const w = weightHead + (((from + i) * keys) << 2);
          softmaxRowBackward(w, row, row, min(keys, wide), factor, 0);
        }
        const query: usize = qHead + ((from * qStride) << 2);
        rowBlock(
          block, padded << 2, 4, k + kHead, kStride << 2, dQ + query, qStride << 2, count, depth, min(keys, wide), !freshQ,
        );
      }
      for (let to = 0; to < keys; to += 4) {
        const own: usize = to << 2;
        const count = min(4, keys - to);
        const key = dK + kHead + ((to * kStride) << 2);
        const value = dV + vHead + ((to * vStride) << 2);
        // With `causal`, key j gets nothing from queries before it.
        let from = causal ? min(to, queries) : 0;
        // Where keys are their own values, the two sums are one, and it runs query by query: shared links rest on its order.
        const span = dK == dV ? min(1, queries - from) : queries - from;
        do {
          const ds = rows + ((from * padded) << 2) + own;
          const w = weightHead + ((from * keys) << 2) + own;
          const query = q + qHead + ((from * qStride) << 2);
          const flow = outHead + ((from * outStride) << 2);
          rowBlock(ds, 4, padded << 2, query, qStride << 2, key, kStride << 2, count, depth, span, !freshKV);
          rowBlock(w, 4, keys << 2, flow, outStride << 2, value, vStride << 2, count, depth, span, !freshKV);
          from += span;
        } while (from < queries);
      }
    }
  }
}
