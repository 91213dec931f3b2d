// An example as a network reads it.

import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Ids } from '../../models/sequenceToSequence.ts';
import type { Example, PredictionTask } from '../../tasks/prediction/task.ts';

/**
 * The same example `rows` times: tokens, or numbers (T, rows, I).
 * @param requiresGradient of numbers; tokens have none
 */
export function inputOf(
  tape: Tape,
  task: PredictionTask,
  { labels, input }: Example,
  rows: number,
  requiresGradient = false,
): Tensor | Ids {
  const steps = labels.length;
  if (task.input.kind === 'tokens') {
    const values = new Int32Array(rows * steps);
    for (let row = 0; row < rows; row++) values.set(input, row * steps);
    return { values, batch: rows, length: steps };
  }
  const channels = task.input.channels.length;
  const values = new Float32Array(steps * rows * channels);
  for (let t = 0; t < steps; t++) {
    const now = input.subarray(t * channels, (t + 1) * channels);
    for (let row = 0; row < rows; row++) values.set(now, (t * rows + row) * channels);
  }
  return tape.constant('numbers', ['T', 'B', 'I'], [steps, rows, channels], values, { requiresGradient });
}
