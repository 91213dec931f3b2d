// The number inspector's core against real traces: every number, recomputed from what it is said to be made of.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../../src/engine/memory.ts';
import { crossEntropy } from '../../../src/engine/ops/loss.ts';
import { Tape } from '../../../src/engine/tape.ts';
import {
  type Arithmetic,
  arithmeticOf,
  type Explanation,
  magnitudeOf,
} from '../../../src/experiment/lab/arithmetic/arithmeticOf.ts';
import type { Trace, TraceTensor } from '../../../src/experiment/lab/trace.ts';
import { collectTensors } from '../../../src/experiment/lab/traceTensors.ts';
import { type CellId, cells } from '../../../src/models/cells/registry.ts';
import { FeedForward } from '../../../src/models/feedforward.ts';
import { type TraceOptions, traceFixture } from './traces.ts';

const ids = Object.keys(cells) as CellId[];

/** Every kind of op occurs in one of them. */
const kinds: readonly TraceOptions[] = [
  { length: 4 },
  { length: 4, bidirectional: true, layers: 2, truncation: 2, output: 'numbers' },
  { length: 3, at: 'end', input: 'numbers', hiddenSize: 5 },
  { length: 3, at: 'end', bidirectional: true, output: 'numbers', layers: 3, hiddenSize: 2 },
  { length: 3, asked: false },
  { length: 3, at: 'end', mean: true, bidirectional: true },
];

const clamped = (cell: CellId): TraceOptions => ({
  cell,
  length: 3,
  clamps: { [cells[cell].gates[0]?.id as string]: 1 },
});

function explained(arithmetic: Arithmetic, what: string): Explanation {
  if (arithmetic.kind !== 'explained') throw new Error(`${what}: ${arithmetic.kind}`);
  return arithmetic;
}

/** Float32 sums, so a rounding of 6e-8 for each term: 1e-5 of the terms’ sizes is far above it, and far below any mistake. */
function expectSame({ result, traced, terms }: Explanation, what: string) {
  const size = Math.max(Math.abs(traced), magnitudeOf(terms), 1e-9);
  if (!(Math.abs(result - traced) <= 1e-5 * size)) expect.fail(`${what}: ${result}, not ${traced}`);
}

const named = (trace: Trace, name: string) => trace.tensors.find((t) => t.name === name) as TraceTensor;

describe.each(ids)('arithmeticOf: %s', (cell) => {
  it.each([...kinds.map((kind) => ({ cell, ...kind })), clamped(cell)])(
    'explains every number of %o',
    (options) => {
      const trace = traceFixture(options);
      let values = 0;
      let gradients = 0;
      for (const { id, name, values: numbers, gradient } of trace.tensors) {
        for (let index = 0; index < numbers.length; index++) {
          const value = arithmeticOf(trace, id, index);
          if (name === 'loss' && Number.isNaN(numbers[index])) expect(value).toMatchObject({ form: 'given' });
          else expectSame(explained(value, name), `${name}[${index}]`);
          values++;
          const flow = arithmeticOf(trace, id, index, 'gradient');
          if (gradient) expectSame(explained(flow, name), `gradient of ${name}[${index}]`);
          else expect(flow.kind).toBe('noGradient');
          if (gradient) gradients++;
        }
      }
      expect(values).toBeGreaterThan(100);
      if (options.asked !== false) expect(gradients).toBeGreaterThan(50);
    },
  );

  it('a number that was not given is made of numbers that the trace has, down to weights and tokens', () => {
    const trace = traceFixture({ cell, length: 3 });
    const reached = new Set<string>();
    const open = (tensor: number, index: number) => {
      const key = `${tensor} ${index}`;
      if (reached.has(key)) return;
      reached.add(key);
      const { opens, form } = explained(arithmeticOf(trace, tensor, index), key);
      expect(opens.length > 0).toBe(form !== 'given');
      for (const reference of opens) {
        const { values } = trace.tensors[reference.tensor] as TraceTensor;
        expect(reference.index).toBeLessThan(values.length);
        open(reference.tensor, reference.index);
      }
    };
    open(trace.lossTensor, 0);
    const names = new Set([...reached].map((key) => trace.tensors[Number(key.split(' ')[0])]?.name));
    for (const name of ['embedding.weight', 'rnn.weight_ih_l0', 'rnn.weight_hh_l0', 'out.bias', 'tokens'])
      expect(names).toContain(name);
  });

  it('a term is the product of the numbers that it refers to', () => {
    const trace = traceFixture({ cell, length: 3 });
    for (const tensor of trace.tensors) {
      for (const of of ['value', 'gradient'] as const) {
        const arithmetic = arithmeticOf(trace, tensor.id, tensor.values.length - 1, of);
        if (arithmetic.kind !== 'explained') continue;
        for (const factor of arithmetic.terms.flatMap(({ factors }) => factors)) {
          if (!factor.reference) continue;
          const from = trace.tensors[factor.reference.tensor] as TraceTensor;
          const numbers = factor.reference.of === 'value' ? from.values : from.gradient;
          expect(factor.x).toBe(numbers?.[factor.reference.index]);
        }
      }
    }
  });
});

