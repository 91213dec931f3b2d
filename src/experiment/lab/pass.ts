// A batch of examples through the network, and its loss: what training and judging have in common.

import { crossEntropy, mseLoss } from '../../engine/ops/loss.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { RecurrentNetwork } from '../../models/recurrentNetwork.ts';
import type { Ids } from '../../models/sequenceToSequence.ts';
import type { Example, PredictionTask } from '../../tasks/prediction/task.ts';

/** Targets with this class do not count. */
export const NOT_ASKED = -1;

/** A batch as the network reads it; shorter sequences are filled up with token 0, which `lengths` keeps from being read. */
interface Collated {
  /** Tokens by row, or numbers (T, B, channels). */
  readonly input: Ids | Tensor;
  /** int32 (B); undefined where all sequences have the same length. */
  readonly lengths: Tensor | undefined;
  /** int32 (T, B) or (B) for classes, −1 where nothing is asked; float32 (T, B, names) or (B, names) for numbers. */
  readonly targets: Tensor;
}

const lengthOf = (example: Example) => example.labels.length;

/** Values by time first: those of step t of row b, `width` of them each, begin at (t · B + b) · width. */
function timeFirst<T extends Int32Array | Float32Array>(
  into: T,
  rows: readonly ArrayLike<number>[],
  steps: number,
  width: number,
): T {
  rows.forEach((row, b) => {
    for (let i = 0; i < Math.min(row.length, steps * width); i++) {
      into[(Math.floor(i / width) * rows.length + b) * width + (i % width)] = row[i] as number;
    }
  });
  return into;
}

function readInput(tape: Tape, task: PredictionTask, examples: readonly Example[], steps: number) {
  const rows = examples.map((example) => example.input);
  if (task.input.kind === 'numbers') {
    const width = task.input.channels.length;
    const values = timeFirst(new Float32Array(steps * rows.length * width), rows, steps, width);
    return tape.constant('input', ['T', 'B', 'I'], [steps, rows.length, width], values);
  }
  const values = new Int32Array(rows.length * steps);
  rows.forEach((row, b) => {
    values.set(row, b * steps);
  });
  return { values, batch: rows.length, length: steps };
}

function readTargets(tape: Tape, { output }: PredictionTask, examples: readonly Example[], steps: number) {
  const rows = examples.map((example) => example.target);
  const [times, dims] = output.at === 'end' ? [[], []] : [[steps], ['T']];
  const length = output.at === 'end' ? 1 : steps;
  if (output.kind === 'classes') {
    const values = timeFirst(new Int32Array(length * rows.length).fill(NOT_ASKED), rows, length, 1);
    return tape.constant('targets', [...dims, 'B'], [...times, rows.length], values, { dtype: 'i32' });
  }
  const width = output.names.length;
  const values = timeFirst(new Float32Array(length * rows.length * width), rows, length, width);
  return tape.constant('targets', [...dims, 'B', 'O'], [...times, rows.length, width], values);
}

/** @throws RangeError for an empty batch, or for numbers of different lengths, which cannot be filled up */
function collate(tape: Tape, task: PredictionTask, examples: readonly Example[]): Collated {
  const lengths = examples.map(lengthOf);
  const steps = Math.max(0, ...lengths);
  if (steps === 0) throw new RangeError('a batch needs at least one example, and each at least one step');
  const ragged = lengths.some((length) => length !== steps);
  if (ragged && (task.input.kind === 'numbers' || lengths.includes(0)))
    throw new RangeError(`${task.id}: the sequences of a batch must have one length`);
  return {
    input: readInput(tape, task, examples, steps),
    lengths: ragged
      ? tape.constant('lengths', ['B'], [lengths.length], lengths, { dtype: 'i32' })
      : undefined,
    targets: readTargets(tape, task, examples, steps),
  };
}

export interface Passed {
  /** Scores of the classes, or numbers: (T, B, O) or (B, O). */
  readonly output: Tensor;
  readonly targets: Tensor;
  /** Mean over all that is asked in the batch: nats, or squared units. */
  readonly loss: Tensor;
}

/**
 * The batch's outputs and loss, on the tape.
 * @param truncation gradients go back this many steps at most; 0: all the way
 */
export function pass(
  tape: Tape,
  network: RecurrentNetwork,
  task: PredictionTask,
  examples: readonly Example[],
  truncation = 0,
): Passed {
  const { input, lengths, targets } = collate(tape, task, examples);
  const { output } = network.forward(tape, input, lengths, truncation);
  const loss =
    task.output.kind === 'classes'
      ? crossEntropy(tape, output, targets, { ignoreIndex: NOT_ASKED })
      : mseLoss(tape, output, targets);
  return { output, targets, loss };
}
