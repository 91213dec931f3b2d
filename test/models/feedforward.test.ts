// The baselines without memory.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { crossEntropy } from '../../src/engine/ops/loss.ts';
import { adam } from '../../src/engine/optim/adam.ts';
import type { Parameters } from '../../src/engine/parameters.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import {
  BagOfWords,
  FeedForward,
  type FeedForwardOptions,
  WindowNetwork,
} from '../../src/models/feedforward.ts';
import { padIds } from '../../src/models/sequenceToSequence.ts';
import { checkModelGradients } from './modelGradients.ts';

function ready<Model extends { readonly parameters: Parameters }>(model: Model, seed = 1) {
  const memory = new Memory();
  const tape = new Tape(memory);
  model.parameters.allocate(memory);
  model.parameters.initialise(seed);
  const read = (name: string) => tape.read(model.parameters.get(name));
  return { model, memory, tape, read };
}

/** Cross-entropy with the targets 0, 1, 0, 1 … */
function alternating(tape: Tape, logits: Tensor): Tensor {
  const targets = Array.from({ length: logits.rows }, (_, i) => i % 2);
  return crossEntropy(
    tape,
    logits,
    tape.constant('targets', ['B'], [targets.length], targets, { dtype: 'i32' }),
  );
}

describe('FeedForward', () => {
  const table = [0, 0, 0, 1, 1, 0, 1, 1];
  const xor = [0, 1, 1, 0];

  /** Trains on exclusive or. @returns the loss after it */
  function trained(options: Omit<FeedForwardOptions, 'inputs' | 'outputs'>): number {
    const { model, memory, tape } = ready(new FeedForward({ ...options, inputs: 2, outputs: 2 }), 5);
    const optimiser = adam();
    let value = NaN;
    for (let update = 1; update <= 300; update++) {
      tape.reset();
      model.parameters.zeroGradients();
      const { output } = model.forward(tape, tape.constant('x', ['B', 'I'], [4, 2], table));
      const loss = crossEntropy(tape, output, tape.constant('y', ['B'], [4], xor, { dtype: 'i32' }));
      value = tape.scalar(loss);
      tape.backward(loss);
      optimiser.update(memory, model.parameters, update, 0.05);
    }
    return value;
  }

  it('without a hidden layer is logistic regression, which cannot learn exclusive or', () => {
    // The best that a straight line can do is to know nothing: ln 2.
    expect(trained({ hidden: [] })).toBeGreaterThan(0.69);
  });

  it.each(['tanh', 'relu', 'sigmoid'] as const)('with a hidden layer (%s) learns it', (activation) => {
    expect(trained({ hidden: [8], activation })).toBeLessThan(0.05);
  });

  it('names its parameters by layer, and keeps what hidden layers did', () => {
    const { model, tape, read } = ready(new FeedForward({ inputs: 3, hidden: [5, 4], outputs: 2 }));
    expect(model.parameters.all.map(({ name, shape }) => [name, ...shape])).toEqual([
      ['layers.0.weight', 5, 3],
      ['layers.0.bias', 5],
      ['layers.1.weight', 4, 5],
      ['layers.1.bias', 4],
      ['layers.2.weight', 2, 4],
      ['layers.2.bias', 2],
    ]);
    const { output, hidden } = model.forward(tape, tape.constant('x', ['I'], [3], [1, -2, 0.5]));
    expect(hidden.map(({ name, shape }) => [name, ...shape])).toEqual([
      ['hidden0', 5],
      ['hidden1', 4],
    ]);
    expect(output.shape).toEqual([2]);
    const first = tape.read(hidden[0] as Tensor);
    const weight = read('layers.0.weight');
    read('layers.0.bias').forEach((bias, i) => {
      const [a = 0, b = 0, c = 0] = weight.slice(3 * i, 3 * i + 3);
      expect(first[i]).toBeCloseTo(Math.tanh(a - 2 * b + 0.5 * c + bias), 6);
    });
  });

  it('has the gradients that finite differences measure', () => {
    const model = new FeedForward({ inputs: 3, hidden: [5, 4], outputs: 2, activation: 'sigmoid' });
    const values = [1, -2, 0.5, 0.1, 0.2, -0.3];
    checkModelGradients(model.parameters, (tape) =>
      alternating(tape, model.forward(tape, tape.constant('x', ['B', 'I'], [2, 3], values)).output),
    );
  });

  it('refuses another number of inputs', () => {
    const { model, tape } = ready(new FeedForward({ inputs: 3, hidden: [], outputs: 2 }));
    const x = tape.constant('x', ['B', 'I'], [2, 2], [1, 2, 3, 4]);
    expect(() => model.forward(tape, x)).toThrow('FeedForward: the last dimension must be 3: (2, 2)');
  });
});

