// A whole GRU layer over time, with PyTorch's reset after the matrix product. Slots of states are as in lstm.ts.
// A row of `gates` has four blocks: r, z, the recurrent share of n (W_hn·h + b_hn), n. The first three are those
// that the previous state takes part in, so that one product a step makes them.

import { addInto } from './elementwise';
import { gemm } from './gemm';
import { add4, load4, store4 } from './lanes';
import { sigmoid, tanh } from './squash';

/** One row: r = σ, z = σ, n = tanh(input's share + r·recurrent share), h' = (1 − z)·n + z·h. */
function cell(gates: usize, h: usize, hNext: usize, hidden: i32): void {
  const block: usize = hidden << 2;
  const candidate = gates + 3 * block;
  sigmoid(gates, gates, hidden << 1);
  let place: usize = 0;
  for (let left = hidden; left > 0; left -= 4) {
    const gated = f32x4.mul(load4(gates + place, left), load4(gates + 2 * block + place, left));
    store4(candidate + place, f32x4.add(load4(candidate + place, left), gated), left);
    place += 16;
  }
  tanh(candidate, candidate, hidden);
  place = 0;
  for (let left = hidden; left > 0; left -= 4) {
    const z = load4(gates + block + place, left);
    const fresh = f32x4.mul(f32x4.sub(f32x4.splat(1), z), load4(candidate + place, left));
    store4(hNext + place, f32x4.add(fresh, f32x4.mul(z, load4(h + place, left))), left);
    place += 16;
  }
}

/**
 * All steps. `gates` (T·B × 4H) holds the input's share and the biases, and is left with r, z, W_hn·h + b_hn, n.
 * @param panels W_hhᵀ packed, (H × 3H)
 * @param lengths int32, one a batch row, or 0: steps at or past a row's length leave its state as it was
 */
export function gru(
  gates: usize, states: usize, panels: usize, lengths: usize, steps: i32, batch: i32, hidden: i32, reverse: bool,
): void {
  const rowBytes: usize = hidden << 2;
  const slotBytes = <usize>batch * rowBytes;
  for (let s = 0; s < steps; s++) {
    const t = reverse ? steps - 1 - s : s;
    let before = states + <usize>(reverse ? t + 1 : t) * slotBytes;
    let after = states + <usize>(reverse ? t : t + 1) * slotBytes;
    let gate = gates + <usize>t * (slotBytes << 2);
    gemm(before, hidden, panels, gate, hidden << 2, batch, 3 * hidden, hidden, true);
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
 * One row backwards. dn = dh'·(1 − z)·(1 − n²), dz = dh'·(h − n)·z(1 − z), dr = dn·(recurrent share)·r(1 − r),
 * d(recurrent share) = dn·r, dh = dh'·z. Written in the order of `gates`.
 */
function cellBackward(gates: usize, h: usize, dhNext: usize, dh: usize, dGates: usize, hidden: i32): void {
  const block: usize = hidden << 2;
  const one = f32x4.splat(1);
  for (let left = hidden; left > 0; left -= 4) {
    const r = load4(gates, left);
    const z = load4(gates + block, left);
    const share = load4(gates + 2 * block, left);
    const n = load4(gates + 3 * block, left);
    const flow = load4(dhNext, left);
    const rest = f32x4.sub(one, z);
    const dn = f32x4.mul(f32x4.mul(flow, rest), f32x4.sub(one, f32x4.mul(n, n)));
    const dz = f32x4.mul(f32x4.mul(flow, f32x4.sub(load4(h, left), n)), f32x4.mul(z, rest));
    const dr = f32x4.mul(f32x4.mul(dn, share), f32x4.mul(r, f32x4.sub(one, r)));
    store4(dGates, dr, left);
    store4(dGates + block, dz, left);
    store4(dGates + 2 * block, f32x4.mul(dn, r), left);
    store4(dGates + 3 * block, dn, left);
    add4(dh, f32x4.mul(flow, z), left);
    gates += 16;
    h += 16;
    dhNext += 16;
    dh += 16;
    dGates += 16;
  }
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
    gemm(dGates + at, hidden << 2, panels, dStates + from, hidden, batch, hidden, 3 * hidden, true);
  }
}
