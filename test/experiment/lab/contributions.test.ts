// Gradients taken apart: by the step whose loss they come from, and by the step at which a weight was used. Clamps,
// truncation and the limit of size.

import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../src/engine/tensor.ts';
import { normOf, shareAt } from '../../../src/experiment/lab/contributions.ts';
import { explain } from '../../../src/experiment/lab/explain.ts';
import { rowsFor } from '../../../src/experiment/lab/flows.ts';
import type { Trace, TraceTensor } from '../../../src/experiment/lab/trace.ts';
import { inputOf } from '../../../src/experiment/lab/traceInput.ts';
import { judge, targetsOf } from '../../../src/experiment/lab/traceLoss.ts';
import { TRACE_LIMIT, TraceTooLargeError, traceBytes } from '../../../src/experiment/lab/traceSize.ts';
import { type CellId, cells } from '../../../src/models/cells/registry.ts';
import { explainedFixture, type TraceOptions, traceFixture } from './traces.ts';

const ids = Object.keys(cells) as CellId[];
const request = { text: null, clamps: {}, truncation: 0 };
const tensor = (trace: Trace, id: number | undefined) => trace.tensors[id as number] as TraceTensor;

/** Float32 sums in another order, as in explain.test.ts. */
function expectClose(actual: ArrayLike<number>, wanted: ArrayLike<number>, what = '') {
  expect(actual.length, what).toBe(wanted.length);
  const largest = Math.max(1e-3, ...Array.from(wanted, Math.abs));
  for (let i = 0; i < wanted.length; i++)
    expect(Math.abs((actual[i] as number) - (wanted[i] as number)) / largest, what).toBeLessThan(1e-5);
}

/** ‖∂L_s/∂h_t‖ by a backward pass from the loss of step s alone, through a tape of its own. */
function flowsBySteps(options: TraceOptions): Float32Array[] {
  const steps = explainedFixture(options).example.labels.length;
  const { clamps = {}, truncation = 0 } = options;
  const flows: Float32Array[] = [];
  for (let s = 0; s < steps; s++) {
    const { tape, network, task, example } = explainedFixture(options);
    const ran = network.forwardBySteps(tape, inputOf(tape, task, [example]), { clamps, truncation });
    const loss = judge(tape, task, targetsOf(task, example), ran.outputs).steps.find(
      (step) => step.time === s,
    );
    if (loss) tape.backward(loss.loss);
    ran.unrolled.layers.forEach((layer, k) => {
      flows[k] ??= new Float32Array(steps * steps);
      layer.steps?.forEach(([hidden], t) => {
        (flows[k] as Float32Array)[s * steps + t] = normOf(tape.readGradient(hidden as Tensor));
      });
    });
  }
  return flows;
}

