// The fused recurrent ops: gradients against finite differences, errors, ragged batches and folded embeddings.

import { describe, expect, it, vi } from 'vitest';
import { Memory, OutOfMemory } from '../../src/engine/memory.ts';
import { add, multiply } from '../../src/engine/ops/arithmetic.ts';
import { embedding } from '../../src/engine/ops/embedding.ts';
import { gru } from '../../src/engine/ops/recurrent/gru.ts';
import { lstm } from '../../src/engine/ops/recurrent/lstm.ts';
import { rnn } from '../../src/engine/ops/recurrent/rnn.ts';
import type {
  RecurrentWeights,
  SequenceInput,
  SequenceOptions,
} from '../../src/engine/ops/recurrent/shapes.ts';
import { type Direction, layerOutput } from '../../src/engine/ops/recurrent/states.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { Random } from '../../src/engine/random.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import { checkGradients } from './gradients.ts';

type Run = (
  tape: Tape,
  input: SequenceInput,
  weights: RecurrentWeights,
  options: SequenceOptions & { c0?: Tensor | undefined },
) => Direction;

const ops: readonly { name: string; gates: number; run: Run }[] = [
  { name: 'rnn tanh', gates: 1, run: (tape, x, weights, options) => rnn(tape, x, weights, options) },
  {
    name: 'rnn relu',
    gates: 1,
    run: (tape, x, weights, options) => rnn(tape, x, weights, { ...options, activation: 'relu' }),
  },
  { name: 'lstm', gates: 4, run: lstm },
  { name: 'gru', gates: 3, run: gru },
];

/**
 * Weights around 0.5, so that states stay where the cells are curved. A ReLU's biases are ±4 by turns: every unit is
 * clearly open or shut, because a difference across the kink is no derivative.
 */
function weightsOf(name: string, gates: number, width: number, hidden: number) {
  const random = new Random(3, 'weights');
  const deviation = name === 'rnn relu' ? 0.2 : 0.5;
  const draw = (...shape: number[]) => ({
    shape,
    values: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal() * deviation),
  });
  const kinks = { shape: [hidden], values: Array.from({ length: hidden }, (_, i) => (i % 3 === 1 ? -4 : 4)) };
  return {
    weightIh: draw(gates * hidden, width),
    weightHh: draw(gates * hidden, hidden),
    biasIh: name === 'rnn relu' ? kinks : draw(gates * hidden),
    biasHh: draw(gates * hidden),
  };
}

const sizes = [
  { steps: 4, batch: 3, width: 3, hidden: 5 },
  { steps: 1, batch: 1, width: 1, hidden: 1 },
  { steps: 2, batch: 2, width: 5, hidden: 8 },
];

