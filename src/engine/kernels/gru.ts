// A whole GRU layer over time, with PyTorch's reset after the matrix product. Slots of states are as in lstm.ts.
// A row of `gates` has four blocks: r, z, the recurrent share of n (W_hn·h + b_hn), n. The first three are those
// that the previous state takes part in, so that one product a step makes them.

import { addInto } from './elementwise';
import { embedding } from './embedding';
import { gemm } from './gemm';
import { loadPart, madd, storePart } from './lanes';
import { sigmoid, tanh } from './squash';

/** One row: r and z = σ, then the candidate n = tanh(input's share + r·recurrent share), then h' = (1 − z)·n + z·h. */
function cell(gates: usize, h: usize, hNext: usize, hidden: i32): void {
  const block: usize = hidden << 2;
  const end: usize = (hidden & ~3) << 2;
  const left = hidden & 3;
  const candidate = gates + 3 * block;
  sigmoid(gates, gates, hidden << 1);
  for (let at: usize = 0; at < end; at += 16) seen4(gates + at, block, 4, false);
  if (left > 0) seen4(gates + end, block, left, true);
  tanh(candidate, candidate, hidden);
  for (let at: usize = 0; at < end; at += 16) state4(gates + at, h + at, hNext + at, block, 4, false);
  if (left > 0) state4(gates + end, h + end, hNext + end, block, left, true);
}

/** Four units of one row, or the `left` that remain: what the candidate is the tanh of, in its place. */
// @ts-ignore: decorator
@inline
function seen4(gates: usize, block: usize, left: i32, atEnd: bool): void {
  const candidate = gates + 3 * block;
  const seen = madd(loadPart(gates, left, atEnd), loadPart(gates + 2 * block, left, atEnd), loadPart(candidate, left, atEnd));
  storePart(candidate, seen, left, atEnd);
}

/** Four units of one row, or the `left` that remain: h' = (1 − z)·n + z·h. */
// @ts-ignore: decorator
@inline
function state4(gates: usize, h: usize, hNext: usize, block: usize, left: i32, atEnd: bool): void {
  const z = loadPart(gates + block, left, atEnd);
  const n = loadPart(gates + 3 * block, left, atEnd);
  storePart(hNext, madd(z, loadPart(h, left, atEnd), f32x4.mul(f32x4.sub(f32x4.splat(1), z), n)), left, atEnd);
}

/**
 * All steps. `gates` (T·B × 4H) is left with r, z, W_hn·h + b_hn, n. It holds the input's share and the biases, or takes
 * them from a table by the tokens' ids, as in lstm.ts.
 * @param panels W_hhᵀ packed, (H × 3H)
 * @param table the shares of all tokens (V × 4H), or 0
 * @param ids int32 (T·B), where there is a table
 * @param lengths int32, one a batch row, or 0: steps at or past a row's length leave its state as it was
 */
export function gru(
  gates: usize, states: usize, panels: usize, table: usize, ids: usize, lengths: usize,
  steps: i32, batch: i32, hidden: i32, reverse: bool,
): void {
  const rowBytes: usize = hidden << 2;
  const slotBytes = <usize>batch * rowBytes;
  for (let s = 0; s < steps; s++) {
    const t = reverse ? steps - 1 - s : s;
    let before = states + <usize>(reverse ? t + 1 : t) * slotBytes;
    let after = states + <usize>(reverse ? t : t + 1) * slotBytes;
    let gate = gates + <usize>t * (slotBytes << 2);
    if (table != 0) embedding(table, ids + ((t * batch) << 2), gate, batch, hidden << 2);
    gemm(before, hidden, panels, gate, hidden << 2, batch, 3 * hidden, hidden, true, 0);
    for (let b = 0; b < batch; b++) {
      if (lengths != 0 && t >= load<i32>(lengths + (b << 2))) {
        memory.copy(after, before, rowBytes);
        memory.fill(gate, 0, rowBytes << 2);
      } else {
        cell(gate, before, after, hidden);
      }
      gate += rowBytes << 2;
      before += rowBytes;
      after += rowBytes;
    }
  }
}

