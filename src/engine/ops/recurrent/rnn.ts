// A layer of a simple recurrent network over a whole sequence as one op (Elman 1990), as PyTorch's nn.RNN.

import type { Tape } from '../../tape.ts';
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

export interface RnnOptions extends SequenceOptions {
  /** Default tanh. */
  readonly activation?: 'tanh' | 'relu';
}

/**
 * h' = act(W_ih x + b_ih + W_hh h + b_hh).
 * @param input (T, B, I), or tokens and their embeddings
 * @throws ShapeError, or RangeError for ids and lengths outside their range; nothing is allocated then
 */
export function rnn(
  tape: Tape,
  input: SequenceInput,
  weights: RecurrentWeights,
  options: RnnOptions = {},
  name = 'rnn',
): Direction {
  const { lengths, reverse = false, h0, activation = 'tanh' } = options;
  const size = checkSequence('rnn', tape, 1, input, weights, lengths, h0);
  const { steps, batch, hidden } = size;
  const { kernels } = tape.memory;
  const layout: GateLayout = {
    columns: hidden,
    recurrent: hidden,
    blocks: [{ row: 0, column: 0, width: hidden }],
  };
  const inputs = [...inputTensors(input), ...weightTensors(weights), ...(h0 ? [h0] : [])];
  const requiresGradient = tape.wantsGradient(...inputs);
  const [direction, isRelu] = [reverse ? 1 : 0, activation === 'relu' ? 1 : 0] as const;
  const ends = lengths?.address ?? 0;
  const run = () => {
    const states = stateTrack(tape, 'hidden', size, { initial: h0, reverse, requiresGradient });
    // The input's share goes straight to where the states will be.
    withScratch(tape, () => {
      const { table, ids } = projectInput(tape, input, weights, layout, size, states.afterSteps.address);
      const panels = pack(tape, weights.weightHh.address, hidden, hidden, 'transposed');
      kernels.rnn(states.slots.address, panels, table, ids, ends, steps, batch, hidden, direction, isRelu);
    });
    tape.record('rnn', inputs, [states.slots], () => {
      const sinks = sinksOf(tape, input, weights);
      const dStates = tape.gradientOf(states.slots);
      withScratch(tape, () => {
        const flow = tape.scratch(steps * batch * hidden * 4);
        const panels = pack(tape, weights.weightHh.address, hidden, hidden, 'plain');
        const h = states.slots.address;
        kernels.rnnBackward(h, dStates, flow, panels, ends, steps, batch, hidden, direction, isRelu);
        const previous = beforeSteps(states, size, reverse);
        projectBackward(tape, input, weights, layout, size, flow, previous, sinks);
      });
      initialBackward(tape, states, size, h0, reverse);
    });
    return { hidden: states };
  };
  return tape.scope(name, () => allOrNothing(tape, run));
}
