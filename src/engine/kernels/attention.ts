// Scaled dot-product attention, one (batch, head) at a time: softmax(Q·Kᵀ/√d + mask)·V (Vaswani et al. 2017, eq. 1).
// Keys and values are transposed into scratch so that the inner loops run across keys: no horizontal sums.
// q, k, v and out are (batch, time, heads·depth) with their own row strides, so they may be columns of one fused projection.

import { softmaxRow, softmaxRowBackward } from './softmax';
import { transpose } from './gemm';

/** Bytes of scratch that both kernels need. */
export function attentionScratch(keys: i32, depth: i32): i32 {
  const padded = (keys + 3) & ~3;
  return ((depth + 3) * padded + 8) << 2;
}

/** out[j] = factor · Σ_d x[d] · columns[d, j] for j < padded (a multiple of 4). */
// @ts-ignore: decorator
@inline
function rowTimesColumns(x: usize, columns: usize, out: usize, depth: i32, padded: i32, factor: f32): void {
  const f = f32x4.splat(factor);
  for (let j = 0; j < padded; j += 4) {
    let sum = f32x4.splat(0);
    let column = columns + (j << 2);
    for (let d = 0; d < depth; d++) {
      sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(x + (d << 2)), v128.load(column)));
      column += padded << 2;
    }
    v128.store(out + (j << 2), f32x4.mul(sum, f));
  }
}

/** Copies (keys × depth, row stride) to (depth × padded), zeros past the last key. */
function transposePadded(x: usize, stride: i32, keys: i32, depth: i32, out: usize, padded: i32): void {
  if (padded == keys) {
    transpose(x, stride, keys, depth, out);
    return;
  }
  for (let d = 0; d < depth; d++) {
    for (let j = 0; j < padded; j++) {
      store<f32>(out + ((d * padded + j) << 2), j < keys ? load<f32>(x + ((j * stride + d) << 2)) : 0);
    }
  }
}

/** y += a · x over n elements. */
// @ts-ignore: decorator
@inline
function axpy(a: f32, x: usize, y: usize, n: i32): void {
  const f = f32x4.splat(a);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    v128.store(y + (i << 2), f32x4.add(v128.load(y + (i << 2)), f32x4.mul(f, v128.load(x + (i << 2)))));
  }
  for (; i < n; i++) store<f32>(y + (i << 2), load<f32>(y + (i << 2)) + a * load<f32>(x + (i << 2)));
}

/** Scores of keys that may not be looked at (hidden[j] is not 0) become −∞. */
function hide(hidden: usize, row: usize, keys: i32): void {
  for (let j = 0; j < keys; j++) if (load<i32>(hidden + (j << 2)) != 0) store<f32>(row + (j << 2), -Infinity);
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
  const row = scratch + ((depth * padded) << 2);
  const factor: f32 = 1 / sqrt<f32>(<f32>depth);
  const outStride = heads * depth;
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const qHead = q + ((b * queries * qStride + h * depth) << 2);
      const kHead = k + ((b * keys * kStride + h * depth) << 2);
      const vHead = v + ((b * keys * vStride + h * depth) << 2);
      const outHead = out + ((b * queries * outStride + h * depth) << 2);
      const weightHead = weights + (((b * heads + h) * queries * keys) << 2);
      transposePadded(kHead, kStride, keys, depth, columns, padded);
      for (let i = 0; i < queries; i++) {
        rowTimesColumns(qHead + ((i * qStride) << 2), columns, row, depth, padded, factor);
        if (mask != 0) hide(mask + ((b * maskBatch + h * maskHead + i * maskQuery) << 2), row, keys);
        if (padding != 0) hide(padding + ((b * keys) << 2), row, keys);
        const last = causal ? min(keys, i + 1) : keys;
        for (let j = last; j < padded; j++) store<f32>(row + (j << 2), -Infinity);
        softmaxRow(row, row, padded);
        memory.copy(weightHead + ((i * keys) << 2), row, keys << 2);
        const target = outHead + ((i * outStride) << 2);
        memory.fill(target, 0, depth << 2);
        for (let j = 0; j < last; j++) axpy(load<f32>(row + (j << 2)), vHead + ((j * vStride) << 2), target, depth);
      }
    }
  }
}

/**
 * With dW = dO·Vᵀ and dS = W ⊙ (dW − Σ W·dW)/√d: dQ += dS·K, dK += dSᵀ·Q, dV += Wᵀ·dO.
 * dQ, dK, dV share the strides of q, k, v.
 */
export function attentionBackward(
  q: usize, qStride: i32, k: usize, kStride: i32, v: usize, vStride: i32, weights: usize, dOut: usize,
  dQ: usize, dK: usize, dV: usize,
  batch: i32, heads: i32, queries: i32, keys: i32, depth: i32, causal: bool, scratch: usize,
): void {
  const padded = (keys + 3) & ~3;
  const columns = scratch;
  const row = scratch + ((depth * padded) << 2);
  const w = row + (padded << 2);
  const factor: f32 = 1 / sqrt<f32>(<f32>depth);
  const outStride = heads * depth;
  memory.fill(w, 0, padded << 2);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const qHead: usize = (b * queries * qStride + h * depth) << 2;
      const kHead: usize = (b * keys * kStride + h * depth) << 2;
      const vHead: usize = (b * keys * vStride + h * depth) << 2;
      const outHead = dOut + ((b * queries * outStride + h * depth) << 2);
      const weightHead = weights + (((b * heads + h) * queries * keys) << 2);
      transposePadded(v + vHead, vStride, keys, depth, columns, padded);
      for (let i = 0; i < queries; i++) {
        const flow = outHead + ((i * outStride) << 2);
        rowTimesColumns(flow, columns, row, depth, padded, 1);
        memory.copy(w, weightHead + ((i * keys) << 2), keys << 2);
        softmaxRowBackward(w, row, row, keys, factor, 0);
        const last = causal ? min(keys, i + 1) : keys;
        const query: usize = qHead + ((i * qStride) << 2);
        for (let j = 0; j < last; j++) {
          const ds = load<f32>(row + (j << 2));
          const key: usize = kHead + ((j * kStride) << 2);
          axpy(ds, k + key, dQ + query, depth);
          axpy(ds, q + query, dK + key, depth);
          axpy(load<f32>(w + (j << 2)), flow, dV + vHead + ((j * vStride) << 2), depth);
        }
      }
    }
  }
}
