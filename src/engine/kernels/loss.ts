// Softmax and cross-entropy as one kernel, with the probabilities kept for the backward pass.

import { logarithm } from './math';
import { softmaxRow } from './softmax';

/**
 * Mean over targets that are not `ignored` of −(1 − smoothing)·log p[target] − smoothing/columns·Σ log p.
 * `probabilities` (rows × columns) receives the softmax. NaN when every target is ignored, as in PyTorch.
 */
export function crossEntropy(
  logits: usize, targets: usize, probabilities: usize, rows: i32, columns: i32, ignored: i32, smoothing: f32,
): f64 {
  let loss: f64 = 0;
  let counted = 0;
  for (let row = 0; row < rows; row++) {
    const target = load<i32>(targets + (row << 2));
    const sum = softmaxRow(logits, probabilities, columns);
    if (target != ignored) {
      // log p[j] = x[j] − max − log Σ e^(x − max), exact where p[j] itself would underflow.
      let largest = load<f32>(logits);
      for (let j = 1; j < columns; j++) largest = max(largest, load<f32>(logits + (j << 2)));
      const base = <f64>largest + logarithm(<f64>sum);
      let row_ = (base - <f64>load<f32>(logits + (target << 2))) * <f64>(1 - smoothing);
      if (smoothing > 0) {
        let all: f64 = 0;
        for (let j = 0; j < columns; j++) all += base - <f64>load<f32>(logits + (j << 2));
        row_ += (<f64>smoothing * all) / <f64>columns;
      }
      loss += row_;
      counted++;
    }
    logits += columns << 2;
    probabilities += columns << 2;
  }
  return loss / <f64>counted;
}

/** dLogits += flow/counted · (p − (1 − smoothing)·onehot − smoothing/columns); rows with an ignored target get nothing. */
export function crossEntropyBackward(
  targets: usize, probabilities: usize, dLogits: usize, rows: i32, columns: i32, ignored: i32, smoothing: f32, flow: f32,
): void {
  let counted = 0;
  for (let row = 0; row < rows; row++) if (load<i32>(targets + (row << 2)) != ignored) counted++;
  const factor: f32 = flow / <f32>counted;
  const floor: f32 = smoothing / <f32>columns;
  for (let row = 0; row < rows; row++) {
    const target = load<i32>(targets + (row << 2));
    if (target != ignored) {
      for (let j = 0; j < columns; j++) {
        const p = load<f32>(probabilities + (j << 2)) - floor;
        store<f32>(dLogits + (j << 2), load<f32>(dLogits + (j << 2)) + factor * p);
      }
      const at = dLogits + (target << 2);
      store<f32>(at, load<f32>(at) - factor * (1 - smoothing));
    }
    probabilities += columns << 2;
    dLogits += columns << 2;
  }
}
