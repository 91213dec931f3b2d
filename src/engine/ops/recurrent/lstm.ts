// A layer of LSTM over a whole sequence as one op (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al.
// 2000), in PyTorch's layout: gate blocks in the order i, f, g, o.

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
import { beforeSteps, type Direction, initialBackward, type StateTrack, stateTrack } from './states.ts';

export interface LstmOptions extends SequenceOptions {
  /** (B, H), zero where not given. */
  readonly c0?: Tensor | undefined;
}

export interface LstmSequence extends Direction {
  readonly cell: StateTrack;
  /** (T, B, 4H): i, f, g, o after their activation; 0 past a row's length. */
  readonly gates: Tensor;
}

/**
 * i, f, o = σ(W_i* x + b_i* + W_h* h + b_h*), g = tanh(…); c' = f⊙c + i⊙g; h' = o⊙tanh(c').
 * @param input (T, B, I), or tokens and their embeddings
 * @throws ShapeError, or RangeError for ids and lengths outside their range; nothing is allocated then
 */
export function lstm(
  tape: Tape,
  input: SequenceInput,
  weights: RecurrentWeights,
  options: LstmOptions = {},
  name = 'lstm',
): LstmSequence {
  const { lengths, reverse = false, h0, c0 } = options;
  const size = checkSequence('lstm', tape, 4, input, weights, lengths, h0, c0);
  const { steps, batch, hidden } = size;
  const { memory } = tape;
  const { kernels } = memory;
  const columns = 4 * hidden;
  const layout: GateLayout = {
    columns,
    recurrent: columns,
    blocks: [{ row: 0, column: 0, width: columns }],
  };
  const given = [h0, c0].filter((state) => state !== undefined);
  const inputs = [...inputTensors(input), ...weightTensors(weights), ...given];
  const requiresGradient = tape.wantsGradient(...inputs);
  const run = () => {
    const states = stateTrack(tape, 'hidden', size, { initial: h0, reverse, requiresGradient });
    const cells = stateTrack(tape, 'cell', size, { initial: c0, reverse, requiresGradient });
    const gates = tape.tensor('gates', { dims: ['T', 'B', '4H'], shape: [steps, batch, columns] });
    const squashed = tape.scratch(steps * batch * hidden * 4); // tanh(c'), (T, B, H)
    const ends = lengths?.address ?? 0;
    const direction = reverse ? 1 : 0;
    withScratch(tape, () => {
      const { table, ids } = projectInput(tape, input, weights, layout, size, gates.address);
      const panels = pack(tape, weights.weightHh.address, columns, hidden, 'transposed');
      const [h, c] = [states.slots.address, cells.slots.address];
      kernels.lstm(gates.address, h, c, squashed, panels, table, ids, ends, steps, batch, hidden, direction);
    });
    tape.record('lstm', inputs, [states.slots, cells.slots, gates], () => {
      const sinks = sinksOf(tape, input, weights);
      const [dStates, dCells] = [tape.gradientOf(states.slots), tape.gradientOf(cells.slots)];
      withScratch(tape, () => {
        const flow = tape.scratch(gates.size * 4);
        const panels = pack(tape, weights.weightHh.address, columns, hidden, 'plain');
        kernels.lstmBackward(
          gates.address,
          cells.slots.address,
          squashed,
          dStates,
          dCells,
          flow,
          panels,
          ends,
          steps,
          batch,
          hidden,
          direction,
        );
        const previous = beforeSteps(states, size, reverse);
        projectBackward(tape, input, weights, layout, size, flow, previous, sinks);
      });
      initialBackward(tape, states, size, h0, reverse);
      initialBackward(tape, cells, size, c0, reverse);
    });
    return { hidden: states, cell: cells, gates };
  };
  return tape.scope(name, () => allOrNothing(tape, run));
}
