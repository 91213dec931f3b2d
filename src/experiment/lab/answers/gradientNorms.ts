// How much of the loss reaches the hidden state of every step, and an LSTM's cell state, measured on held-out examples.

import { multiply, subtract } from '../../../engine/ops/arithmetic.ts';
import { crossEntropy } from '../../../engine/ops/loss.ts';
import { sum } from '../../../engine/ops/reduction.ts';
import { stack } from '../../../engine/ops/shapes.ts';
import type { Tape } from '../../../engine/tape.ts';
import type { Tensor } from '../../../engine/tensor.ts';
import type { CellId } from '../../../models/cells/registry.ts';
import type { Example, PredictionTask } from '../../../tasks/prediction/task.ts';
import { normOf } from '../contributions.ts';
import { rowsFor } from '../flows.ts';
import type { LabParts } from '../parts.ts';
import type { GradientNormsAnswer } from '../queries.ts';
import { inputOf } from '../traceInput.ts';
import { type Target, targetsOf } from '../traceLoss.ts';
import { recurrentBlocks, spectralRadiusOf } from './recurrentBlocks.ts';

/** The most steps whose losses are followed one by one. */
const SOURCES = 8;

/** What is asked of a batch at one step, and how well it is answered. */
interface Asked {
  readonly time: number;
  /** Sum over the examples that are asked there. */
  readonly loss: Tensor;
  readonly count: number;
  /** How many are right; of numbers the sum of their mean squared errors. */
  readonly score: number;
}

/**
 * Norms over a batch of up to 16 held-out examples (fewer where they are large) as long as the first of them: of the mean loss of all that is asked,
 * and of each step's own mean loss (up to eight steps, evenly spread, the last one among them).
 * @throws RangeError when there is no held-out example, or nothing is asked of them
 */
export function gradientNorms(parts: LabParts): GradientNormsAnswer {
  const { tape, network, task, step, config } = parts;
  const batch = batchOf(parts);
  const input = inputOf(tape, task, batch, true);
  if (!('batch' in input)) tape.gradientOf(input); // its place outlives the passes below: no op made it
  const { outputs, unrolled } = network.forwardBySteps(tape, input, {
    truncation: config.truncation,
    frozen: true,
  });
  const asked = askedOf(tape, task, batch, outputs);
  const count = asked.reduce((total, { count: own }) => total + own, 0);
  if (count === 0) throw new RangeError('gradientNorms: nothing is asked of the held-out examples');
  const hidden = unrolled.layers.map(({ steps = [] }) => steps.map((state) => state[0] as Tensor));
  const memory = unrolled.layers
    .map(({ steps = [] }) => steps.flatMap((state) => state[1] ?? []))
    .filter((track) => track.length > 0);
  const top = [hidden, memory].flatMap((tracks) => tracks.slice(-network.rnn.directions).slice(0, 1));
  const flows = spread(asked).map((source) => {
    const [norms, cell = null] = backward(tape, source.loss, source.count, top);
    return { source: source.time, norms: norms as Float32Array, cell };
  });
  const total = sum(
    tape,
    stack(
      tape,
      asked.map(({ loss }) => loss),
      0,
    ),
  ); // ()
  const all = backward(tape, total, count, [...hidden, ...memory]);
  const [first] = recurrentBlocks(tape, network);
  const slope = slopes[network.rnn.cell];
  return {
    step,
    layers: all.slice(0, hidden.length),
    cells: all.slice(hidden.length),
    flows,
    spectralRadius: slope && first ? spectralRadiusOf(first.values, network.rnn.hidden) : null,
    meanSlope: slope ? meanSlopeOf(tape, hidden[0] ?? [], slope) : null,
    metric: asked.reduce((score, own) => score + own.score, 0) / count,
  };
}

/** activation′ by its own result; null for gated cells. */
const slopes: Readonly<Record<CellId, ((h: number) => number) | null>> = {
  rnn_tanh: (h) => 1 - h * h,
  rnn_relu: (h) => (h > 0 ? 1 : 0),
  lstm: null,
  gru: null,
};

function batchOf({ heldOut, network }: LabParts): readonly Example[] {
  const [first] = heldOut;
  if (!first) throw new RangeError('gradientNorms: there is no held-out example');
  const steps = first.labels.length;
  return heldOut.filter(({ labels }) => labels.length === steps).slice(0, rowsFor(network, steps));
}

function askedOf(
  tape: Tape,
  task: PredictionTask,
  batch: readonly Example[],
  outputs: readonly (Tensor | undefined)[],
): Asked[] {
  const targets = batch.map((example) => targetsOf(task, example));
  return outputs.flatMap((said, time) => {
    const wanted = targets.map((own) => own[time] ?? null);
    const count = wanted.filter((own) => own !== null).length;
    if (!said || count === 0) return [];
    const judged =
      task.output.kind === 'classes' ? classesAt(tape, said, wanted) : numbersAt(tape, said, wanted);
    return [{ time, count, ...judged }];
  });
}

function classesAt(tape: Tape, said: Tensor, wanted: readonly (Target | null)[]) {
  const ids = wanted.map((own) => own?.[0] ?? -1);
  const target = tape.constant('target', ['B'], [ids.length], ids, { dtype: 'i32' });
  const scores = tape.read(said);
  const right = ids.filter((id, row) => {
    const own = scores.subarray(row * said.columns, (row + 1) * said.columns);
    return id >= 0 && own.indexOf(Math.max(...own)) === id;
  });
  return {
    loss: crossEntropy(tape, said, target, { ignoreIndex: -1, reduction: 'sum' }),
    score: right.length,
  };
}

function numbersAt(tape: Tape, said: Tensor, wanted: readonly (Target | null)[]) {
  const width = said.columns;
  const none = new Array<number>(width).fill(0);
  const target = tape.constant(
    'target',
    said.dims,
    said.shape,
    wanted.flatMap((own) => own ?? none),
  );
  const shares = wanted.map((own) => (own ? 1 / width : 0));
  const share = tape.constant('share', ['B', '1'], [shares.length, 1], shares);
  const error = subtract(tape, said, target); // (B, O)
  const loss = sum(tape, multiply(tape, multiply(tape, error, error), share)); // ()
  return { loss, score: tape.scalar(loss) };
}

/** Up to SOURCES of them, evenly spread, the last one among them. */
function spread<T>(list: readonly T[]): T[] {
  const count = Math.min(SOURCES, list.length);
  return Array.from({ length: count }, (_, i) => list[Math.ceil(((i + 1) * list.length) / count) - 1] as T);
}

/**
 * norms[track][t] = ‖∂(loss/count)/∂h_t‖ over the whole batch. Gradients are cleared again, so that another loss can follow.
 */
function backward(
  tape: Tape,
  loss: Tensor,
  count: number,
  tracks: readonly (readonly Tensor[])[],
): Float32Array[] {
  const mark = tape.memory.mark();
  tape.backward(loss, 1 / count);
  const norms = tracks.map((track) => Float32Array.from(track, (state) => normOf(tape.readGradient(state))));
  for (const entry of tape.entries) for (const output of entry.outputs) output.gradient = 0;
  tape.memory.release(mark);
  return norms;
}

function meanSlopeOf(tape: Tape, states: readonly Tensor[], slope: (h: number) => number): number {
  let total = 0;
  let count = 0;
  for (const state of states) {
    for (const h of tape.read(state)) total += slope(h);
    count += state.size;
  }
  return total / count;
}