describe.each(ops)('$name', ({ name, gates, run }) => {
  for (const { steps, batch, width, hidden } of sizes) {
    for (const reverse of [false, true]) {
      it(`has the gradients of its equations at T${steps} B${batch} I${width} H${hidden}${reverse ? ' from the end' : ''}`, () => {
        const inputs = {
          x: { shape: [steps, batch, width] },
          ...weightsOf(name, gates, width, hidden),
          h0: { shape: [batch, hidden] },
          c0: { shape: [batch, hidden] },
        };
        if (name !== 'lstm') Reflect.deleteProperty(inputs, 'c0');
        checkGradients(inputs, (tape, { x, h0, c0, ...weights }) => {
          const result = run(tape, x, weights, { h0, c0, reverse });
          // Both ways out: the states after all steps, and the last one once more.
          const final = result.hidden.final;
          const all = layerOutput(tape, [result], undefined);
          return add(tape, all, final);
        });
      });
    }
  }

  it('has the gradients of its equations in a ragged batch, both directions side by side', () => {
    const ends = [2, 4, 1];
    const inputs = {
      x: { shape: [4, 3, 2] },
      ...weightsOf(name, gates, 2, 3),
      h0: { shape: [3, 3] },
    };
    checkGradients(inputs, (tape, { x, h0, ...weights }) => {
      const lengths = tape.constant('lengths', ['B'], [3], ends, { dtype: 'i32' });
      const forward = run(tape, x, weights, { lengths, h0 });
      const backward = run(tape, x, weights, { lengths, h0, reverse: true });
      return layerOutput(tape, [forward, backward], lengths);
    });
  });

  it('has the gradients of its equations with tokens that are looked up, and without biases', () => {
    const { weightIh, weightHh } = weightsOf(name, gates, 3, 4);
    checkGradients({ table: { shape: [5, 3] }, weightIh, weightHh }, (tape, { table, ...weights }) => {
      const ids = tape.constant('ids', ['T', 'B'], [3, 2], [4, 0, 1, 1, 4, 4], { dtype: 'i32' });
      return run(tape, { ids, table }, weights, {}).hidden.afterSteps;
    });
  });

  const bench = () => {
    const tape = new Tape(new Memory());
    const random = new Random(5, 'numbers');
    const make = (label: string, ...shape: number[]) => {
      const values = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal() * 0.5);
      const dims = shape.map((_, axis) => `d${axis}`);
      return tape.constant(label, dims, shape, values, { requiresGradient: true });
    };
    const weights = (width: number, hidden: number) => ({
      weightIh: make('weightIh', gates * hidden, width),
      weightHh: make('weightHh', gates * hidden, hidden),
      biasIh: make('biasIh', gates * hidden),
      biasHh: make('biasHh', gates * hidden),
    });
    return { tape, make, weights };
  };

  it('gives the same states, bit for bit, whether tokens are looked up before or after the product', () => {
    const { tape, make, weights } = bench();
    const own = weights(6, 7);
    const table = make('table', 4, 6);
    const ids = tape.constant('ids', ['T', 'B'], [5, 3], [0, 1, 2, 3, 2, 1, 0, 0, 3, 3, 1, 1, 2, 2, 0], {
      dtype: 'i32',
    });
    const folded = run(tape, { ids, table }, own, {}).hidden.slots;
    const plain = run(tape, embedding(tape, ids, table), own, {}).hidden.slots;
    expect(tape.read(folded)).toEqual(tape.read(plain));
  });

  it('keeps the state of a row past its length, and gives 0 there', () => {
    const { tape, make, weights } = bench();
    const own = weights(2, 3);
    const x = make('x', 4, 2, 2);
    const lengths = tape.constant('lengths', ['B'], [2], [2, 4], { dtype: 'i32' });
    const ragged = run(tape, x, own, { lengths });
    const whole = run(tape, x, own, {});
    const output = tape.read(layerOutput(tape, [ragged], lengths)); // (4, 2, 3)
    const states = tape.read(whole.hidden.afterSteps);
    expect(output.slice(0, 12)).toEqual(states.slice(0, 12));
    expect(output.slice(12, 15)).toEqual(new Float32Array(3));
    expect(output.slice(15, 18)).toEqual(states.slice(15, 18));
    expect(tape.read(ragged.hidden.final).slice(0, 3)).toEqual(states.slice(6, 9));
  });

  it('reads nothing past a row’s length, not even NaN', () => {
    const { tape, make, weights } = bench();
    const own = weights(2, 3);
    const x = make('x', 3, 1, 2);
    tape.memory.f32.fill(Number.NaN, x.address / 4 + 2, x.address / 4 + 6);
    const lengths = tape.constant('lengths', ['B'], [1], [1], { dtype: 'i32' });
    for (const reverse of [false, true]) {
      const result = run(tape, x, own, { lengths, reverse });
      expect(tape.read(layerOutput(tape, [result], lengths)).every(Number.isFinite)).toBe(true);
      expect(tape.read(result.hidden.final).every(Number.isFinite)).toBe(true);
    }
  });

  it('gives the whole derivative of every state, all ways counted', () => {
    const { tape, make, weights } = bench();
    const own = weights(2, 3);
    const { hidden } = run(tape, make('x', 3, 2, 2), own, {});
    tape.backward(sum(tape, multiply(tape, hidden.final, hidden.final)));
    const gradient = tape.readGradient(hidden.slots); // (4, 2, 3)
    const last = tape.read(hidden.final);
    expect(gradient.slice(18)).toEqual(last.map((value) => 2 * value));
    expect(gradient.slice(6, 12).some((value) => value !== 0)).toBe(true);
  });

  it('names the op and the shapes that do not fit, and leaves memory and tape as they were', () => {
    const { tape, make, weights } = bench();
    const own = weights(2, 3);
    const other = weights(2, 4);
    const x = make('x', 3, 2, 2);
    const ints = (label: string, values: number[]) =>
      tape.constant(label, ['B'], [values.length], values, { dtype: 'i32' });
    const [short, zero, long] = [ints('short', [1]), ints('zero', [0, 3]), ints('long', [4, 1])];
    const ids = tape.constant('ids', ['T', 'B'], [1, 2], [0, 9], { dtype: 'i32' });
    const flat = make('flat', 3, 2);
    const op = name.split(' ')[0] as string;
    const cases: [() => unknown, string | RegExp][] = [
      [
        () => run(tape, flat, own, {}),
        `${op}: the input must be (T, B, I) with at least one of each: (3, 2)`,
      ],
      [() => run(tape, make('wide', 3, 2, 5), own, {}), /features of the input\): \(3, 2, 5\) · /],
      [() => run(tape, x, { ...own, weightHh: flat }, {}), /the recurrent weight must be/],
      [() => run(tape, x, { ...own, biasHh: undefined }, {}), 'both biases or neither'],
      [() => run(tape, x, { ...own, biasHh: other.biasHh }, {}), 'a bias must be as long'],
      [() => run(tape, x, own, { h0: make('h0', 3, 3) }), 'an initial state must be (B, H) = (2, 3): (3, 3)'],
      [() => run(tape, x, own, { lengths: short }), 'one length for each of 2 rows: (1)'],
      [() => run(tape, x, own, { lengths: zero }), 'length 0 at place 0 of zero (2) is outside 1…3'],
      [() => run(tape, x, own, { lengths: long }), 'length 4 at place 0 of long (2) is outside 1…3'],
      [() => run(tape, x, own, { lengths: flat }), 'flat must be int32'],
      [() => run(tape, { ids, table: flat }, own, {}), 'id 9 at place 1 of ids (1, 2) is outside 0…2'],
      [() => run(tape, { ids: short, table: flat }, own, {}), 'ids must be (T, B)'],
    ];
    for (const [body, message] of cases) {
      const before = tape.entries.length;
      expect(body).toThrow(message);
      expect(tape.entries.length).toBe(before);
    }
    const mark = tape.memory.mark();
    expect(() => run(tape, x, other, { lengths: long })).toThrow();
    expect(tape.memory.mark()).toBe(mark);
  });
});

