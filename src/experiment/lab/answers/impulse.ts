// One impulse in, then silence: what rings on in the hidden states, and what would without recurrence.

import { normOf } from '../contributions.ts';
import type { LabParts } from '../parts.ts';
import type { ImpulseAnswer, Query } from '../queries.ts';

/** Steps that a network with a window sees at a time, the present one included. */
const WINDOW = 3;

/**
 * Two sequences through the first layer, forwards: silence (all inputs 0), and the same with a vector of the given length
 * at step 0, all of its channels alike (past the embedding, where tokens are read). What is said is their difference.
 * A layer without recurrence has a state that begins anew at every step: it sees the impulse at step 0 as this one does,
 * and nothing at any other. One that begins anew with each window of three steps sees it three times.
 * @throws RangeError for a length below 1
 */
export function impulse(
  { network, tape, step }: LabParts,
  { length, strength }: Extract<Query, { kind: 'impulse' }>,
): ImpulseAnswer {
  if (!(Number.isInteger(length) && length > 0))
    throw new RangeError(`impulse: there must be a step at least, not ${length}`);
  const { hidden } = network.rnn;
  const width = network.parameters.get('rnn.weight_ih_l0').columns;
  const after = (steps: number) => {
    const values = new Float32Array(steps * 2 * width).fill(strength / Math.sqrt(width), 0, width);
    return tape.withoutGradients(() => {
      const input = tape.constant('impulse', ['T', 'B', 'I'], [steps, 2, width], values);
      const [layer] = network.rnn.forward(tape, input).layers;
      const track = layer?.sequence?.tracks[0];
      if (!track) throw new Error('impulse: the fused pass left no states');
      const states = tape.read(track.afterSteps); // (T, 2, H)
      return Float32Array.from({ length: steps * hidden }, (_, place) => {
        const [t, i] = [Math.floor(place / hidden), place % hidden];
        return (states[2 * t * hidden + i] as number) - (states[(2 * t + 1) * hidden + i] as number);
      });
    });
  };
  const difference = after(length);
  return {
    step,
    hidden: difference,
    hiddenSize: hidden,
    length,
    norms: normsOf(difference, length, hidden),
    feedForward: normsOf(after(1), length, hidden),
    window: normsOf(after(WINDOW), length, hidden),
  };
}

/** The norm of each step's numbers; 0 for steps that there are none of. */
function normsOf(values: Float32Array, steps: number, hidden: number): Float32Array {
  return Float32Array.from({ length: steps }, (_, t) =>
    normOf(values.subarray(t * hidden, (t + 1) * hidden)),
  );
}
