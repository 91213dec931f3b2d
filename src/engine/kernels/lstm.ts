// A whole LSTM layer over time. Rows are (time, batch). States and cells have one slot more than there are steps:
// forwards, slot 0 is the initial state and slot t + 1 the state after step t; in reverse, slot T is the initial state
// and slot t the state after step t. Either way the slots before (and after) all steps are one block of T·B rows.

import { addInto } from './elementwise';
import { embedding } from './embedding';
import { gemm } from './gemm';
import { loadPart, madd, storePart } from './lanes';
import { sigmoid, tanh } from './squash';

/** One row: its gates in place (order i, f, g, o), then c' = f·c + i·g, h' = o·tanh(c'). `squashed` keeps tanh(c'). */
function cell(gates: usize, c: usize, cNext: usize, hNext: usize, squashed: usize, hidden: i32): void {
  const block: usize = hidden << 2;
  const end: usize = (hidden & ~3) << 2;
  const left = hidden & 3;
  sigmoid(gates, gates, hidden << 1);
  tanh(gates + 2 * block, gates + 2 * block, hidden);
  sigmoid(gates + 3 * block, gates + 3 * block, hidden);
  for (let at: usize = 0; at < end; at += 16) state4(gates + at, c + at, cNext + at, block, 4, false);
  if (left > 0) state4(gates + end, c + end, cNext + end, block, left, true);
  tanh(cNext, squashed, hidden);
  for (let at: usize = 0; at < end; at += 16) output4(gates + at, squashed + at, hNext + at, block, 4, false);
  if (left > 0) output4(gates + end, squashed + end, hNext + end, block, left, true);
}

/** Four units of one row, or the `left` that remain: c' = f·c + i·g. */
// @ts-ignore: decorator
@inline
function state4(gates: usize, c: usize, cNext: usize, block: usize, left: i32, atEnd: bool): void {
  const kept = f32x4.mul(loadPart(gates + block, left, atEnd), loadPart(c, left, atEnd));
  const next = madd(loadPart(gates, left, atEnd), loadPart(gates + 2 * block, left, atEnd), kept);
  storePart(cNext, next, left, atEnd);
}

/** Four units of one row, or the `left` that remain: h' = o·tanh(c'). */
// @ts-ignore: decorator
@inline
function output4(gates: usize, squashed: usize, hNext: usize, block: usize, left: i32, atEnd: bool): void {
  const bounded = loadPart(squashed, left, atEnd);
  storePart(hNext, f32x4.mul(loadPart(gates + 3 * block, left, atEnd), bounded), left, atEnd);
}

/**
 * All steps. `gates` (T·B × 4H) is left with the activated gates. It holds the input's share and the biases, or takes
 * them, step by step and so while they are in the cache, from a table by the tokens' ids.
 * @param panels W_hhᵀ packed, (H × 4H)
 * @param table the shares of all tokens (V × 4H), or 0
 * @param ids int32 (T·B), where there is a table
 * @param lengths int32, one a batch row, or 0: steps at or past a row's length leave its state as it was
 */
export function lstm(
  gates: usize, states: usize, cells: usize, squashed: usize, panels: usize, table: usize, ids: usize, lengths: usize,
  steps: i32, batch: i32, hidden: i32, reverse: bool,
): void {
  const width = hidden << 2;
  const rowBytes: usize = hidden << 2;
  const slotBytes = <usize>batch * rowBytes;
  for (let s = 0; s < steps; s++) {
    const t = reverse ? steps - 1 - s : s;
    const from = <usize>(reverse ? t + 1 : t) * slotBytes;
    const to = <usize>(reverse ? t : t + 1) * slotBytes;
    let gate = gates + <usize>t * (slotBytes << 2);
    if (table != 0) embedding(table, ids + ((t * batch) << 2), gate, batch, width);
    gemm(states + from, hidden, panels, gate, width, batch, width, hidden, true, 0);
    let before = from;
    let after = to;
    let bounded = squashed + <usize>t * slotBytes;
    for (let b = 0; b < batch; b++) {
      if (lengths != 0 && t >= load<i32>(lengths + (b << 2))) {
        memory.copy(states + after, states + before, rowBytes);
        memory.copy(cells + after, cells + before, rowBytes);
        memory.fill(gate, 0, rowBytes << 2);
      } else {
        cell(gate, cells + before, cells + after, states + after, bounded, hidden);
      }
      gate += rowBytes << 2;
      bounded += rowBytes;
      before += rowBytes;
      after += rowBytes;
    }
  }
}

