// The transformers as whole models: encoder–decoder, decoder only, encoder only. Their numbers, gradients and training
// runs are held against PyTorch's in test/parity.test.ts.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { gelu } from '../../src/engine/ops/activation.ts';
import { crossEntropy } from '../../src/engine/ops/loss.ts';
import { adam } from '../../src/engine/optim/adam.ts';
import { Parameters } from '../../src/engine/parameters.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import { type Ids, padIds } from '../../src/models/sequenceToSequence.ts';
import { Classifier } from '../../src/models/transformer/classifier.ts';
import { LanguageModel } from '../../src/models/transformer/languageModel.ts';
import { type PositionKind, sinusoidalPositions } from '../../src/models/transformer/positional.ts';
import { TransformerEncoder } from '../../src/models/transformer/stack.ts';
import { Transformer } from '../../src/models/transformer/transformer.ts';
import { checkModelGradients } from './modelGradients.ts';

/** As GPT-2 has it. */
const geluTanh = (tape: Tape, x: Tensor) => gelu(tape, x, 'tanh');

/** Widths that are no multiples of 4. */
const block = { width: 10, heads: 2, feedForward: 7 };
const translator = (options: object = {}) =>
  new Transformer({
    ...block,
    sourceVocabulary: 7,
    targetVocabulary: 6,
    encoderLayers: 1,
    decoderLayers: 2,
    ...options,
  });
const writer = (options: object = {}) =>
  new LanguageModel({ ...block, vocabulary: 7, layers: 2, ...options });
const judge = (options: object = {}) =>
  new Classifier({ ...block, vocabulary: 7, layers: 2, classes: 3, ...options });

/** A model with memory and initial weights. */
function ready<Model extends { readonly parameters: Parameters }>(
  model: Model,
): { model: Model; tape: Tape } {
  const memory = new Memory();
  model.parameters.allocate(memory);
  model.parameters.initialise(1);
  return { model, tape: new Tape(memory) };
}

function wanted(tape: Tape, { values, batch, length }: Ids): Tensor {
  return tape.constant('wanted', ['B', 'T'], [batch, length], values, { dtype: 'i32' });
}

