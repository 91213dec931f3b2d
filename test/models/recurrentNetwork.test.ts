// Recurrent networks with an output layer, and whole recurrent models by finite differences.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { multiply } from '../../src/engine/ops/arithmetic.ts';
import { crossEntropy } from '../../src/engine/ops/loss.ts';
import { mean } from '../../src/engine/ops/reduction.ts';
import { adam } from '../../src/engine/optim/adam.ts';
import { Tape } from '../../src/engine/tape.ts';
import { type CellId, cells } from '../../src/models/cells/registry.ts';
import { RecurrentNetwork, type RecurrentNetworkOptions } from '../../src/models/recurrentNetwork.ts';
import type { AttentionKind } from '../../src/models/seq2seq/decoder.ts';
import { Seq2Seq } from '../../src/models/seq2seq/seq2seq.ts';
import { padIds } from '../../src/models/sequenceToSequence.ts';
import { embedded, lengthsOf } from '../../src/models/tokens.ts';
import { checkModelGradients } from './modelGradients.ts';

const ids = Object.keys(cells) as CellId[];
const tokens = padIds([
  [4, 1, 3, 2, 1],
  [2, 3],
]);

function build(options: Omit<RecurrentNetworkOptions, 'cell' | 'hidden' | 'input'>, cell: CellId = 'gru') {
  const memory = new Memory();
  const model = new RecurrentNetwork({ cell, hidden: 5, input: 3, ...options });
  model.parameters.allocate(memory);
  model.parameters.initialise(2);
  return { model, tape: new Tape(memory) };
}

// A ReLU's kink is no place for differences: the RNN with ReLU is measured op by op in test/engine/recurrent.test.ts.
describe.each(ids.filter((id) => id !== 'rnn_relu'))('%s', (cell) => {
  it('has the gradients that finite differences measure, as a network that reads both ways', () => {
    const model = new RecurrentNetwork({
      cell,
      vocabulary: 5,
      input: 3,
      hidden: 4,
      layers: 2,
      bidirectional: true,
      outputs: 3,
      reading: 'mean',
    });
    checkModelGradients(model.parameters, (tape) => {
      const { output } = model.forward(tape, tokens, lengthsOf(tape, 'tokens', tokens));
      return crossEntropy(tape, output, tape.constant('label', ['B'], [2], [2, 0], { dtype: 'i32' }));
    });
  });

  it.each<AttentionKind>(['none', 'additive', 'dot'])(
    'has the gradients that finite differences measure, as an encoder–decoder with attention %s',
    (attention) => {
      const sizes = { sourceVocabulary: 5, targetVocabulary: 6, embed: 3, hidden: 4 };
      const model = new Seq2Seq({ cell, attention, ...sizes });
      checkModelGradients(
        model.parameters,
        (tape) => {
          const encoded = model.encode(tape, tokens);
          const { logits } = model.decode(tape, encoded, padIds([[1, 4, 5], [1]]));
          const wanted = tape.constant('wanted', ['B', 'T'], [2, 3], [4, 5, 2, 2, 0, 0], { dtype: 'i32' });
          return crossEntropy(tape, logits, wanted, { ignoreIndex: 0 });
        },
        ['decoder.attention.Va.bias'],
      ); // softmax ignores a shift of all scores
    },
  );

  it('ends a long run with the memory that it had after 100 updates', () => {
    const { model, tape } = build({ vocabulary: 5, outputs: 5, reading: 'everyStep', layers: 2 }, cell);
    const optimiser = adam();
    const step = (update: number) => {
      tape.reset();
      model.parameters.zeroGradients();
      const { output } = model.forward(tape, tokens);
      tape.backward(mean(tape, multiply(tape, output, output)));
      optimiser.update(tape.memory, model.parameters, update, 1e-3);
      return [tape.memory.used, tape.memory.size, tape.entries.length];
    };
    for (let update = 1; update < 100; update++) step(update);
    const early = step(100);
    for (let update = 101; update <= 1000; update++) expect(step(update)).toEqual(early);
  });
});

