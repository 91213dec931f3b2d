// A whole simple recurrent layer (Elman 1990) over time, and what all recurrent layers share: the rows of an output
// that ends where its sequence ends. Slots of states are as in lstm.ts.

import { addInto, relu } from './elementwise';
import { embedding } from './embedding';
import { gemm } from './gemm';
import { copyRow, loadPart, storePart } from './lanes';
import { tanh } from './squash';

/**
 * All steps. The slots after the steps hold the input's share and the biases, or take them from a table by the tokens'
 * ids, as in lstm.ts; they are left with the states h' = act(share + W_hh·h).
 * @param panels W_hhᵀ packed, (H × H)
 * @param table the shares of all tokens (V × H), or 0
 * @param ids int32 (T·B), where there is a table
 * @param lengths int32, one a batch row, or 0: steps at or past a row's length leave its state as it was
 */
export function rnn(
  states: usize, panels: usize, table: usize, ids: usize, lengths: usize,
  steps: i32, batch: i32, hidden: i32, reverse: bool, isRelu: bool,
): void {
  const rowBytes: usize = hidden << 2;
  const slotBytes = <usize>batch * rowBytes;
  for (let s = 0; s < steps; s++) {
    const t = reverse ? steps - 1 - s : s;
    const from = states + <usize>(reverse ? t + 1 : t) * slotBytes;
    const to = states + <usize>(reverse ? t : t + 1) * slotBytes;
    if (table != 0) embedding(table, ids + ((t * batch) << 2), to, batch, hidden);
    gemm(from, hidden, panels, to, hidden, batch, hidden, hidden, true, 0);
    if (isRelu) relu(to, to, batch * hidden);
    else tanh(to, to, batch * hidden);
    if (lengths == 0) continue;
    for (let b = 0; b < batch; b++) {
      const row = <usize>b * rowBytes;
      if (t >= load<i32>(lengths + (b << 2))) memory.copy(to + row, from + row, rowBytes);
    }
  }
}

/** d = dh'·(1 − h'²), or dh' where h' > 0, for four units or the `left` that remain. */
// @ts-ignore: decorator
@inline
function beforeActivation4(h: usize, dh: usize, d: usize, isRelu: bool, left: i32, atEnd: bool): void {
  const y = loadPart(h, left, atEnd);
  const flow = loadPart(dh, left, atEnd);
  const open = v128.and(flow, f32x4.gt(y, f32x4.splat(0)));
  storePart(d, isRelu ? open : f32x4.mul(flow, f32x4.sub(f32x4.splat(1), f32x4.mul(y, y))), left, atEnd);
}

/**
 * All steps backwards: d(before activation) = dh'·(1 − h'²), or dh' where h' > 0. dStates comes with what arrived from
 * outside, and is left with the whole derivative of every slot; dBefore (T·B × H) is written.
 * @param panels W_hh packed, (H × H)
 */
export function rnnBackward(
  states: usize, dStates: usize, dBefore: usize, panels: usize,
  lengths: usize, steps: i32, batch: i32, hidden: i32, reverse: bool, isRelu: bool,
): void {
  const rowBytes: usize = hidden << 2;
  const slotBytes = <usize>batch * rowBytes;
  for (let s = steps - 1; s >= 0; s--) {
    const t = reverse ? steps - 1 - s : s;
    const from = <usize>(reverse ? t + 1 : t) * slotBytes;
    const to = <usize>(reverse ? t : t + 1) * slotBytes;
    const at = dBefore + <usize>t * slotBytes;
    let place: usize = 0;
    let left = batch * hidden;
    for (; left >= 4; left -= 4) {
      beforeActivation4(states + to + place, dStates + to + place, at + place, isRelu, 4, false);
      place += 16;
    }
    if (left > 0) beforeActivation4(states + to + place, dStates + to + place, at + place, isRelu, left, true);
    for (let b = 0; lengths != 0 && b < batch; b++) {
      if (t < load<i32>(lengths + (b << 2))) continue;
      const row = <usize>b * rowBytes;
      memory.fill(at + row, 0, rowBytes);
      addInto(dStates + to + row, dStates + from + row, hidden);
    }
    gemm(at, hidden, panels, dStates + from, hidden, batch, hidden, hidden, true, 0);
  }
}

/**
 * out (T·B rows, `stride` floats apart) = states (T·B × H), zero at steps at or past a row's length.
 * @param lengths int32, one a batch row, or 0 when all rows are full
 */
export function outputRows(
  states: usize, out: usize, stride: i32, lengths: usize, steps: i32, batch: i32, hidden: i32,
): void {
  const bytes: usize = hidden << 2;
  for (let t = 0; t < steps; t++) {
    for (let b = 0; b < batch; b++) {
      if (lengths != 0 && t >= load<i32>(lengths + (b << 2))) memory.fill(out, 0, bytes);
      else copyRow(states, out, hidden);
      states += bytes;
      out += stride << 2;
    }
  }
}

/** dStates += dOut at the steps that outputRows copied. */
export function outputRowsBackward(
  dOut: usize, stride: i32, dStates: usize, lengths: usize, steps: i32, batch: i32, hidden: i32,
): void {
  for (let t = 0; t < steps; t++) {
    for (let b = 0; b < batch; b++) {
      if (lengths == 0 || t < load<i32>(lengths + (b << 2))) addInto(dOut, dStates, hidden);
      dStates += hidden << 2;
      dOut += stride << 2;
    }
  }
}