/**
 * Four units of one row backwards, or the `left` that remain. With dc' = ∂L/∂c' + dh'·o·(1 − tanh²c'):
 * di = dc'·g·i(1 − i), df = dc'·c·f(1 − f), dg = dc'·i·(1 − g²), do = dh'·tanh(c')·o(1 − o), dc = dc'·f.
 */
// @ts-ignore: decorator
@inline
function backward4(
  gates: usize, c: usize, squashed: usize, dhNext: usize, dcNext: usize, dc: usize, dGates: usize, block: usize,
  left: i32, atEnd: bool,
): void {
  const one = f32x4.splat(1);
  const i = loadPart(gates, left, atEnd);
  const f = loadPart(gates + block, left, atEnd);
  const g = loadPart(gates + 2 * block, left, atEnd);
  const o = loadPart(gates + 3 * block, left, atEnd);
  const bounded = loadPart(squashed, left, atEnd);
  const dh = loadPart(dhNext, left, atEnd);
  const slope = f32x4.mul(o, f32x4.sub(one, f32x4.mul(bounded, bounded)));
  const dNext = madd(dh, slope, loadPart(dcNext, left, atEnd));
  storePart(dcNext, dNext, left, atEnd); // now all of ∂L/∂c'
  const di = f32x4.mul(f32x4.mul(dNext, g), f32x4.mul(i, f32x4.sub(one, i)));
  const df = f32x4.mul(f32x4.mul(dNext, loadPart(c, left, atEnd)), f32x4.mul(f, f32x4.sub(one, f)));
  const dg = f32x4.mul(f32x4.mul(dNext, i), f32x4.sub(one, f32x4.mul(g, g)));
  const dOut = f32x4.mul(f32x4.mul(dh, bounded), f32x4.mul(o, f32x4.sub(one, o)));
  storePart(dGates, di, left, atEnd);
  storePart(dGates + block, df, left, atEnd);
  storePart(dGates + 2 * block, dg, left, atEnd);
  storePart(dGates + 3 * block, dOut, left, atEnd);
  storePart(dc, madd(dNext, f, loadPart(dc, left, atEnd)), left, atEnd);
}

/** One row backwards; whole fours apart from the rest, because asking for each what is left took a sixth of the time. */
function cellBackward(
  gates: usize, c: usize, squashed: usize, dhNext: usize, dcNext: usize, dc: usize, dGates: usize, hidden: i32,
): void {
  const block: usize = hidden << 2;
  let left = hidden;
  for (; left >= 4; left -= 4) {
    backward4(gates, c, squashed, dhNext, dcNext, dc, dGates, block, 4, false);
    gates += 16;
    c += 16;
    squashed += 16;
    dhNext += 16;
    dcNext += 16;
    dc += 16;
    dGates += 16;
  }
  if (left > 0) backward4(gates, c, squashed, dhNext, dcNext, dc, dGates, block, left, true);
}

/**
 * All steps backwards. dStates and dCells come with what arrived from outside, and are left with the whole derivative
 * of every slot; dGates (T·B × 4H) is written with those of the gates before their activation.
 * @param panels W_hh packed, (4H × H)
 */
export function lstmBackward(
  gates: usize, cells: usize, squashed: usize, dStates: usize, dCells: usize, dGates: usize, panels: usize,
  lengths: usize, steps: i32, batch: i32, hidden: i32, reverse: bool,
): void {
  const width = hidden << 2;
  const rowBytes: usize = hidden << 2;
  const slotBytes = <usize>batch * rowBytes;
  for (let s = steps - 1; s >= 0; s--) {
    const t = reverse ? steps - 1 - s : s;
    const from = <usize>(reverse ? t + 1 : t) * slotBytes;
    const to = <usize>(reverse ? t : t + 1) * slotBytes;
    const at = <usize>t * slotBytes;
    for (let b = 0; b < batch; b++) {
      const row = <usize>b * rowBytes;
      const gate = (at + row) << 2;
      if (lengths != 0 && t >= load<i32>(lengths + (b << 2))) {
        memory.fill(dGates + gate, 0, rowBytes << 2);
        addInto(dStates + to + row, dStates + from + row, hidden);
        addInto(dCells + to + row, dCells + from + row, hidden);
      } else {
        cellBackward(
          gates + gate, cells + from + row, squashed + at + row, dStates + to + row, dCells + to + row,
          dCells + from + row, dGates + gate, hidden,
        );
      }
    }
    gemm(dGates + (at << 2), width, panels, dStates + from, hidden, batch, hidden, width, true, 0);
  }
}