describe.each(ids)('contributions: %s', (cell) => {
  it.each<TraceOptions>([
    { layers: 2, length: 18 }, // more sources than rows of a batch
    { bidirectional: true, layers: 2, output: 'numbers', input: 'numbers', length: 5 },
    { at: 'end', length: 6 },
    { truncation: 3, length: 8 },
    { truncation: 2, length: 5, bidirectional: true },
  ])('flows are the gradients of each step’s own loss: %o', (options) => {
    const trace = traceFixture({ cell, flows: true, ...options });
    flowsBySteps({ cell, ...options }).forEach((flows, k) => {
      expectClose(trace.layers[k]?.flows ?? [], flows, `layer ${k}`);
    });
  });

  it('no loss reaches a state after it in one direction', () => {
    const { layers, labels } = traceFixture({ cell, length: 6, flows: true });
    const steps = labels.length;
    for (let s = 0; s < steps; s++)
      for (let t = s + 1; t < steps; t++) expect(layers[0]?.flows[s * steps + t]).toBe(0);
    expect(layers[0]?.flows[4 * steps + 4]).toBeGreaterThan(0);
  });

  it('every step’s shares add up to the gradient of the weight', () => {
    const trace = traceFixture({ cell, layers: 2, bidirectional: true, length: 6 });
    for (const layer of trace.layers) {
      expect(layer.shares.length).toBe(2); // weight_ih and weight_hh
      for (const { weight, norms, steps } of layer.shares) {
        const sum = new Float32Array(tensor(trace, weight).values.length);
        steps.forEach((share, t) => {
          share.forEach((value, i) => {
            sum[i] = (sum[i] as number) + value;
          });
          expectClose([norms[t] as number], [normOf(share)]);
          expect(shareAt(trace, weight, t)).toEqual(share);
        });
        expectClose(sum, tensor(trace, weight).gradient ?? [], tensor(trace, weight).name);
      }
    }
  });

  it('gradient norms are those of the states', () => {
    const trace = traceFixture({ cell, length: 5 });
    const [layer] = trace.layers;
    const states = layer?.states[0] ?? [];
    expect([...(layer?.gradientNorms ?? [])]).toEqual(
      states.map((id) => Math.fround(normOf(tensor(trace, id).gradient ?? []))),
    );
    expect(layer?.gradientNorms[0]).toBeGreaterThan(0);
  });

  it('gradients stop at the borders of windows, numbers do not', () => {
    const asked: TraceOptions = { cell, at: 'end', length: 7, hiddenSize: 12 }; // so many that ReLU lets some pass
    const free = traceFixture({ ...asked, truncation: 0 });
    const cut = traceFixture({ ...asked, truncation: 3 });
    expect(cut.loss).toBe(free.loss);
    expect([...(cut.layers[0]?.gradientNorms ?? [])].map((norm) => norm > 0)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((t) => t >= 6), // windows 0–2, 3–5, 6
    );
    expect(Math.min(...(free.layers[0]?.gradientNorms ?? []))).toBeGreaterThan(0);
    const long = traceFixture({ ...asked, truncation: 7 });
    expect(long.layers[0]?.gradientNorms).toEqual(free.layers[0]?.gradientNorms);
  });

  it('leaves the network as it was, its gradients too', () => {
    const fixture = explainedFixture({ cell });
    const { network, tape, example } = fixture;
    const { gradients } = network.parameters.blocks;
    tape.memory.f32.fill(0.25, gradients / 4, gradients / 4 + network.parameters.size);
    const before = network.parameters.save().parameters;
    explain(fixture, example, request);
    expect(network.parameters.save().parameters).toEqual(before);
    const after = tape.memory.f32.slice(gradients / 4, gradients / 4 + network.parameters.size);
    expect(after.every((value) => value === 0.25)).toBe(true);
    expect(tape.entries).toEqual([]);
  });

  it('knows its size before it runs, and fits at 64 steps and H = 128', () => {
    for (const options of [
      { length: 9, hiddenSize: 16 },
      { length: 30, layers: 2, bidirectional: true, hiddenSize: 24 },
    ]) {
      const fixture = explainedFixture({ cell, ...options });
      const trace = explain(fixture, fixture.example, request);
      const wanted = traceBytes(fixture.network, options.length).bytes;
      const bytes = numbersIn(trace) * 4;
      expect(Math.abs(bytes - wanted) / bytes).toBeLessThan(0.05); // targets and the like are counted roughly
      expect(() => explain(fixture, fixture.example, request, wanted - 1)).toThrow(TraceTooLargeError);
    }
    const largest = explainedFixture({ cell, length: 1, hiddenSize: 128, layers: 3, bidirectional: true });
    expect(traceBytes(largest.network, 64).bytes).toBeLessThan(TRACE_LIMIT);
    expect(traceBytes(largest.network, 64).fullShares).toBe(false);
  });

  it.each(cells[cell].gates.map((gate) => gate.id))('a clamped %s is a constant of that name', (gate) => {
    const trace = traceFixture({ cell, length: 3, clamps: { [gate]: 1 } });
    const k = cells[cell].gates.findIndex(({ id }) => id === gate);
    for (const id of trace.layers[0]?.gates[k] ?? []) {
      expect(tensor(trace, id)).toMatchObject({ op: 'constant', gradient: null });
      expect([...tensor(trace, id).values]).toEqual([1, 1, 1, 1]);
    }
    expect(() => traceFixture({ cell, clamps: { door: 1 } })).toThrow(`${cell}: there is no gate door`);
  });
});

function numbersIn(trace: Trace): number {
  let numbers = 0;
  for (const { values, gradient } of trace.tensors) numbers += values.length + (gradient?.length ?? 0);
  for (const { flows, gradientNorms, shares } of trace.layers) {
    numbers += flows.length + gradientNorms.length;
    for (const { steps } of shares) for (const share of steps) numbers += share.length;
  }
  return numbers;
}

