// explain() against the pass that trains: same loss, outputs, states and gradients; clamps and truncation; its limits.

import { describe, expect, it } from 'vitest';
import { reshape } from '../../../src/engine/ops/layout.ts';
import { crossEntropy, mseLoss } from '../../../src/engine/ops/loss.ts';
import type { Trace, TraceTensor } from '../../../src/experiment/lab/trace.ts';
import { type CellId, cells } from '../../../src/models/cells/registry.ts';
import { explainedFixture, type TraceOptions, traceFixture } from './traces.ts';

const ids = Object.keys(cells) as CellId[];

/**
 * The same sums in another order: a rounding of 6e-8 for each of the hundred or so operations that a gradient of three
 * layers and seven steps goes through, so 1e-5 of the largest number in the tensor (tensors below 1e-3 are sums that
 * cancel: they are held to 1e-8).
 */
const TOLERANCE = 1e-5;

function expectClose(actual: ArrayLike<number>, wanted: ArrayLike<number>, what: string) {
  expect(actual.length, what).toBe(wanted.length);
  let largest = 1e-3;
  let difference = 0;
  for (let i = 0; i < wanted.length; i++) {
    largest = Math.max(largest, Math.abs(wanted[i] as number));
    difference = Math.max(difference, Math.abs((actual[i] as number) - (wanted[i] as number)));
  }
  expect(difference / largest, what).toBeLessThan(TOLERANCE);
}

const tensor = (trace: Trace, id: number | undefined) => trace.tensors[id as number] as TraceTensor;
const named = (trace: Trace, name: string) => trace.tensors.find((t) => t.name === name) as TraceTensor;

/** Loss, outputs, last layer's states and parameter gradients of the pass that trains. */
function trained(options: TraceOptions) {
  const { tape, network, task, example } = explainedFixture(options);
  const { output: kind } = task;
  const steps = example.labels.length;
  const input =
    task.input.kind === 'tokens'
      ? { values: example.input as Int32Array, batch: 1, length: steps }
      : tape.constant('x', ['T', 'B', 'I'], [steps, 1, 2], example.input);
  network.parameters.zeroGradients();
  const { output, unrolled } = network.forward(tape, input);
  const flat = reshape(tape, output, [-1, output.columns]);
  const loss =
    kind.kind === 'classes'
      ? crossEntropy(tape, flat, tape.constant('y', ['B'], [flat.rows], example.target, { dtype: 'i32' }), {
          ignoreIndex: -1,
        })
      : mseLoss(tape, flat, tape.constant('y', flat.dims, flat.shape, example.target));
  tape.backward(loss);
  return {
    loss: tape.scalar(loss),
    outputs: tape.read(flat),
    states: unrolled.layers.map(({ sequence }) =>
      (sequence?.tracks ?? []).map((track) => tape.read(track.afterSteps)),
    ),
    gradients: network.parameters.all.map((parameter) => ({
      name: parameter.name,
      gradient: tape.readGradient(parameter),
    })),
  };
}

describe.each(ids)('explain: %s', (cell) => {
  const cases = [1, 2, 3].flatMap((layers) =>
    [false, true].flatMap((bidirectional) =>
      (['everyStep', 'end'] as const).flatMap((at) =>
        (['tokens', 'numbers'] as const).flatMap((input) =>
          (['classes', 'numbers'] as const).map((output) => ({ layers, bidirectional, at, input, output })),
        ),
      ),
    ),
  );

  it.each(cases)(
    'equals the pass that trains, $layers layers, bidirectional $bidirectional, $input to $output, $at',
    (options) => {
      const trace = traceFixture({ cell, length: 7, ...options });
      const wanted = trained({ cell, length: 7, ...options });
      expectClose([trace.loss], [wanted.loss], 'loss');
      const said = trace.tensors.filter((t) => /^t\d+\.(logits|prediction)$/.test(t.name));
      expectClose(
        said.flatMap((t) => [...t.values]),
        wanted.outputs,
        'outputs',
      );
      trace.layers.forEach((layer, k) => {
        layer.states.forEach((track, kind) => {
          const all = track.flatMap((id) => [...tensor(trace, id).values]);
          expectClose(all, wanted.states[k]?.[kind] ?? [], `states ${k} ${kind}`);
        });
      });
      for (const { name, gradient } of wanted.gradients)
        expectClose(named(trace, name).gradient ?? [], gradient, name);
    },
  );

  it('gives the mean of the losses of the steps that are asked', () => {
    const trace = traceFixture({ cell, length: 5 });
    const asked = [...trace.losses].filter((loss) => !Number.isNaN(loss));
    expect(asked.length).toBe(4); // nothing follows the last word
    expect(trace.losses[4]).toBeNaN();
    expectClose([asked.reduce((sum, loss) => sum + loss, 0) / 4], [trace.loss], 'loss');
    expect(tensor(trace, trace.lossTensor).values[0]).toBe(trace.loss);
  });

  it('has one name for each tensor, and inputs made before it', () => {
    const trace = traceFixture({ cell, layers: 2, bidirectional: true, truncation: 2 });
    expect(new Set(trace.tensors.map((t) => t.name)).size).toBe(trace.tensors.length);
    for (const t of trace.tensors) for (const input of t.inputs) expect(input).toBeLessThan(t.id);
  });
});