describe.each(ops)('$name without memory', ({ gates, run }) => {
  it('leaves memory and tape as they were, wherever it runs out', () => {
    const tape = new Tape(new Memory());
    const shapes = [
      [3, 2, 2],
      [gates * 3, 2],
      [gates * 3, 3],
    ] as const;
    const [x, weightIh, weightHh] = shapes.map((shape, i) =>
      tape.constant(
        `${i}`,
        ['a', 'b', 'c'].slice(0, shape.length),
        shape,
        new Float32Array(shape.reduce((a, b) => a * b)),
      ),
    ) as [Tensor, Tensor, Tensor];
    const mark = tape.memory.mark();
    const allocate = tape.memory.allocate.bind(tape.memory);
    const spy = vi.spyOn(tape.memory, 'allocate');
    run(tape, x, { weightIh, weightHh }, {});
    const calls = spy.mock.calls.length;
    expect(calls).toBeGreaterThan(3);
    tape.memory.release(mark);
    const entries = tape.entries.length;
    for (let failing = 1; failing <= calls; failing++) {
      let call = 0;
      spy.mockImplementation((bytes) => {
        call += 1;
        if (call === failing) throw new OutOfMemory('full');
        return allocate(bytes);
      });
      expect(() => run(tape, x, { weightIh, weightHh }, {})).toThrow('full');
      expect(tape.memory.mark()).toBe(mark);
      expect(tape.entries.length).toBe(entries);
    }
  });
});

describe('layerOutput', () => {
  it('asks for a direction', () => {
    expect(() => layerOutput(new Tape(new Memory()), [], undefined)).toThrow('at least one direction');
  });
});
