// What figures ask of a run, and what they are given.

import { describe, expect, it } from 'vitest';
import { answerers } from '../../../src/experiment/lab/answers/registry.ts';
import { gradientNormsOf } from '../../../src/experiment/lab/contributions.ts';
import { explain } from '../../../src/experiment/lab/explain.ts';
import type { LabParts } from '../../../src/experiment/lab/parts.ts';
import type {
  GradientNormsAnswer,
  ImpulseAnswer,
  ParametersAnswer,
} from '../../../src/experiment/lab/queries.ts';
import type { Trace } from '../../../src/experiment/lab/trace.ts';
import { type CellId, cells } from '../../../src/models/cells/registry.ts';
import type { Example } from '../../../src/tasks/prediction/task.ts';
import { explainedFixture, type TraceOptions } from './traces.ts';

const ids = Object.keys(cells) as CellId[];
const request = { text: null, clamps: {}, truncation: 0 };

function partsOf(
  options: TraceOptions,
  more: Partial<LabParts> = {},
): LabParts & { readonly example: Example } {
  const fixture = explainedFixture(options);
  const { size } = fixture.network.parameters;
  return {
    ...fixture,
    config: {
      version: 1,
      task: 'sentiment',
      seed: 3,
      cell: options.cell ?? 'lstm',
      hiddenSize: options.hiddenSize ?? 4,
      layers: options.layers ?? 1,
      bidirectional: options.bidirectional ?? false,
      embeddingSize: 3,
      length: 4,
      initialisation: 'uniform',
      spectralRadius: 1,
      optimiser: 'adam',
      learningRate: 0.01,
      clipNorm: 1,
      truncation: options.truncation ?? 0,
      batchSize: 1,
      changes: [],
    },
    step: 7,
    heldOut: [fixture.example],
    last: {
      gradient: Float32Array.from({ length: size }, (_, i) => i),
      update: Float32Array.from({ length: size }, (_, i) => -i),
    },
    ...more,
  };
}

function ask<T>(kind: keyof typeof answerers, parts: LabParts, query: object): T {
  const answerer = answerers[kind] as ((parts: LabParts, query: object) => T) | undefined;
  if (!answerer) throw new Error(`nothing answers ${kind}`);
  parts.tape.reset();
  return answerer(parts, { kind, ...query });
}

function expectClose(actual: ArrayLike<number>, wanted: ArrayLike<number>) {
  expect(actual.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) expect(actual[i]).toBeCloseTo(wanted[i] as number, 5);
}

describe('trace', () => {
  it('explains the worked example, or what was typed', () => {
    const parts = partsOf({});
    const short: Example = { labels: ['the'], input: Int32Array.of(3), target: Int32Array.of(-1) };
    const read = (text: string) => (text ? short : { problem: 'empty' as const, detail: '' });
    const typing = { ...parts, task: { ...parts.task, read } };
    expect(ask<Trace>('trace', parts, { request }).labels).toEqual(parts.example.labels);
    expect(ask<Trace>('trace', parts, { request }).step).toBe(7);
    expect(ask<Trace>('trace', typing, { request: { ...request, text: 'the' } }).labels).toEqual(['the']);
    expect(() => ask('trace', typing, { request: { ...request, text: '' } })).toThrow(
      expect.objectContaining({ name: 'TextProblem', problem: 'empty' }),
    );
    expect(() => ask('trace', parts, { request: { ...request, text: 'x' } })).toThrow(
      expect.objectContaining({ name: 'TextProblem', problem: 'unknown' }),
    );
  });
});

describe.each(ids)('parameters: %s', (cell) => {
  it('gives every parameter with its own part of the last gradient and update', () => {
    const parts = partsOf({ cell, layers: 2, bidirectional: true });
    const { parameters, step } = ask<ParametersAnswer>('parameters', parts, {});
    expect(step).toBe(7);
    expect(parameters.map(({ name }) => name)).toEqual(parts.network.parameters.all.map(({ name }) => name));
    const joined = (part: 'values' | 'gradient' | 'update') =>
      Float32Array.from(parameters.flatMap((parameter) => [...parameter[part]]));
    expect(joined('values')).toEqual(parts.network.parameters.save().parameters);
    expect(joined('gradient')).toEqual(parts.last.gradient);
    expect(joined('update')).toEqual(parts.last.update);
  });

  it('gives the eigenvalues of every gate’s block of every W_hh', () => {
    const parts = partsOf({ cell, layers: 2, bidirectional: true, hiddenSize: 6 });
    const { eigenvalues } = ask<ParametersAnswer>('parameters', parts, {});
    const gates = cells[cell].gates.map(({ id }) => id);
    expect(eigenvalues.map(({ name, gate }) => `${name} ${gate}`)).toEqual(
      ['l0', 'l0_reverse', 'l1', 'l1_reverse'].flatMap((l) =>
        gates.map((gate) => `rnn.weight_hh_${l} ${gate}`),
      ),
    );
    for (const { name, gate, values } of eigenvalues) {
      const weight = parts.tape.read(parts.network.parameters.get(name));
      const from = gates.indexOf(gate) * 36;
      const trace = [0, 7, 14, 21, 28, 35].reduce((sum, i) => sum + (weight[from + i] as number), 0);
      expect(values.filter((_, i) => i % 2 === 0).reduce((sum, re) => sum + re, 0)).toBeCloseTo(trace, 5);
    }
  });
});