describe('clamps', () => {
  const states = (trace: Trace, kind: number) =>
    (trace.layers[0]?.states[kind] ?? []).map((id) => [...tensor(trace, id).values]);

  it('lstm: forget 1 and input 0 keep the cell state for ever', () => {
    for (const cell of states(traceFixture({ length: 9, clamps: { forget: 1, input: 0 } }), 1))
      expect(cell).toEqual([0, 0, 0, 0]);
    const filled = traceFixture({ length: 9, clamps: { forget: 1, input: 1, candidate: 1 } });
    states(filled, 1).forEach((cell, t) => {
      expect(cell).toEqual(new Array(4).fill(t + 1)); // each step adds one, none is lost
    });
  });

  it('lstm: forget 1 and input 0 hand the gradient of the cell state back unchanged', () => {
    const trace = traceFixture({ at: 'end', length: 6, clamps: { forget: 1, input: 0, output: 1 } });
    const [last, ...earlier] = (trace.layers[0]?.states[1] ?? [])
      .map((id) => tensor(trace, id).gradient)
      .reverse();
    expect(normOf(last ?? [])).toBeGreaterThan(0);
    for (const gradient of earlier) expect(gradient).toEqual(last);
  });

  it('lstm: forget 0 leaves nothing of the cell state', () => {
    const trace = traceFixture({ length: 4, clamps: { forget: 0, input: 1 } });
    const candidates = trace.layers[0]?.gates[2] ?? [];
    states(trace, 1).forEach((cell, t) => {
      expect(cell).toEqual([...tensor(trace, candidates[t]).values]);
    });
  });

  it('gru: update 1 keeps the hidden state, update 0 takes the candidate', () => {
    for (const hidden of states(traceFixture({ cell: 'gru', length: 5, clamps: { update: 1 } }), 0))
      expect(hidden.every((value) => value === 0)).toBe(true);
    const open = traceFixture({ cell: 'gru', length: 5, clamps: { update: 0 } });
    const candidates = open.layers[0]?.gates[2] ?? [];
    states(open, 0).forEach((hidden, t) => {
      expect(hidden).toEqual([...tensor(open, candidates[t]).values]);
    });
  });
});

describe('rowsFor', () => {
  it('runs few sequences side by side where each is large', () => {
    const rows = (options: TraceOptions, steps: number) => rowsFor(explainedFixture(options).network, steps);
    expect(rows({}, 12)).toBe(16);
    expect(rows({ hiddenSize: 128 }, 64)).toBe(16);
    expect(rows({ hiddenSize: 128, layers: 3, bidirectional: true }, 64)).toBe(6);
    expect(rows({ hiddenSize: 128, layers: 3, bidirectional: true }, 5000)).toBe(1);
  });
});

describe('an example without targets', () => {
  it.each(['classes', 'numbers'] as const)('has outputs, and neither loss nor gradients: %s', (output) => {
    const trace = traceFixture({ asked: false, output });
    expect(trace.loss).toBeNaN();
    expect(trace.targets).toEqual([null, null, null, null]);
    expect(trace.tensors.every((t) => t.gradient === null)).toBe(true);
    expect(trace.outputs.every((said) => said !== null)).toBe(true);
    expect(normOf(trace.layers[0]?.flows ?? [])).toBe(0);
  });
});

describe('outputs', () => {
  it('are the likeliest classes first, with probabilities that belong to their words', () => {
    const trace = traceFixture({ length: 3 });
    const probabilities = trace.tensors.find((t) => t.name === 't1.probabilities')?.values ?? [];
    const [said] = trace.outputs.slice(1);
    if (said?.kind !== 'classes') throw new Error('there should be classes');
    const vocabulary = ['character', 'main', 'sucked', 'the'];
    for (const { word, probability } of said.best)
      expect(probability).toBe(probabilities[vocabulary.indexOf(word)]);
    const order = said.best.map(({ probability }) => probability);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(trace.targets).toEqual(['main', 'character', null]);
  });

  it('are numbers where numbers are asked for, at the end', () => {
    const trace = traceFixture({ input: 'numbers', output: 'numbers', at: 'end', length: 3 });
    expect(trace.outputs.slice(0, 2)).toEqual([null, null]);
    const said = trace.tensors.find((t) => t.name === 't2.prediction')?.values ?? [];
    expect(trace.outputs[2]).toEqual({
      kind: 'numbers',
      values: [...said],
      text: (said[0] as number).toFixed(2).replace('-', '−'),
    });
  });
});