describe('Transformer', () => {
  const source = padIds([[4, 5, 6], [4]]);
  const target = padIds([
    [1, 4],
    [1, 5],
  ]);
  const next = padIds([[4, 5], [5]]);

  const variants: [title: string, options: object][] = [
    ['post-norm', { activation: gelu }],
    ['pre-norm', { normFirst: true, activation: geluTanh, layerNormEps: 1e-3 }],
    ['learned positions', { activation: gelu, positions: { learned: 3 } satisfies PositionKind }],
    ['no positions', { activation: gelu, positions: 'none' satisfies PositionKind }],
  ];
  it.each(variants)('passes finite differences: %s', (_title, options) => {
    const model = translator(options);
    checkModelGradients(model.parameters, (tape) => {
      const { logits } = model.decode(tape, model.encode(tape, source), target);
      return crossEntropy(tape, logits, wanted(tape, next), { ignoreIndex: 0, labelSmoothing: 0.1 });
    });
  });

  it('passes finite differences on one word for one word', () => {
    const model = translator({ activation: gelu });
    checkModelGradients(model.parameters, (tape) => {
      const { logits } = model.decode(tape, model.encode(tape, padIds([[4]])), padIds([[1]]));
      return crossEntropy(tape, logits, wanted(tape, padIds([[5]])));
    });
  });

  describe('with fewer words to know than there are in the batch', () => {
    const many = padIds([[4, 5, 6], [4], [6, 6, 5], [5, 4], [3, 6, 4]]); // 15 > 7 + 3
    const read = padIds([
      [1, 4, 2],
      [1, 5],
      [1, 3, 3],
      [1, 4, 5],
      [1, 2],
    ]); // 15 > 6 + 3
    const lossOf = (model: Transformer) => (tape: Tape) => {
      const { logits } = model.decode(tape, model.encode(tape, many), read);
      return crossEntropy(tape, logits, wanted(tape, read), { ignoreIndex: 0 });
    };
    const opsOf = (tape: Tape) => tape.entries.map(({ op }) => op);

    it.each(variants)('passes finite differences: %s', (_title, options) => {
      const model = translator({ ...options, activation: gelu });
      checkModelGradients(model.parameters, lossOf(model));
    });

    it.each(variants)('gives the same loss and gradients folded and unfolded: %s', (_title, options) => {
      const run = (fold: 'auto' | 'never') => {
        const { model, tape } = ready(translator({ ...options, fold }));
        const loss = lossOf(model)(tape);
        tape.backward(loss);
        const folds = opsOf(tape).filter((op) => op === 'foldedLinear').length;
        return {
          folds,
          values: [...tape.read(loss), ...model.parameters.all.flatMap((p) => [...tape.readGradient(p)])],
        };
      };
      const [folded, unfolded] = [run('auto'), run('never')];
      // What both first layers read; before a norm, nothing.
      expect([folded.folds, unfolded.folds]).toEqual(['normFirst' in options ? 0 : 2, 0]);
      // Equal words are summed before the product instead of after it: a few roundings of the largest.
      const largest = Math.max(...unfolded.values.map(Math.abs));
      folded.values.forEach((value, i) => {
        expect(Math.abs(value - (unfolded.values[i] as number))).toBeLessThanOrEqual(1e-6 * largest);
      });
    });

    it('needs no more memory after many updates than after one', () => {
      const { model, tape } = ready(translator());
      const step = () => {
        tape.reset();
        tape.backward(lossOf(model)(tape));
        return [opsOf(tape).includes('foldedLinear'), tape.memory.used, tape.memory.size];
      };
      const first = step();
      for (let update = 0; update < 200; update++) expect(step()).toEqual(first);
      expect(first[0]).toBe(true);
    });
  });

  it('gives every tensor on the tape a name of its own scope and named dimensions', () => {
    const { model, tape } = ready(translator());
    const encoded = model.encode(tape, source);
    const decoded = model.decode(tape, encoded, target);
    const outputs = tape.entries.flatMap((entry) => entry.outputs);
    const weights = outputs.find(
      (tensor) => tensor.name === 'transformer.decoder.layers.1.multihead_attn.weights',
    );
    expect(weights?.dims).toEqual(['B', 'N', 'T', 'S']);
    expect(weights?.shape).toEqual([2, 2, 2, 3]);
    expect(encoded.attention.map(({ kind, layer }) => `${kind} ${layer}`)).toEqual(['encoderSelf 0']);
    expect(decoded.attention.map(({ kind, layer }) => `${kind} ${layer}`)).toEqual([
      'decoderSelf 0',
      'cross 0',
      'decoderSelf 1',
      'cross 1',
    ]);
  });

  it('does not see padding: a sentence has the same logits alone and beside a longer one', () => {
    const { model, tape } = ready(translator());
    const logits = (sentences: number[][]) => {
      const read = padIds(sentences.map(() => [1, 4]));
      return tape.read(model.decode(tape, model.encode(tape, padIds(sentences)), read).logits).slice(0, 12);
    };
    const alone = logits([[4]]);
    logits([[4], [5, 6, 4, 5]]).forEach((value, i) => {
      expect(value).toBeCloseTo(alone[i] as number, 5); // sums over more keys round differently
    });
  });

  it('refuses bad input by name, and leaves memory and tape as they were', () => {
    const { model, tape } = ready(translator({ positions: { learned: 3 } }));
    const encoded = model.encode(tape, source);
    const [used, entries] = [tape.memory.used, tape.entries.length];
    const refused = (message: string | RegExp, call: () => unknown) => {
      expect(call).toThrow(message);
      expect([tape.memory.used, tape.entries.length]).toEqual([used, entries]);
    };
    refused('id 7 at place 1 of source (1, 2) is outside 0…6', () => model.encode(tape, padIds([[4, 7]])));
    refused('id -1', () => model.decode(tape, encoded, padIds([[1, -1], [1]])));
    refused('sequence 1 of the batch is all padding', () => model.encode(tape, padIds([[4, 5], [0]])));
    refused('source: 0 sequences of 3 words', () =>
      model.encode(tape, { values: new Int32Array(0), batch: 0, length: 3 }),
    );
    refused('5 values for the shape (2, 3)', () =>
      model.encode(tape, { values: new Int32Array(5).fill(4), batch: 2, length: 3 }),
    );
    refused('a sequence of 4 words, but only 3 places were learned', () =>
      model.encode(tape, padIds([[4, 4, 4, 4]])),
    );
    refused('target: a batch of 1 for a source of 2', () => model.decode(tape, encoded, padIds([[1]])));
    refused('target: sequence 1 of the batch is all padding', () =>
      model.decode(tape, encoded, padIds([[1, 4], [0]])),
    );
    expect(() => translator({ encoderLayers: 0 })).toThrow('there must be at least one layer, not 0');
    expect(() => translator({ heads: 4 })).toThrow('a width of 10 does not divide into 4 heads');
  });

  it('needs no more memory after many updates than after 100', () => {
    const { model, tape } = ready(translator());
    const optimiser = adam();
    const step = (update: number) => {
      tape.reset();
      model.parameters.zeroGradients();
      const { logits } = model.decode(tape, model.encode(tape, source), target);
      tape.backward(crossEntropy(tape, logits, wanted(tape, next), { ignoreIndex: 0 }));
      optimiser.update(tape.memory, model.parameters, update, 1e-3);
      return [tape.memory.used, tape.memory.size, tape.entries.length];
    };
    for (let update = 1; update < 100; update++) step(update);
    const early = step(100);
    for (let update = 101; update <= 2000; update++) expect(step(update)).toEqual(early);
  });
});

