// Batch normalisation of x (batch, channels, length): one mean and variance a channel (Ioffe & Szegedy 2015).
// Sums run in double precision, batch by batch.

import { rowSum } from './reduce';

/** Means and biased variances of the channels. */
export function batchStatistics(x: usize, mean: usize, variance: usize, batch: i32, channels: i32, length: i32): void {
  const count = <f64>batch * <f64>length;
  for (let c = 0; c < channels; c++) {
    let sum: f64 = 0;
    for (let b = 0; b < batch; b++) sum += rowSum(x + (((b * channels + c) * length) << 2), length);
    const centre = sum / count;
    let squares: f64 = 0;
    for (let b = 0; b < batch; b++) {
      const row = x + (((b * channels + c) * length) << 2);
      for (let i = 0; i < length; i++) {
        const d = <f64>load<f32>(row + (i << 2)) - centre;
        squares += d * d;
      }
    }
    store<f32>(mean + (c << 2), <f32>centre);
    store<f32>(variance + (c << 2), <f32>(squares / count));
  }
}

/** y = (x − mean) / √(variance + eps) · weight + bias; `weight` and `bias` 0 stand for ones and zeros. */
export function batchNorm(
  x: usize, mean: usize, variance: usize, weight: usize, bias: usize, y: usize,
  batch: i32, channels: i32, length: i32, eps: f64,
): void {
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < channels; c++) {
      const at: usize = c << 2;
      const inverse = <f32>(1 / sqrt<f64>(<f64>load<f32>(variance + at) + eps));
      const scale: f32 = weight != 0 ? load<f32>(weight + at) : 1;
      const shift: f32 = bias != 0 ? load<f32>(bias + at) : 0;
      const centre = load<f32>(mean + at);
      for (let i = 0; i < length; i++) {
        store<f32>(y, (load<f32>(x) - centre) * inverse * scale + shift);
        x += 4;
        y += 4;
      }
    }
  }
}

/**
 * With n = (x − mean)·inverse and g = dy · weight: dx += inverse · (g − mean g − n · mean(g·n)) where the batch made its own
 * statistics (`own`), else inverse · g. dWeight += Σ dy·n, dBias += Σ dy. 0 for a gradient: not wanted.
 */
export function batchNormBackward(
  x: usize, mean: usize, variance: usize, weight: usize, dy: usize, dx: usize, dWeight: usize, dBias: usize,
  batch: i32, channels: i32, length: i32, eps: f64, own: bool,
): void {
  const count = <f64>batch * <f64>length;
  for (let c = 0; c < channels; c++) {
    const at: usize = c << 2;
    const inverse = 1 / sqrt<f64>(<f64>load<f32>(variance + at) + eps);
    const centre = <f64>load<f32>(mean + at);
    const scale: f64 = weight != 0 ? <f64>load<f32>(weight + at) : 1;
    let flows: f64 = 0;
    let products: f64 = 0;
    for (let b = 0; b < batch; b++) {
      const row: usize = ((b * channels + c) * length) << 2;
      for (let i = 0; i < length; i++) {
        const flow = <f64>load<f32>(dy + row + (i << 2));
        flows += flow;
        products += flow * (<f64>load<f32>(x + row + (i << 2)) - centre) * inverse;
      }
    }
    if (dWeight != 0) store<f32>(dWeight + at, load<f32>(dWeight + at) + <f32>products);
    if (dBias != 0) store<f32>(dBias + at, load<f32>(dBias + at) + <f32>flows);
    if (dx == 0) continue;
    const meanFlow = own ? flows / count : 0;
    const meanProduct = own ? products / count : 0;
    for (let b = 0; b < batch; b++) {
      const row: usize = ((b * channels + c) * length) << 2;
      for (let i = 0; i < length; i++) {
        const place: usize = row + (i << 2);
        const unit = (<f64>load<f32>(x + place) - centre) * inverse;
        const ds = inverse * scale * (<f64>load<f32>(dy + place) - meanFlow - unit * meanProduct);
        store<f32>(dx + place, load<f32>(dx + place) + <f32>ds);
      }
    }
  }
}
