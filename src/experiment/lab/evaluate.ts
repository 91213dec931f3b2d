// Judges a network on held-out examples: the loss, and the share that is right or the mean squared error.

import type { Tape } from '../../engine/tape.ts';
import type { RecurrentNetwork } from '../../models/recurrentNetwork.ts';
import type { Example, PredictionTask } from '../../tasks/prediction/task.ts';
import { NOT_ASKED, type Passed, pass } from './pass.ts';

/** How a network did on the held-out examples. */
export interface LabEvaluation {
  /** Updates done when it was judged. */
  readonly step: number;
  /** Mean over all that is asked: nats, or squared units. */
  readonly loss: number;
  /** Share of what is asked that is right, 0 to 1; for numbers the mean squared error. */
  readonly metric: number;
}

/** Products (parameters × steps × examples) that a slice may take: a few milliseconds of work. */
const SLICE = 15_000_000;

/** Index of the largest of `width` numbers from `from` on; the first of several. */
export function likeliest(values: ArrayLike<number>, from: number, width: number): number {
  let best = 0;
  for (let i = 1; i < width; i++)
    if ((values[from + i] as number) > (values[from + best] as number)) best = i;
  return best;
}

/** How many answers are asked of a batch, and how many of them are right. */
function count(tape: Tape, { output, targets }: Passed): { asked: number; right: number } {
  const wanted = tape.memory.i32.slice(targets.address / 4, targets.address / 4 + targets.size);
  const scores = tape.read(output);
  let asked = 0;
  let right = 0;
  wanted.forEach((id, row) => {
    if (id === NOT_ASKED) return;
    asked += 1;
    if (likeliest(scores, row * output.columns, output.columns) === id) right += 1;
  });
  return { asked, right };
}

/** Yields between slices; the tape's arena is free again at every yield. */
export function* judge(
  tape: Tape,
  network: RecurrentNetwork,
  task: PredictionTask,
  examples: readonly Example[],
): Generator<void, Omit<LabEvaluation, 'step'>> {
  const isClasses = task.output.kind === 'classes';
  let loss = 0;
  let asked = 0;
  let right = 0;
  const longest = Math.max(...examples.map((example) => example.labels.length));
  const size = Math.max(1, Math.floor(SLICE / (network.parameters.size * longest)));
  for (let from = 0; from < examples.length; from += size) {
    if (from > 0) yield;
    tape.withoutGradients(() => {
      const passed = pass(tape, network, task, examples.slice(from, from + size));
      const counted = isClasses ? count(tape, passed) : { asked: passed.targets.size, right: 0 };
      loss += tape.scalar(passed.loss) * counted.asked;
      asked += counted.asked;
      right += counted.right;
    });
  }
  return { loss: loss / asked, metric: isClasses ? right / asked : loss / asked };
}
