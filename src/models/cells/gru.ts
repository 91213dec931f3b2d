// The GRU cell (Cho et al. 2014), with PyTorch's reset after the matrix product: one gate says how much of the old
// state to keep, another how much of it the candidate may see.

import { sigmoid, tanh } from '../../engine/ops/activation.ts';
import { add, multiply, subtract } from '../../engine/ops/arithmetic.ts';
import { linear } from '../../engine/ops/linear.ts';
import { gru as gruSequence } from '../../engine/ops/recurrent/gru.ts';
import { split } from '../../engine/ops/shapes.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { type Cell, gateOrClamp, stateAt } from './cell.ts';

export const gru: Cell = {
  id: 'gru',
  gates: [
    { id: 'reset', symbol: 'r', equation: 'r = σ(W x + b + U h + d)' },
    { id: 'update', symbol: 'z', equation: 'z = σ(W x + b + U h + d)' },
    { id: 'candidate', symbol: 'n', equation: 'n = tanh(W x + b + r ⊙ (U h + d))' },
  ],
  states: [{ id: 'hidden', symbol: 'h', equation: "h' = (1 − z) ⊙ n + z ⊙ h" }],
  step(tape, x, state, { weightIh, weightHh, biasIh, biasHh }, clamps) {
    const h = stateAt(gru, state, 0);
    const input = linear(tape, x, weightIh, biasIh, 'fromInput'); // (B, 3H)
    const before = linear(tape, h, weightHh, biasHh, 'fromState'); // (B, 3H)
    const fromInput = split(tape, input, h.columns, -1, 'fromInput') as Three; // each (B, H)
    const fromState = split(tape, before, h.columns, -1, 'fromState') as Three; // each (B, H)
    const gate = (id: string, sum: Tensor, squash: typeof sigmoid) =>
      gateOrClamp(tape, id, clamps, sum, squash);
    const r = gate('reset', add(tape, fromInput[0], fromState[0], 'resetSum'), sigmoid);
    const z = gate('update', add(tape, fromInput[1], fromState[1], 'updateSum'), sigmoid);
    const seen = multiply(tape, r, fromState[2], 'seen');
    const n = gate('candidate', add(tape, fromInput[2], seen, 'candidateSum'), tanh);
    // (1 − z)⊙n + z⊙h, written n + z⊙(h − n)
    const kept = multiply(tape, z, subtract(tape, h, n, 'difference'), 'kept');
    return [add(tape, n, kept, 'hidden')];
  },
  sequence(tape, input, weights, { initial, ...options }, name) {
    const { hidden, gates } = gruSequence(tape, input, weights, { ...options, h0: initial?.[0] }, name);
    return { tracks: [hidden], gates };
  },
};

type Three = [Tensor, Tensor, Tensor];
