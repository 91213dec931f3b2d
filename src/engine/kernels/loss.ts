// Losses: softmax and cross-entropy as one kernel, with the probabilities kept for the backward pass; binary cross-entropy.

import { add4, load4, madd, store4 } from './lanes';
import { callSigmoid4, logarithm, softplus4 } from './math';
import { rowLargest, softmaxRow } from './softmax';

/** How many targets are not `ignored`. */
export function countTargets(targets: usize, rows: i32, ignored: i32): i32 {
  let counted = 0;
  for (let row = 0; row < rows; row++) if (load<i32>(targets + (row << 2)) != ignored) counted++;
  return counted;
}

/**
 * Sum over targets that are not `ignored` of −(1 − smoothing)·log p[target] − smoothing/columns·Σ log p.
 * `probabilities` (rows × columns) receives the softmax; `losses` (rows) each row's loss, unless it is 0.
 */
export function crossEntropy(
  logits: usize, targets: usize, probabilities: usize, losses: usize,
  rows: i32, columns: i32, ignored: i32, smoothing: f32,
): f64 {
  let loss: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const target = load<i32>(targets + (row << 2));
    const largest = rowLargest(logits, columns);
    const sum = softmaxRow(logits, probabilities, columns, largest);
    if (losses != 0) store<f32>(losses + (row << 2), 0);
    if (target != ignored) {
      // log p[j] = x[j] − max − log Σ e^(x − max), exact where p[j] itself would underflow.
      const base = <f64>largest + logarithm(<f64>sum);
      let row_ = (base - <f64>load<f32>(logits + (target << 2))) * <f64>(1 - smoothing);
      if (smoothing > 0) {
        let all: f64 = 0;
        for (let j = 0; j < columns; j++) all += base - <f64>load<f32>(logits + (j << 2));
        row_ += (<f64>smoothing * all) / <f64>columns;
      }
      loss += row_;
      if (losses != 0) store<f32>(losses + (row << 2), <f32>row_);
    }
    logits += columns << 2;
    probabilities += columns << 2;
  }
  return loss;
}

/**
 * dLogits += flow/divisor · (p − (1 − smoothing)·onehot − smoothing/columns), or = with `fresh`; rows with an ignored
 * target get nothing.
 * `flows` holds one flow, or with `each` one for every row.
 */
export function crossEntropyBackward(
  targets: usize, probabilities: usize, dLogits: usize, rows: i32, columns: i32, ignored: i32, smoothing: f32,
  flows: usize, each: bool, divisor: f32, fresh: bool,
): void {
  const kept = i32x4.splat(fresh ? 0 : -1); // of what is there
  const floor: f32 = smoothing / <f32>columns;
  const end = columns & ~3;
  for (let row = 0; row < rows; row++) {
    const target = load<i32>(targets + (row << 2));
    if (target != ignored) {
      const factor: f32 = load<f32>(each ? flows + (row << 2) : flows) / divisor;
      for (let j = 0; j < end; j += 4) {
        const to = dLogits + (j << 2);
        const p = f32x4.sub(v128.load(probabilities + (j << 2)), f32x4.splat(floor));
        v128.store(to, madd(f32x4.splat(factor), p, v128.and(v128.load(to), kept)));
      }
      if (end < columns) {
        const left = columns - end;
        const to = dLogits + (end << 2);
        const p = f32x4.sub(load4(probabilities + (end << 2), left), f32x4.splat(floor));
        store4(to, madd(f32x4.splat(factor), p, v128.and(load4(to, left), kept)), left);
      }
      const at = dLogits + (target << 2);
      store<f32>(at, load<f32>(at) - factor * (1 - smoothing));
    } else if (fresh) {
      memory.fill(dLogits, 0, columns << 2);
    }
    probabilities += columns << 2;
    dLogits += columns << 2;
  }
}

/** out = −t·log σ(x) − (1 − t)·log(1 − σ(x)), written max(x, 0) − x·t + log(1 + e^−|x|): nothing overflows or cancels. */
export function binaryCrossEntropy(x: usize, t: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i += 4) {
    const at: usize = i << 2;
    const v = load4(x + at, n - i);
    const straight = f32x4.sub(f32x4.max(v, f32x4.splat(0)), f32x4.mul(v, load4(t + at, n - i)));
    store4(out + at, f32x4.add(straight, softplus4(f32x4.neg(f32x4.abs(v)))), n - i);
  }
}

/** dx += dy · (σ(x) − t), dt −= dy · x; 0 for a gradient: not wanted. */
export function binaryCrossEntropyBackward(x: usize, t: usize, dy: usize, dx: usize, dt: usize, n: i32): void {
  for (let i = 0; i < n; i += 4) {
    const at: usize = i << 2;
    const v = load4(x + at, n - i);
    const flow = load4(dy + at, n - i);
    if (dx != 0) add4(dx + at, f32x4.mul(flow, f32x4.sub(callSigmoid4(v), load4(t + at, n - i))), n - i);
    if (dt != 0) add4(dt + at, f32x4.neg(f32x4.mul(flow, v)), n - i);
  }
}
