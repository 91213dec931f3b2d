// Layer normalisation over the last dimension, with the residual addition folded in.
// Ba, Kiros & Hinton 2016: y = (s − mean) / √(variance + eps) ⊙ weight + bias, biased variance; s = x + residual.

import { madd } from './lanes';
import { sumLanes } from './math';

/** `residual` 0 stands for none. `normalised` (rows × n) and `inverse` (rows) are kept for the backward pass. */
export function layerNorm(
  x: usize, residual: usize, weight: usize, bias: usize, y: usize, normalised: usize, inverse: usize,
  rows: i32, n: i32, eps: f32,
): void {
  const end = n & ~3;
  const share: f32 = 1 / <f32>n;
  for (let row = 0; row < rows; row++) {
    let sums = f32x4.splat(0);
    for (let i = 0; i < end; i += 4) {
      let s = v128.load(x + (i << 2));
      if (residual != 0) s = f32x4.add(s, v128.load(residual + (i << 2)));
      v128.store(normalised + (i << 2), s);
      sums = f32x4.add(sums, s);
    }
    let total = sumLanes(sums);
    for (let i = end; i < n; i++) {
      const s = residual != 0 ? load<f32>(x + (i << 2)) + load<f32>(residual + (i << 2)) : load<f32>(x + (i << 2));
      store<f32>(normalised + (i << 2), s);
      total += s;
    }
    const mean: f32 = total * share;
    const means = f32x4.splat(mean);
    let squares = f32x4.splat(0);
    for (let i = 0; i < end; i += 4) {
      const d = f32x4.sub(v128.load(normalised + (i << 2)), means);
      v128.store(normalised + (i << 2), d);
      squares = madd(d, d, squares);
    }
    let variance = sumLanes(squares);
    for (let i = end; i < n; i++) {
      const d = load<f32>(normalised + (i << 2)) - mean;
      store<f32>(normalised + (i << 2), d);
      variance += d * d;
    }
    const scale: f32 = 1 / sqrt<f32>(variance * share + eps);
    store<f32>(inverse + (row << 2), scale);
    const scales = f32x4.splat(scale);
    for (let i = 0; i < end; i += 4) {
      const d = f32x4.mul(v128.load(normalised + (i << 2)), scales);
      v128.store(normalised + (i << 2), d);
      v128.store(y + (i << 2), madd(d, v128.load(weight + (i << 2)), v128.load(bias + (i << 2))));
    }
    for (let i = end; i < n; i++) {
      const d = load<f32>(normalised + (i << 2)) * scale;
      store<f32>(normalised + (i << 2), d);
      store<f32>(y + (i << 2), d * load<f32>(weight + (i << 2)) + load<f32>(bias + (i << 2)));
    }
    x += n << 2;
    if (residual != 0) residual += n << 2;
    y += n << 2;
    normalised += n << 2;
  }
}

/**
 * With g = dy ⊙ weight: ds = inverse · (g − mean g − normalised · mean(g ⊙ normalised)).
 * ds is added to dx and, unless it is 0, to dResidual, or written there where `freshX` and `freshResidual` say so;
 * dWeight += Σ dy ⊙ normalised, dBias += Σ dy (0: not wanted).
 */
export function layerNormBackward(
  normalised: usize, inverse: usize, weight: usize, dy: usize, dx: usize, dResidual: usize, dWeight: usize, dBias: usize,
  rows: i32, n: i32, freshX: bool, freshResidual: bool,
): void {
  const end = n & ~3;
  const share: f32 = 1 / <f32>n;
  const keptX = i32x4.splat(freshX ? 0 : -1); // of what is there
  const keptResidual = i32x4.splat(freshResidual ? 0 : -1);
  for (let row = 0; row < rows; row++) {
    let sums = f32x4.splat(0);
    let products = f32x4.splat(0);
    for (let i = 0; i < end; i += 4) {
      const g = f32x4.mul(v128.load(dy + (i << 2)), v128.load(weight + (i << 2)));
      sums = f32x4.add(sums, g);
      products = madd(g, v128.load(normalised + (i << 2)), products);
    }
    let mean = sumLanes(sums);
    let product = sumLanes(products);
    for (let i = end; i < n; i++) {
      const g = load<f32>(dy + (i << 2)) * load<f32>(weight + (i << 2));
      mean += g;
      product += g * load<f32>(normalised + (i << 2));
    }
    mean *= share;
    product *= share;
    const scale = load<f32>(inverse + (row << 2));
    const means = f32x4.splat(mean);
    const allProducts = f32x4.splat(product);
    const scales = f32x4.splat(scale);
    for (let i = 0; i < end; i += 4) {
      const flow = v128.load(dy + (i << 2));
      const unit = v128.load(normalised + (i << 2));
      const g = f32x4.mul(flow, v128.load(weight + (i << 2)));
      const ds = f32x4.mul(scales, f32x4.sub(f32x4.sub(g, means), f32x4.mul(unit, allProducts)));
      if (dx != 0) v128.store(dx + (i << 2), f32x4.add(v128.and(v128.load(dx + (i << 2)), keptX), ds));
      if (dResidual != 0) v128.store(dResidual + (i << 2), f32x4.add(v128.and(v128.load(dResidual + (i << 2)), keptResidual), ds));
      if (dWeight != 0) v128.store(dWeight + (i << 2), madd(flow, unit, v128.load(dWeight + (i << 2))));
      if (dBias != 0) v128.store(dBias + (i << 2), f32x4.add(v128.load(dBias + (i << 2)), flow));
    }
    for (let i = end; i < n; i++) {
      const flow = load<f32>(dy + (i << 2));
      const unit = load<f32>(normalised + (i << 2));
      const ds = scale * (flow * load<f32>(weight + (i << 2)) - mean - unit * product);
      if (dx != 0) store<f32>(dx + (i << 2), freshX ? ds : load<f32>(dx + (i << 2)) + ds);
      if (dResidual != 0) {
        store<f32>(dResidual + (i << 2), freshResidual ? ds : load<f32>(dResidual + (i << 2)) + ds);
      }
      if (dWeight != 0) store<f32>(dWeight + (i << 2), load<f32>(dWeight + (i << 2)) + flow * unit);
      if (dBias != 0) store<f32>(dBias + (i << 2), load<f32>(dBias + (i << 2)) + flow);
    }
    normalised += n << 2;
    dy += n << 2;
    if (dx != 0) dx += n << 2;
    if (dResidual != 0) dResidual += n << 2;
  }
}