describe('parameters', () => {
  it('come with the names of their rows and columns, where those have any', () => {
    const labels = (options: TraceOptions) => {
      const { parameters } = ask<ParametersAnswer>('parameters', partsOf(options), {});
      return new Map(parameters.map((own) => [own.name, own.labels]));
    };
    const words = labels({ layers: 2 });
    expect(words.get('embedding.weight')).toEqual([['character', 'main', 'sucked', 'the'], null]);
    expect(words.get('rnn.weight_ih_l0')).toEqual([null, null]);
    expect(words.get('out.bias')).toEqual([['character', 'main', 'sucked', 'the']]);
    const numbers = labels({ layers: 2, input: 'numbers', output: 'numbers' });
    expect(numbers.get('rnn.weight_ih_l0')).toEqual([null, ['value', 'marker']]);
    expect(numbers.get('rnn.weight_ih_l1')).toEqual([null, null]);
    expect(numbers.get('out.weight')).toEqual([['next'], null]);
  });

  it('are answered alone when named, without eigenvalues that nobody asked for', () => {
    const parts = partsOf({ layers: 2 });
    const all = ask<ParametersAnswer>('parameters', parts, {});
    const only = (name: string) => ask<ParametersAnswer>('parameters', parts, { only: [name] });
    const one = only('rnn.weight_hh_l1');
    expect(one.parameters).toEqual(all.parameters.filter(({ name }) => name === 'rnn.weight_hh_l1'));
    expect(one.eigenvalues).toEqual(all.eigenvalues.filter(({ name }) => name === 'rnn.weight_hh_l1'));
    expect(only('embedding.weight').parameters).toHaveLength(1);
    expect(only('embedding.weight').eigenvalues).toEqual([]);
  });
});

