// Examples as a network reads them.

import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Ids } from '../../models/sequenceToSequence.ts';
import type { Example, PredictionTask } from '../../tasks/prediction/task.ts';

/**
 * A batch of examples of one length: tokens, or numbers (T, B, I).
 * @param requiresGradient of numbers; tokens have none
 */
export function inputOf(
  tape: Tape,
  task: PredictionTask,
  examples: readonly Example[],
  requiresGradient = false,
): Tensor | Ids {
  const steps = examples[0]?.labels.length ?? 0;
  const rows = examples.length;
  if (task.input.kind === 'tokens') {
    const values = new Int32Array(rows * steps);
    examples.forEach(({ input }, row) => {
      values.set(input, row * steps);
    });
    return { values, batch: rows, length: steps };
  }
  const channels = task.input.channels.length;
  const values = new Float32Array(steps * rows * channels);
  examples.forEach(({ input }, row) => {
    for (let t = 0; t < steps; t++)
      values.set(input.subarray(t * channels, (t + 1) * channels), (t * rows + row) * channels);
  });
  return tape.constant('numbers', ['T', 'B', 'I'], [steps, rows, channels], values, { requiresGradient });
}