describe('BagOfWords', () => {
  const bag = () => new BagOfWords({ vocabulary: 7, width: 5, hidden: 3, outputs: 2 });

  it('says the same of a sentence whatever the order of its words and the padding behind them', () => {
    const { model, tape } = ready(bag());
    const alone = tape.read(model.forward(tape, padIds([[1, 2, 3]])));
    const together = tape.read(
      model.forward(
        tape,
        padIds([
          [3, 1, 2],
          [4, 4, 5, 6, 1],
          [2, 3, 1],
        ]),
      ),
    );
    for (let i = 0; i < 2; i++) {
      expect(together[i]).toBeCloseTo(alone[i] as number, 6);
      expect(together[4 + i]).toBeCloseTo(alone[i] as number, 6);
    }
    expect(together[2]).not.toBeCloseTo(alone[0] as number, 3);
  });

  it('without a hidden layer is linear in the mean of the vectors', () => {
    const { model, tape, read } = ready(new BagOfWords({ vocabulary: 7, width: 5, outputs: 2 }));
    const output = tape.read(model.forward(tape, padIds([[1, 1, 4]])));
    const table = read('embedding.weight');
    const weight = read('out.weight');
    read('out.bias').forEach((bias, i) => {
      let sum = bias;
      for (let d = 0; d < 5; d++)
        sum +=
          ((2 * (table[5 + d] as number) + (table[20 + d] as number)) / 3) * (weight[5 * i + d] as number);
      expect(output[i]).toBeCloseTo(sum, 5);
    });
  });

  it('has the gradients that finite differences measure', () => {
    const model = bag();
    checkModelGradients(model.parameters, (tape) =>
      alternating(tape, model.forward(tape, padIds([[1, 2, 2], [6], [3, 4]]))),
    );
  });

  it('refuses a sequence of padding, ids out of range and shapes that lie, and leaves memory alone', () => {
    const { model, tape, memory } = ready(bag());
    const used = memory.used;
    expect(() => model.forward(tape, padIds([[1], [0, 0]]))).toThrow(
      'sequence 1 of the batch is all padding',
    );
    expect(() => model.forward(tape, padIds([[1, 7]]))).toThrow(
      'BagOfWords: token 1 of the batch is 7, outside 0…6',
    );
    expect(() => model.forward(tape, { values: Int32Array.of(1), batch: 2, length: 1 })).toThrow(
      '1 tokens for a batch',
    );
    expect(() => model.forward(tape, { values: new Int32Array(0), batch: 0, length: 3 })).toThrow('0 tokens');
    expect(memory.used).toBe(used);
  });
});

describe('WindowNetwork', () => {
  const network = (span: number) =>
    new WindowNetwork({ vocabulary: 7, width: 3, span, hidden: 5, outputs: 2 });

  it.each([1, 2, 3, 6])('is a convolution over time, looking back %i words and no further', (span) => {
    const { model, tape, read } = ready(network(span));
    const tokens = [1, 2, 3, 4, 5];
    const output = tape.read(model.forward(tape, padIds([tokens, [6, 5, 4, 3, 2]])));
    const [table, weight, bias] = [read('embedding.weight'), read('conv.weight'), read('conv.bias')];
    const [outWeight, outBias] = [read('out.weight'), read('out.bias')];
    for (let t = 0; t < 5; t++) {
      const hidden = Array.from(bias, (start, h) => {
        let sum = start;
        for (let k = 0; k < span; k++) {
          const token = tokens[t - span + 1 + k];
          if (token === undefined) continue;
          for (let d = 0; d < 3; d++)
            sum += (table[token * 3 + d] as number) * (weight[(h * 3 + d) * span + k] as number);
        }
        return Math.tanh(sum);
      });
      outBias.forEach((start, o) => {
        const wanted = hidden.reduce(
          (sum, value, h) => sum + value * (outWeight[o * 5 + h] as number),
          start,
        );
        expect(output[t * 2 + o]).toBeCloseTo(wanted, 5);
      });
    }
  });

  it('takes one word alone', () => {
    const { model, tape } = ready(network(4));
    expect(model.forward(tape, padIds([[3]])).shape).toEqual([1, 1, 2]);
  });

  it('has the gradients that finite differences measure', () => {
    const model = network(3);
    checkModelGradients(model.parameters, (tape) =>
      alternating(
        tape,
        model.forward(
          tape,
          padIds([
            [1, 2, 2, 5],
            [6, 3, 4],
          ]),
        ),
      ),
    );
  });

  it('refuses a span that is no number of words, and ids out of range', () => {
    expect(() => network(0)).toThrow('WindowNetwork: a span of 0 words');
    expect(() => network(1.5)).toThrow('positive whole number');
    const { model, tape } = ready(network(2));
    expect(() => model.forward(tape, { values: Int32Array.of(-1), batch: 1, length: 1 })).toThrow(
      'is -1, outside 0…6',
    );
  });
});