describe.each(ids)('gradientNorms: %s', (cell) => {
  const cases: readonly TraceOptions[] = [
    { cell, length: 6, layers: 2 },
    { cell, length: 5, at: 'end', bidirectional: true, input: 'numbers' },
    { cell, length: 6, output: 'numbers', input: 'numbers', truncation: 2 },
  ];

  it.each(cases)('of one example are those of its trace: %o', (options) => {
    const parts = partsOf(options);
    const truncation = options.truncation ?? 0;
    const trace = explain(parts, parts.example, { ...request, truncation, flows: true });
    const answer = ask<GradientNormsAnswer>('gradientNorms', parts, {});
    expect(answer.layers.length).toBe(trace.layers.length);
    answer.layers.forEach((norms, k) => {
      expectClose(norms, trace.layers[k]?.gradientNorms ?? []);
    });
    expect(answer.cells.length).toBe(cell === 'lstm' ? trace.layers.length : 0);
    answer.cells.forEach((norms, k) => {
      expectClose(norms, gradientNormsOf(trace.tensors, trace.layers[k]?.states[1] ?? []));
    });
    const steps = trace.labels.length;
    const top = trace.layers.find(({ layer }) => layer === (options.layers ?? 1) - 1);
    const asked = [...trace.losses.keys()].filter((t) => !Number.isNaN(trace.losses[t]));
    expect(answer.flows.map(({ source }) => source)).toEqual(asked);
    for (const { cell: own } of answer.flows) expect(own === null).toBe(cell !== 'lstm');
    for (const { source, norms } of answer.flows)
      expectClose(norms, top?.flows.subarray(source * steps, (source + 1) * steps) ?? []);
    if (options.output === 'numbers') expect(answer.metric).toBeCloseTo(trace.loss, 5);
  });

  it('of two examples are those of both together', () => {
    const parts = partsOf({ cell, length: 4 });
    const { example } = parts;
    const other = { ...example, input: example.input.toReversed() };
    const one = (own: Example) =>
      ask<GradientNormsAnswer>('gradientNorms', { ...parts, heldOut: [own] }, {}).layers[0] ?? [];
    const longer = partsOf({ cell, length: 5 }).example; // does not fit beside them, so it is left out
    const both = ask<GradientNormsAnswer>(
      'gradientNorms',
      { ...parts, heldOut: [example, other, longer] },
      {},
    );
    const [a, b] = [one(example), one(other)];
    expectClose(
      both.layers[0] ?? [],
      Array.from(a, (norm, t) => Math.sqrt(norm * norm + (b[t] as number) * (b[t] as number)) / 2),
    );
  });

  it('follows eight sources of a long example, the last among them', () => {
    const { flows } = ask<GradientNormsAnswer>('gradientNorms', partsOf({ cell, length: 30 }), {});
    expect(flows.length).toBe(8);
    expect(flows.at(-1)?.source).toBe(28); // nothing follows the last word
  });

  it('says how W_hh and the activation scale what passes, for simple cells', () => {
    const parts = partsOf({ cell, length: 4 });
    const weight = parts.network.parameters.get('rnn.weight_hh_l0');
    const simple = cell === 'rnn_tanh' || cell === 'rnn_relu';
    if (simple) {
      const diagonal = Float32Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? -0.75 : 0));
      parts.tape.memory.f32.set(diagonal, weight.address / 4);
    }
    const answer = ask<GradientNormsAnswer>('gradientNorms', parts, {});
    expect(answer.spectralRadius).toBe(simple ? 0.75 : null);
    const { tensors, layers } = explain(parts, parts.example, request);
    const states = (layers[0]?.states[0] ?? []).flatMap((id) => [...(tensors[id]?.values ?? [])]);
    const slopes = states.map((h) => (cell === 'rnn_tanh' ? 1 - h * h : h > 0 ? 1 : 0));
    const mean = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
    if (simple) expect(answer.meanSlope).toBeCloseTo(mean, 6);
    else expect(answer.meanSlope).toBeNull();
  });

  it('counts what is right', () => {
    const parts = partsOf({ cell, length: 4 });
    const trace = explain(parts, parts.example, request);
    const best = trace.outputs.map((said) => (said?.kind === 'classes' ? said.best[0]?.word : undefined));
    const right = trace.targets.filter((target, t) => target !== null && target === best[t]).length;
    expect(ask<GradientNormsAnswer>('gradientNorms', parts, {}).metric).toBeCloseTo(right / 3, 10);
    expect(() => ask('gradientNorms', { ...parts, heldOut: [] }, {})).toThrow('no held-out example');
    expect(() => ask('gradientNorms', partsOf({ cell, asked: false }), {})).toThrow('nothing is asked');
  });
});

describe.each(ids)('impulse: %s', (cell) => {
  const query = { length: 6, strength: 1.5 };

  it('rings on in the hidden states, and ends at once or with the window without recurrence', () => {
    const parts = partsOf({ cell, layers: 2, bidirectional: true, hiddenSize: 8 });
    const answer = ask<ImpulseAnswer>('impulse', parts, query);
    expect(answer).toMatchObject({ step: 7, hiddenSize: 8, length: 6 });
    expect(answer.hidden.length).toBe(48);
    expectClose(
      answer.norms,
      Array.from({ length: 6 }, (_, t) => Math.hypot(...answer.hidden.subarray(t * 8, (t + 1) * 8))),
    );
    expect(Math.min(...answer.norms)).toBeGreaterThan(0);
    expect([...answer.feedForward]).toEqual([answer.norms[0], 0, 0, 0, 0, 0]);
    expect([...answer.window]).toEqual([...answer.norms.subarray(0, 3), 0, 0, 0]);
  });

  it('is silent without an impulse', () => {
    const { norms } = ask<ImpulseAnswer>('impulse', partsOf({ cell }), { ...query, strength: 0 });
    expect([...norms]).toEqual(new Array(6).fill(0));
    expect(() => ask('impulse', partsOf({ cell }), { ...query, length: 0 })).toThrow(RangeError);
  });

  it('leaves nothing behind where W_hh is 0 and there is no other memory', () => {
    const parts = partsOf({ cell, input: 'numbers' });
    const { address, size } = parts.network.parameters.get('rnn.weight_hh_l0');
    parts.tape.memory.f32.fill(0, address / 4, address / 4 + size);
    const { norms } = ask<ImpulseAnswer>('impulse', parts, query);
    expect(norms[0]).toBeGreaterThan(0);
    const gated = cell === 'lstm' || cell === 'gru'; // their cell state, and the kept part, remember by themselves
    expect((norms[1] as number) > 0).toBe(gated);
  });
});
