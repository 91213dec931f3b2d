// Which loss said what: the gradient of every state, taken apart by the step whose loss it comes from. The example is run
// several times side by side as a batch, and each row is asked at one step alone, so that one pass serves many steps.

import { multiply, subtract } from '../../engine/ops/arithmetic.ts';
import { crossEntropy } from '../../engine/ops/loss.ts';
import { sum } from '../../engine/ops/reduction.ts';
import { stack } from '../../engine/ops/shapes.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { SteppedOptions } from '../../models/cells/cell.ts';
import type { RecurrentNetwork } from '../../models/recurrentNetwork.ts';
import type { Example, PredictionTask } from '../../tasks/prediction/task.ts';
import { normOf } from './contributions.ts';
import { inputOf } from './traceInput.ts';
import type { Target } from './traceLoss.ts';

/** Rows of a batch, at most: enough for the matrix kernels. */
const ROWS = 16;
/** What the activations of a batch may take: the engine's memory grows for good. */
const BATCH_BYTES = 64 * 2 ** 20;
/** Numbers of one step and unit, with their gradients, of the cell that makes most of them (LSTM). */
const NUMBERS = 50;

/** How many sequences of `steps` steps may be run side by side in primitive ops: 1 to 16. */
export function rowsFor({ rnn }: RecurrentNetwork, steps: number): number {
  const bytes = 4 * NUMBERS * steps * rnn.hidden * rnn.layers * rnn.directions;
  return Math.max(1, Math.min(ROWS, Math.floor(BATCH_BYTES / bytes)));
}

/** One row of the batch: the step that is asked, and what for. */
interface Source {
  readonly time: number;
  readonly target: Target;
}

/**
 * ‖∂L_s/∂h_t‖₂ for the loss L_s of every step s alone, undivided.
 * @param asked targets by time
 * @returns flows[s · T + t] for each layer and direction; rows of steps that are not asked are 0
 */
export function flowsOf(
  { tape, network, task }: { tape: Tape; network: RecurrentNetwork; task: PredictionTask },
  example: Example,
  asked: readonly (Target | null)[],
  options: SteppedOptions,
): Float32Array[] {
  const steps = asked.length;
  const { layers, directions } = network.rnn;
  const flows = Array.from({ length: layers * directions }, () => new Float32Array(steps * steps));
  const sources = asked.flatMap((target, time) => (target ? [{ time, target }] : []));
  const size = rowsFor(network, steps);
  for (let first = 0; first < sources.length; first += size) {
    const rows = sources.slice(first, first + size);
    tape.reset();
    const input = inputOf(
      tape,
      task,
      rows.map(() => example),
      true,
    );
    const { outputs, unrolled } = network.forwardBySteps(tape, input, { ...options, frozen: true });
    tape.backward(lossOf(tape, task, rows, outputs));
    unrolled.layers.forEach(({ steps: states = [] }, k) => {
      states.forEach(([hidden], t) => {
        const gradient = tape.readGradient(hidden as Tensor); // (rows, H)
        rows.forEach(({ time }, row) => {
          const own = gradient.subarray(row * network.rnn.hidden, (row + 1) * network.rnn.hidden);
          (flows[k] as Float32Array)[time * steps + t] = normOf(own);
        });
      });
    });
  }
  return flows;
}

/** Σ over the rows of each row's own loss. */
function lossOf(
  tape: Tape,
  { output }: PredictionTask,
  rows: readonly Source[],
  outputs: readonly (Tensor | undefined)[],
): Tensor {
  const losses = rows.map(({ time, target }, row) => {
    const said = outputs[time] as Tensor; // (rows, O)
    if (output.kind === 'classes') {
      const wanted = rows.map((_, other) => (other === row ? (target[0] as number) : -1));
      const ids = tape.constant('target', ['B'], [rows.length], wanted, { dtype: 'i32' });
      return crossEntropy(tape, said, ids, { ignoreIndex: -1, reduction: 'sum' });
    }
    const wanted = tape.constant('target', ['O'], [target.length], target);
    const error = subtract(tape, said, wanted); // (rows, O)
    const only = rows.map((_, other) => (other === row ? 1 / target.length : 0));
    const share = tape.constant('share', ['B', '1'], [rows.length, 1], only);
    return sum(tape, multiply(tape, multiply(tape, error, error), share));
  });
  return sum(tape, stack(tape, losses));
}
