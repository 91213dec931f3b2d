// The simple recurrent cell (Elman 1990): it mixes the input and its own last state, and squashes the sum.

import { relu, tanh } from '../../engine/ops/activation.ts';
import { add } from '../../engine/ops/arithmetic.ts';
import { linear } from '../../engine/ops/linear.ts';
import { rnn } from '../../engine/ops/recurrent/rnn.ts';
import { type Cell, gateOrClamp, stateAt } from './cell.ts';

function simpleCell(activation: 'tanh' | 'relu'): Cell {
  const squash = { tanh, relu }[activation];
  const equation = `h' = ${activation}(W_ih x + b_ih + W_hh h + b_hh)`;
  const cell: Cell = {
    id: `rnn_${activation}`,
    gates: [{ id: 'hidden', symbol: 'h', equation }],
    states: [{ id: 'hidden', symbol: 'h', equation }],
    step(tape, x, state, { weightIh, weightHh, biasIh, biasHh }, clamps) {
      const h = stateAt(cell, state, 0);
      const fromInput = linear(tape, x, weightIh, biasIh, 'fromInput'); // (B, H)
      const fromState = linear(tape, h, weightHh, biasHh, 'fromState'); // (B, H)
      return [gateOrClamp(tape, 'hidden', clamps, add(tape, fromInput, fromState, 'sum'), squash)];
    },
    sequence(tape, input, weights, { initial, ...options }, name) {
      const { hidden } = rnn(tape, input, weights, { ...options, h0: initial?.[0], activation }, name);
      return { tracks: [hidden], gates: undefined };
    },
  };
  return cell;
}

export const rnnTanh = simpleCell('tanh');
export const rnnRelu = simpleCell('relu');
