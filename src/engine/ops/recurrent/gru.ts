// A layer of GRU over a whole sequence as one op (Cho et al. 2014), as PyTorch computes it: gate blocks in the order
// r, z, n, and the reset gate after the matrix product.

import type { Tape } from '../../tape.ts';
import type { Tensor } from '../../tensor.ts';
import { allOrNothing } from '../checks.ts';
import { type GateLayout, pack, projectBackward, projectInput, sinksOf, withScratch } from './projection.ts';
import {
  checkSequence,
  inputTensors,
  type RecurrentWeights,
  type SequenceInput,
  type SequenceOptions,
  weightTensors,
} from './shapes.ts';
import { beforeSteps, type Direction, initialBackward, stateTrack } from './states.ts';

export interface GruSequence extends Direction {
  /** (T, B, 4H): r, z, W_hn·h + b_hn, n; 0 past a row's length. */
  readonly gates: Tensor;
}

/**
 * r, z = σ(W_i* x + b_i* + W_h* h + b_h*); n = tanh(W_in x + b_in + r⊙(W_hn h + b_hn)); h' = (1 − z)⊙n + z⊙h.
 * @param input (T, B, I), or tokens and their embeddings
 * @throws ShapeError, or RangeError for ids and lengths outside their range; nothing is allocated then
 */
export function gru(
  tape: Tape,
  input: SequenceInput,
  weights: RecurrentWeights,
  options: SequenceOptions = {},
  name = 'gru',
): GruSequence {
  const { lengths, reverse = false, h0 } = options;
  const size = checkSequence('gru', tape, 3, input, weights, lengths, h0);
  const { steps, batch, hidden } = size;
  const { kernels } = tape.memory;
  // Columns r, z, recurrent share of n, n: the recurrent weights make the first three, the input's all but the third.
  const layout: GateLayout = {
    columns: 4 * hidden,
    recurrent: 3 * hidden,
    blocks: [
      { row: 0, column: 0, width: 2 * hidden },
      { row: 2 * hidden, column: 3 * hidden, width: hidden },
    ],
    unfed: { column: 2 * hidden, width: hidden },
  };
  const inputs = [...inputTensors(input), ...weightTensors(weights), ...(h0 ? [h0] : [])];
  const requiresGradient = tape.wantsGradient(...inputs);
  const run = () => {
    const states = stateTrack(tape, 'hidden', size, { initial: h0, reverse, requiresGradient });
    const gates = tape.tensor('gates', { dims: ['T', 'B', '4H'], shape: [steps, batch, layout.columns] });
    const ends = lengths?.address ?? 0;
    const direction = reverse ? 1 : 0;
    withScratch(tape, () => {
      const { table, ids } = projectInput(tape, input, weights, layout, size, gates.address);
      const panels = pack(tape, weights.weightHh.address, 3 * hidden, hidden, 'transposed');
      kernels.gru(
        gates.address,
        states.slots.address,
        panels,
        table,
        ids,
        ends,
        steps,
        batch,
        hidden,
        direction,
      );
    });
    tape.record('gru', inputs, [states.slots, gates], () => {
      const sinks = sinksOf(tape, input, weights);
      const dStates = tape.gradientOf(states.slots);
      withScratch(tape, () => {
        const flow = tape.scratch(gates.size * 4);
        const panels = pack(tape, weights.weightHh.address, 3 * hidden, hidden, 'plain');
        const h = states.slots.address;
        kernels.gruBackward(gates.address, h, dStates, flow, panels, ends, steps, batch, hidden, direction);
        const previous = beforeSteps(states, size, reverse);
        projectBackward(tape, input, weights, layout, size, flow, previous, sinks);
      });
      initialBackward(tape, states, size, h0, reverse);
    });
    return { hidden: states, gates };
  };
  return tape.scope(name, () => allOrNothing(tape, run));
}