/**
 * Four units of one row backwards, or the `left` that remain. dn = dh'·(1 − z)·(1 − n²), dz = dh'·(h − n)·z(1 − z),
 * dr = dn·(recurrent share)·r(1 − r), d(recurrent share) = dn·r, dh = dh'·z. Written in the order of `gates`.
 */
// @ts-ignore: decorator
@inline
function backward4(gates: usize, h: usize, dhNext: usize, dh: usize, dGates: usize, block: usize, left: i32, atEnd: bool): void {
  const one = f32x4.splat(1);
  const r = loadPart(gates, left, atEnd);
  const z = loadPart(gates + block, left, atEnd);
  const share = loadPart(gates + 2 * block, left, atEnd);
  const n = loadPart(gates + 3 * block, left, atEnd);
  const flow = loadPart(dhNext, left, atEnd);
  const rest = f32x4.sub(one, z);
  const dn = f32x4.mul(f32x4.mul(flow, rest), f32x4.sub(one, f32x4.mul(n, n)));
  const dz = f32x4.mul(f32x4.mul(flow, f32x4.sub(loadPart(h, left, atEnd), n)), f32x4.mul(z, rest));
  const dr = f32x4.mul(f32x4.mul(dn, share), f32x4.mul(r, f32x4.sub(one, r)));
  storePart(dGates, dr, left, atEnd);
  storePart(dGates + block, dz, left, atEnd);
  storePart(dGates + 2 * block, f32x4.mul(dn, r), left, atEnd);
  storePart(dGates + 3 * block, dn, left, atEnd);
  storePart(dh, madd(flow, z, loadPart(dh, left, atEnd)), left, atEnd);
}

/** One row backwards; whole fours apart from the rest, as in lstm.ts. */
function cellBackward(gates: usize, h: usize, dhNext: usize, dh: usize, dGates: usize, hidden: i32): void {
  const block: usize = hidden << 2;
  let left = hidden;
  for (; left >= 4; left -= 4) {
    backward4(gates, h, dhNext, dh, dGates, block, 4, false);
    gates += 16;
    h += 16;
    dhNext += 16;
    dh += 16;
    dGates += 16;
  }
  if (left > 0) backward4(gates, h, dhNext, dh, dGates, block, left, true);
}

/**
 * All steps backwards. dStates comes with what arrived from outside, and is left with the whole derivative of every
 * slot; dGates (T·B × 4H) is written, in the order of `gates`.
 * @param panels W_hh packed, (3H × H)
 */
export function gruBackward(
  gates: usize, states: usize, dStates: usize, dGates: usize, panels: usize,
  lengths: usize, steps: i32, batch: i32, hidden: i32, reverse: bool,
): void {
  const rowBytes: usize = hidden << 2;
  const slotBytes = <usize>batch * rowBytes;
  for (let s = steps - 1; s >= 0; s--) {
    const t = reverse ? steps - 1 - s : s;
    const from = <usize>(reverse ? t + 1 : t) * slotBytes;
    const to = <usize>(reverse ? t : t + 1) * slotBytes;
    const at = <usize>t * (slotBytes << 2);
    for (let b = 0; b < batch; b++) {
      const row = <usize>b * rowBytes;
      const gate = at + (row << 2);
      if (lengths != 0 && t >= load<i32>(lengths + (b << 2))) {
        memory.fill(dGates + gate, 0, rowBytes << 2);
        addInto(dStates + to + row, dStates + from + row, hidden);
      } else {
        cellBackward(gates + gate, states + from + row, dStates + to + row, dStates + from + row, dGates + gate, hidden);
      }
    }
    gemm(dGates + at, hidden << 2, panels, dStates + from, hidden, batch, hidden, 3 * hidden, true, 0);
  }
}