describe('RecurrentNetwork', () => {
  it.each(ids)('gives the same outputs and gradients folded and unfolded: %s', (cell) => {
    const run = (fold: 'auto' | 'never') => {
      const { model, tape } = build({ vocabulary: 5, outputs: 5, reading: 'everyStep', fold }, cell);
      const { output } = model.forward(tape, tokens);
      tape.backward(mean(tape, multiply(tape, output, output)));
      const ops = tape.entries.map((entry) => entry.op);
      const { gradients } = model.parameters.blocks;
      const from = gradients / 4;
      return {
        looksUp: ops.includes('embedding'),
        output: tape.read(output),
        gradients: tape.memory.f32.slice(from, from + model.parameters.size),
      };
    };
    const [folded, unfolded] = [run('auto'), run('never')];
    expect([folded.looksUp, unfolded.looksUp]).toEqual([false, true]);
    expect(folded.output).toEqual(unfolded.output); // bit for bit
    // Gradients of repeated tokens are summed before the product instead of after it: a few roundings of the largest.
    const largest = unfolded.gradients.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeGreaterThan(0);
    folded.gradients.forEach((value, i) => {
      expect(Math.abs(value - (unfolded.gradients[i] as number))).toBeLessThanOrEqual(1e-6 * largest);
    });
  });

  it('reads the mean over the steps that count', () => {
    const { model, tape } = build({ vocabulary: 5, outputs: 2, reading: 'mean' });
    const both = tape.read(model.forward(tape, tokens, lengthsOf(tape, 'tokens', tokens)).output); // (2, 2)
    const alone = tape.read(model.forward(tape, padIds([[2, 3]])).output);
    alone.forEach((value, i) => {
      expect(value).toBeCloseTo(both[2 + i] as number, 6);
    });
  });

  it('reads the final states of both directions', () => {
    const { model, tape } = build({ vocabulary: 5, outputs: 2, reading: 'final', bidirectional: true });
    const { output, unrolled } = model.forward(tape, tokens, lengthsOf(tape, 'tokens', tokens));
    expect(output.shape).toEqual([2, 2]);
    const alone = tape.read(model.forward(tape, padIds([[2, 3]])).output);
    alone.forEach((value, i) => {
      expect(value).toBeCloseTo(tape.read(output)[2 + i] as number, 6);
    });
    expect(unrolled.final.length).toBe(2);
    const one = build({ outputs: 2, reading: 'final' });
    const x = one.tape.constant('x', ['T', 'B', 'I'], [4, 2, 3], new Float32Array(24).fill(0.3));
    expect(one.model.forward(one.tape, x).output.shape).toEqual([2, 2]);
  });

  it('refuses bad input by name, and leaves memory and tape as they were', () => {
    const { model, tape } = build({ vocabulary: 5, outputs: 2, reading: 'final', layers: 2 });
    const empty = { values: new Int32Array(0), batch: 1, length: 0 };
    const [used, entries] = [tape.memory.used, tape.entries.length];
    const refused = (message: string, call: () => unknown) => {
      expect(call).toThrow(message);
      expect([tape.memory.used, tape.entries.length]).toEqual([used, entries]);
    };
    refused('id 7 at place 0 of tokens', () => model.forward(tape, padIds([[7]])));
    refused('at least one of each', () => model.forward(tape, empty));
    const cell = 'xx' as CellId;
    expect(() => build({ outputs: 2, reading: 'final' }, cell)).toThrow(
      'rnn: the cell must be one of rnn_tanh, rnn_relu, lstm, gru, not xx',
    );
  });

  it('says whether it reads tokens or numbers', () => {
    const words = build({ vocabulary: 5, outputs: 2, reading: 'mean' });
    const x = words.tape.constant('x', ['T', 'B', 'I'], [1, 1, 3], [1, 2, 3]);
    expect(() => words.model.forward(words.tape, x)).toThrow('a network with a vocabulary reads tokens');
    const numbers = build({ outputs: 2, reading: 'everyStep' });
    expect(() => numbers.model.forward(numbers.tape, tokens)).toThrow('without a vocabulary reads numbers');
  });
});

describe('embedded', () => {
  it('leaves the looking up to the layer where the table is smaller than the batch', () => {
    const tape = new Tape(new Memory());
    const table = tape.constant('table', ['V', 'E'], [3, 2], [1, 2, 3, 4, 5, 6]);
    const few = tape.constant('few', ['T', 'B'], [1, 2], [0, 2], { dtype: 'i32' });
    const many = tape.constant('many', ['T', 'B'], [2, 2], [0, 2, 1, 1], { dtype: 'i32' });
    expect(embedded(tape, many, table)).toEqual({ ids: many, table });
    expect('table' in embedded(tape, few, table)).toBe(false);
  });
});
