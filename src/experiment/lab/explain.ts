// Explains one example: runs it through the network that is being trained, with the same parameters, in primitive ops,
// and keeps every number. The network is left as it was, its gradients included.

import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Cell } from '../../models/cells/cell.ts';
import { cells } from '../../models/cells/registry.ts';
import type { LayerTrace } from '../../models/recurrent.ts';
import type { RecurrentNetwork } from '../../models/recurrentNetwork.ts';
import type { Example, PredictionTask } from '../../tasks/prediction/task.ts';
import { gradientNormsOf, sharesOf } from './contributions.ts';
import { flowsOf } from './flows.ts';
import type { Trace, TraceLayer, TraceRequest, TraceTensor } from './trace.ts';
import { inputOf } from './traceInput.ts';
import { judge, targetsOf } from './traceLoss.ts';
import { TRACE_LIMIT, TraceTooLargeError, traceBytes } from './traceSize.ts';
import { type Collected, collectTensors } from './traceTensors.ts';

export interface Explained {
  readonly tape: Tape;
  readonly network: RecurrentNetwork;
  readonly task: PredictionTask;
  /** Updates done. */
  readonly step: number;
}

/**
 * One example in full. Resets the tape, before and after.
 * @param limit bytes that the trace may take
 * @throws TraceTooLargeError before anything runs; RangeError for an unknown gate, ids outside the vocabulary or an
 *   example without steps
 */
export function explain(
  { tape, network, task, step }: Explained,
  example: Example,
  request: TraceRequest,
  limit = TRACE_LIMIT,
): Trace {
  const steps = example.labels.length;
  if (steps === 0) throw new RangeError('explain: the example has no steps');
  const { clamps, truncation, flows: wanted = false } = request;
  const { bytes, fullShares } = traceBytes(network, steps, wanted);
  if (bytes > limit) throw new TraceTooLargeError(bytes, limit);
  return keepingGradients(network, tape, () => {
    const asked = targetsOf(task, example);
    const flows = wanted ? flowsOf({ tape, network, task }, example, asked, { clamps, truncation }) : [];
    tape.reset();
    network.parameters.zeroGradients();
    const name = task.output.kind === 'classes' ? 'logits' : 'prediction';
    const { outputs, unrolled } = network.forwardBySteps(
      tape,
      inputOf(tape, task, [example]),
      { clamps, truncation },
      name,
    );
    const judged = judge(tape, task, asked, outputs);
    const ran = judged.loss.requiresGradient;
    if (ran) tape.backward(judged.loss);
    const collected = collectTensors(tape, network.parameters.all, {
      withGradients: ran,
      loss: judged.loss,
      hidden: network.rnn.hidden,
    });
    const losses = new Float32Array(steps).fill(NaN);
    for (const { time, loss } of judged.steps) losses[time] = tape.scalar(loss);
    return {
      request,
      step,
      cell: network.rnn.cell,
      labels: example.labels,
      tokens: tokensOf(task, example),
      targets: judged.targets,
      outputs: judged.outputs,
      losses,
      loss: tape.scalar(judged.loss),
      lossTensor: collected.idOf(judged.loss),
      tensors: collected.tensors,
      layers: unrolled.layers.map((layer, k) =>
        traceLayer(cells[network.rnn.cell], layer, collected, flows[k] ?? new Float32Array(), fullShares),
      ),
    };
  });
}

function tokensOf({ input }: PredictionTask, example: Example): readonly string[] | null {
  if (input.kind !== 'tokens') return null;
  return Array.from(example.input, (id) => input.vocabulary[id] as string);
}

/** Runs `body`; the gradients of the last update are there again afterwards, and the tape is empty. */
function keepingGradients<T>(network: RecurrentNetwork, tape: Tape, body: () => T): T {
  const { parameters } = network;
  const from = parameters.blocks.gradients / 4;
  const before = tape.memory.f32.slice(from, from + parameters.size);
  try {
    return body();
  } finally {
    tape.memory.f32.set(before, from);
    tape.reset();
  }
}

function traceLayer(
  cell: Cell,
  ran: LayerTrace,
  { tensors, idOf }: Collected,
  flows: Float32Array,
  fullShares: boolean,
): TraceLayer {
  const { layer, direction } = ran;
  const steps = ran.steps ?? [];
  const byName = new Map<string, TraceTensor>();
  for (const tensor of tensors) {
    if (tensor.layer === layer && tensor.direction === direction) byName.set(tensor.name, tensor);
  }
  const scope = `rnn.l${layer}${direction === 'backward' ? '_reverse' : ''}`;
  const atSteps = (name: string) =>
    steps.map((_, t) => {
      const tensor = byName.get(`${scope}.t${t}.${name}`);
      if (!tensor) throw new Error(`${scope}.t${t}.${name} is not on the tape`);
      return tensor.id;
    });
  const states = cell.states.map((_, kind) => steps.map((state) => idOf(state[kind] as Tensor)));
  return {
    layer,
    direction,
    inputs: atSteps('x'),
    gates: cell.gates.map((gate) => atSteps(gate.id)),
    states,
    gradientNorms: gradientNormsOf(tensors, states[0] ?? []),
    flows,
    shares: sharesOf(tensors, scope, steps.length, fullShares),
  };
}
