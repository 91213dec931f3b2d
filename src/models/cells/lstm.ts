// The LSTM cell (Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000): it keeps a second state, the cell, to
// which it adds and from which it forgets, so that a gradient can pass many steps unchanged.

import { sigmoid, tanh } from '../../engine/ops/activation.ts';
import { add, multiply } from '../../engine/ops/arithmetic.ts';
import { linear } from '../../engine/ops/linear.ts';
import { lstm as lstmSequence } from '../../engine/ops/recurrent/lstm.ts';
import { split } from '../../engine/ops/shapes.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { type Cell, gateOrClamp, stateAt } from './cell.ts';

export const lstm: Cell = {
  id: 'lstm',
  gates: [
    { id: 'input', symbol: 'i', equation: 'i = σ(W x + b + U h + d)' },
    { id: 'forget', symbol: 'f', equation: 'f = σ(W x + b + U h + d)' },
    { id: 'candidate', symbol: 'g', equation: 'g = tanh(W x + b + U h + d)' },
    { id: 'output', symbol: 'o', equation: 'o = σ(W x + b + U h + d)' },
  ],
  states: [
    { id: 'hidden', symbol: 'h', equation: "h' = o ⊙ tanh(c')" },
    { id: 'cell', symbol: 'c', equation: "c' = f ⊙ c + i ⊙ g" },
  ],
  step(tape, x, state, { weightIh, weightHh, biasIh, biasHh }, clamps) {
    const h = stateAt(lstm, state, 0);
    const c = stateAt(lstm, state, 1);
    const fromInput = linear(tape, x, weightIh, biasIh, 'fromInput'); // (B, 4H)
    const fromState = linear(tape, h, weightHh, biasHh, 'fromState'); // (B, 4H)
    const blocks = split(tape, add(tape, fromInput, fromState, 'sum'), h.columns, -1, 'sum') as Four; // each (B, H)
    const i = gateOrClamp(tape, 'input', clamps, blocks[0], sigmoid);
    const f = gateOrClamp(tape, 'forget', clamps, blocks[1], sigmoid);
    const g = gateOrClamp(tape, 'candidate', clamps, blocks[2], tanh);
    const o = gateOrClamp(tape, 'output', clamps, blocks[3], sigmoid);
    const next = add(tape, multiply(tape, f, c, 'kept'), multiply(tape, i, g, 'added'), 'cell');
    return [multiply(tape, o, tanh(tape, next, 'squashed'), 'hidden'), next];
  },
  sequence(tape, input, weights, { initial, ...options }, name) {
    const given = { ...options, h0: initial?.[0], c0: initial?.[1] };
    const { hidden, cell, gates } = lstmSequence(tape, input, weights, given, name);
    return { tracks: [hidden, cell], gates };
  },
};

type Four = [Tensor, Tensor, Tensor, Tensor];