describe('LanguageModel', () => {
  const text = padIds([
    [1, 2, 3],
    [4, 5, 6],
  ]);

  it('passes finite differences, for a text of one word too', () => {
    for (const [options, tokens] of [
      [{ activation: gelu }, text],
      [{ activation: geluTanh, normFirst: true, positions: { learned: 4 } }, text],
      [{ activation: gelu, finalNorm: false }, padIds([[3]])],
    ] as const) {
      const model = writer(options);
      checkModelGradients(model.parameters, (tape) =>
        crossEntropy(tape, model.forward(tape, tokens).logits, wanted(tape, tokens)),
      );
    }
  });

  it('passes finite differences with fewer words to know than there are in the batch', () => {
    const model = writer({ activation: gelu, positions: { learned: 4 } });
    const tokens = padIds([
      [1, 2, 3],
      [4, 5, 6],
      [6, 1, 1],
      [2, 2, 5],
    ]);
    checkModelGradients(model.parameters, (tape) =>
      crossEntropy(tape, model.forward(tape, tokens).logits, wanted(tape, tokens)),
    );
  });

  it('reads no word before its time', () => {
    const { model, tape } = ready(writer());
    const before = tape.read(model.forward(tape, padIds([[1, 2, 3]])).logits);
    const after = tape.read(model.forward(tape, padIds([[1, 2, 6]])).logits);
    expect(after.slice(0, 14)).toEqual(before.slice(0, 14));
    expect(after.slice(14)).not.toEqual(before.slice(14));
  });

  it('keeps the weights of every head in every layer', () => {
    const { model, tape } = ready(writer());
    const { attention } = model.forward(tape, text);
    expect(attention.map(({ kind, layer, weights }) => [kind, layer, weights.shape])).toEqual([
      ['decoderSelf', 0, [2, 2, 3, 3]],
      ['decoderSelf', 1, [2, 2, 3, 3]],
    ]);
  });
});

describe('Classifier', () => {
  const texts = padIds([[1, 2, 3], [4]]);
  const classes = (tape: Tape) => tape.constant('classes', ['B'], [2], [2, 0], { dtype: 'i32' });

  it('passes finite differences, with and without padding', () => {
    for (const options of [{ pad: 0 }, {}, { pad: 0, normFirst: true, positions: { learned: 3 } }]) {
      const model = judge({ activation: gelu, ...options });
      checkModelGradients(model.parameters, (tape) =>
        crossEntropy(tape, model.forward(tape, texts).logits, classes(tape)),
      );
    }
  });

  it('does not count padding, and reads it where it is a word like any other', () => {
    const alone = (options: object) => {
      const { model, tape } = ready(judge(options));
      return [padIds([[4]]), padIds([[4, 0, 0]])].map((ids) => tape.read(model.forward(tape, ids).logits));
    };
    const [short, padded] = alone({ pad: 0 }) as [Float32Array, Float32Array];
    short.forEach((value, i) => {
      expect(padded[i]).toBeCloseTo(value, 5); // sums over more keys round differently
    });
    const [word, words] = alone({}) as [Float32Array, Float32Array];
    expect(Math.abs((word[0] as number) - (words[0] as number))).toBeGreaterThan(1e-3);
  });

  it('refuses a sequence that is all padding', () => {
    const { model, tape } = ready(judge({ pad: 0 }));
    expect(() => model.forward(tape, padIds([[1], [0]]))).toThrow('sequence 1 of the batch is all padding');
  });
});

describe('position vectors', () => {
  it('are what tells a classifier the order of words', () => {
    const scores = (options: object, words: number[]) => {
      const { model, tape } = ready(judge(options));
      return tape.read(model.forward(tape, padIds([words])).logits);
    };
    const [one, other] = [
      [1, 2, 3],
      [2, 3, 1],
    ] as const;
    const blind = scores({ positions: 'none' }, [...one]);
    scores({ positions: 'none' }, [...other]).forEach((value, i) => {
      expect(value).toBeCloseTo(blind[i] as number, 5); // the same sums in another order
    });
    for (const positions of ['sinusoidal', { learned: 3 }] as const)
      expect(scores({ positions }, [...one])).not.toEqual(scores({ positions }, [...other]));
  });
});

describe('TransformerEncoder', () => {
  it('has a final norm only when asked', () => {
    const names = (finalNorm?: boolean) => {
      const parameters = new Parameters();
      new TransformerEncoder(parameters, '', { ...block, layers: 1, finalNorm });
      return parameters.all.map((tensor) => tensor.name).filter((name) => name.startsWith('norm'));
    };
    expect(names()).toEqual([]);
    expect(names(true)).toEqual(['norm.weight', 'norm.bias']);
  });
});

describe('sinusoidalPositions', () => {
  it('ends in a sine where the width is odd, and starts with the same numbers whatever the length', () => {
    const table = sinusoidalPositions(3, 5);
    expect(table[4]).toBe(0);
    expect(table[9]).toBeCloseTo(Math.sin(10000 ** (-4 / 5)), 7);
    expect(sinusoidalPositions(2, 5)).toEqual(table.slice(0, 10));
    expect([...sinusoidalPositions(1, 1)]).toEqual([0]);
  });
});

describe('padIds', () => {
  it('pads at the end and refuses an empty batch or sequence', () => {
    expect(padIds([[5, 6], [7]])).toEqual({ values: Int32Array.of(5, 6, 7, 0), batch: 2, length: 2 });
    expect(() => padIds([])).toThrow('at least one sequence');
    expect(() => padIds([[1], []])).toThrow('at least one token');
  });
});