describe('arithmeticOf', () => {
  it('writes a gate out, down to weights and what they multiply', () => {
    const trace = traceFixture({ length: 4 });
    const gate = named(trace, 'rnn.l0.t2.forget');
    const arithmetic = explained(arithmeticOf(trace, gate.id, 3), 'gate');
    expect(arithmetic.terms.length).toBe(3 + 1 + 4 + 1); // W·x + b + U·h + d
    expect(arithmetic.text).toMatch(/^σ\(.+ … .+\) = 0\.\d+$/);
    expect(arithmetic.subject).toEqual({
      cell: 'lstm',
      of: 'value',
      role: 'gate',
      name: 'rnn.l0.t2.forget',
      part: 'forget',
      indices: [{ dim: 'H', index: 3, block: null }],
      time: 2,
      layer: 0,
      direction: 'forward',
    });
    const [first] = arithmetic.terms;
    const weight = named(trace, 'rnn.weight_ih_l0');
    expect(first?.factors[0]?.reference).toEqual({ tensor: weight.id, index: (4 + 3) * 3, of: 'value' });
    expect(arithmetic.squashed?.tensor).toBe(named(trace, 'rnn.l0.t2.sum1').id);
  });

  it('keeps states, gates and inputs as numbers of their own', () => {
    const trace = traceFixture({ length: 2 });
    const at = (name: string) => explained(arithmeticOf(trace, named(trace, name).id, 0), name);
    expect(at('rnn.l0.t1.hidden').terms[0]?.factors.map(({ reference }) => reference?.tensor)).toEqual([
      named(trace, 'rnn.l0.t1.output').id,
      named(trace, 'rnn.l0.t1.squashed').id,
    ]);
    expect(at('rnn.l0.t1.cell').terms.map(({ factors }) => factors.length)).toEqual([2, 2]); // f·c + i·g
    expect(at('rnn.l0.t1.squashed').opens).toEqual([
      { tensor: named(trace, 'rnn.l0.t1.cell').id, index: 0, of: 'value' },
    ]);
  });

  it('says which gate and unit a row of the weights belongs to, and which steps used it', () => {
    const trace = traceFixture({ length: 4, layers: 2 });
    const weight = named(trace, 'rnn.weight_hh_l1'); // (4H, H), H = 4
    const arithmetic = explained(arithmeticOf(trace, weight.id, 9 * 4 + 2, 'gradient'), 'weight');
    expect(arithmetic.subject).toMatchObject({
      role: 'parameter',
      part: 'rnn.weight_hh_l1',
      indices: [
        { dim: '4H', index: 9, block: { gate: 'candidate', unit: 1 } },
        { dim: 'H', index: 2, block: null },
      ],
    });
    const steps = arithmetic.terms.map(({ via }) => trace.tensors[via as number]?.time);
    expect(steps).toEqual([0, 1, 2, 3]);
  });

  it('says p − 1 for the class that should have been said', () => {
    const trace = traceFixture({ length: 2 });
    const logits = named(trace, 't0.logits');
    const target = named(trace, 't0.target').values[0] as number;
    const arithmetic = explained(arithmeticOf(trace, logits.id, target, 'gradient'), 'logits');
    expect(arithmetic.terms.map(({ factors }) => factors.map(({ reading }) => reading))).toEqual([
      ['itself', 'minusOne'],
    ]);
    expect(arithmetic.text).toMatch(/^1·\(0\.\d+ − 1\) = −0\.\d+$/);
    expect(explained(arithmeticOf(trace, named(trace, 't0.loss').id, 0), 'loss').text).toMatch(
      /^−ln\(e\^.+ \/ \(.+\)\) = \d\.\d\d$/,
    );
  });

  it('names the token that chose a row', () => {
    const trace = traceFixture({ length: 2 });
    const [own] = explained(arithmeticOf(trace, named(trace, 'embedded').id, 4), 'embedded').terms;
    expect(own?.by).toEqual({ tensor: named(trace, 'tokens').id, index: 1, of: 'value' });
  });

  it('explains a network without memory by the same means', () => {
    const memory = new Memory();
    const network = new FeedForward({ inputs: 3, hidden: [4, 2], outputs: 3, activation: 'sigmoid' });
    network.parameters.allocate(memory);
    network.parameters.initialise(2);
    const tape = new Tape(memory);
    const x = tape.constant('x', ['B', 'in'], [1, 3], [0.4, -1, 2]);
    const { output } = network.forward(tape, x);
    const target = tape.constant('target', ['B'], [1], [2], { dtype: 'i32' });
    const loss = crossEntropy(tape, output, target, { reduction: 'sum' });
    tape.backward(loss);
    const { tensors, idOf } = collectTensors(tape, network.parameters.all, {
      withGradients: true,
      loss,
      hidden: 4,
    });
    const trace: Trace = { ...traceFixture({ length: 1 }), tensors, layers: [], lossTensor: idOf(loss) };
    for (const { id, name, values, gradient } of tensors) {
      values.forEach((_, index) => {
        expectSame(explained(arithmeticOf(trace, id, index), name), name);
        if (gradient) expectSame(explained(arithmeticOf(trace, id, index, 'gradient'), name), name);
      });
    }
    expect(tensors.filter(({ gradient }) => gradient).length).toBe(6 + 6); // parameters, and what was computed
  });

  it('says so when it does not know an op', () => {
    const trace = traceFixture({ length: 2 });
    const hidden = named(trace, 'rnn.l0.t1.hidden');
    const strange = { ...trace, tensors: trace.tensors.with(hidden.id, { ...hidden, op: 'gelu' }) };
    expect(arithmeticOf(strange, hidden.id, 1)).toMatchObject({ kind: 'notExplained', op: 'gelu' });
    expect(arithmeticOf(strange, named(trace, 'rnn.l0.t1.squashed').id, 1, 'gradient').kind).toBe(
      'notExplained',
    );
  });

  it('refuses numbers that are not there', () => {
    const trace = traceFixture({ length: 2 });
    expect(() => arithmeticOf(trace, 9999, 0)).toThrow(RangeError);
    expect(() => arithmeticOf(trace, 0, -1)).toThrow('has no element -1');
  });
});
