// What the network says at each step, how wrong that is, and the loss of the whole example, in ops that can be read.

import { multiply, subtract } from '../../engine/ops/arithmetic.ts';
import { crossEntropy } from '../../engine/ops/loss.ts';
import { mean } from '../../engine/ops/reduction.ts';
import { stack } from '../../engine/ops/shapes.ts';
import { softmax } from '../../engine/ops/softmax.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { answerWriter } from '../../tasks/prediction/numberText.ts';
import type { Example, PredictionTask } from '../../tasks/prediction/task.ts';
import type { TraceOutput } from './trace.ts';

/** How many of the likeliest classes are named. */
const NAMED = 5;

/** One class index, or the numbers wanted. */
export type Target = readonly number[];

export interface StepLoss {
  readonly time: number;
  readonly loss: Tensor;
}

export interface Judged {
  readonly targets: readonly (string | null)[];
  readonly outputs: readonly (TraceOutput | null)[];
  readonly steps: readonly StepLoss[];
  /** The mean of the steps' losses; a constant NaN where nothing is asked. */
  readonly loss: Tensor;
}

/**
 * Judges the outputs of an example. Of classes: cross-entropy in nats; of numbers: the mean of their squared errors.
 * @param asked as `targetsOf` says
 * @param outputs outputs[t]: (1, O) logits or numbers, undefined where nothing is said
 */
export function judge(
  tape: Tape,
  task: PredictionTask,
  asked: readonly (Target | null)[],
  outputs: readonly (Tensor | undefined)[],
): Judged {
  const { output } = task;
  const steps: StepLoss[] = [];
  const write = answerWriter(task);
  const said = outputs.map((tensor, time) =>
    tape.scope(`t${time}`, () => {
      if (!tensor) return null;
      const target = asked[time] ?? null;
      if (output.kind === 'numbers') {
        if (target) steps.push({ time, loss: squaredError(tape, tensor, target) });
        const values = [...tape.read(tensor)];
        return { kind: 'numbers' as const, values, text: write(values) };
      }
      const probabilities = softmax(tape, tensor, 'probabilities');
      if (target) steps.push({ time, loss: surprise(tape, tensor, target) });
      return { kind: 'classes' as const, best: likeliest(tape.read(probabilities), output.classes) };
    }),
  );
  return {
    targets: asked.map((target) => {
      if (target === null) return null;
      return output.kind === 'classes' ? (output.classes[target[0] as number] as string) : write(target);
    }),
    outputs: said,
    steps,
    loss: meanOf(tape, steps),
  };
}

/** What should be said at each step: one class, or numbers; null where nothing is asked. */
export function targetsOf({ output }: PredictionTask, example: Example): (Target | null)[] {
  const steps = example.labels.length;
  const width = output.kind === 'classes' ? 1 : output.names.length;
  const counts = (values: readonly number[]) =>
    output.kind === 'classes' ? (values[0] as number) >= 0 : values.every((value) => !Number.isNaN(value));
  return Array.from({ length: steps }, (_, t) => {
    const place = output.at === 'everyStep' ? t : t - steps + 1; // at the end: the one target there is
    const values = place < 0 ? [] : [...example.target.slice(place * width, (place + 1) * width)];
    return values.length === width && counts(values) ? values : null;
  });
}

function surprise(tape: Tape, logits: Tensor, target: Target): Tensor {
  const wanted = tape.constant('target', ['B'], [1], target, { dtype: 'i32' });
  return crossEntropy(tape, logits, wanted, { reduction: 'sum' }, 'loss'); // (): one target
}

function squaredError(tape: Tape, prediction: Tensor, target: Target): Tensor {
  const wanted = tape.constant('target', prediction.dims, prediction.shape, target);
  const error = subtract(tape, prediction, wanted, 'error'); // (1, O)
  return mean(tape, multiply(tape, error, error, 'squaredError'), {}, 'loss'); // ()
}

function meanOf(tape: Tape, steps: readonly StepLoss[]): Tensor {
  if (steps.length === 0) return tape.constant('loss', [], [], [NaN]);
  const losses = stack(
    tape,
    steps.map((step) => step.loss),
    0,
    'T',
    'losses',
  ); // (steps asked)
  return mean(tape, losses, {}, 'loss');
}

function likeliest(probabilities: Float32Array, classes: readonly string[]) {
  return Array.from(probabilities, (probability, index) => ({ index, probability }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, NAMED)
    .map(({ index, probability }) => ({ word: classes[index] as string, probability }));
}
