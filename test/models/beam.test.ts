// Beam search and sampling, against exhaustive search and the probabilities themselves.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { Random } from '../../src/engine/random.ts';
import { Tape } from '../../src/engine/tape.ts';
import { type BeamTree, beamSearch } from '../../src/models/beam.ts';
import { greedyDecode, sampleDecode } from '../../src/models/decoding.ts';
import { type ModelId, models } from '../../src/models/registry.ts';
import { padIds, type SequenceToSequence } from '../../src/models/sequenceToSequence.ts';

const limits = { bos: 1, eos: 2, never: [0, 1, 3], maxLength: 3 };
const source = padIds([[4, 5]]);

/** A model of two words (4 and 5) beside the special tokens, with weights as they begin. */
function build(id: ModelId, seed: number): { model: SequenceToSequence; tape: Tape } {
  const memory = new Memory();
  const model = models[id].build({
    sourceVocabulary: 6,
    targetVocabulary: 6,
    layers: 1,
    heads: 2,
    width: 16,
  });
  model.parameters.allocate(memory);
  model.parameters.initialise(seed);
  return { model, tape: new Tape(memory) };
}

/** ln p of each word after a beginning, in double precision, words that are never written left out. */
function nextLogs(tape: Tape, model: SequenceToSequence, beginning: readonly number[]): Map<number, number> {
  return tape.withoutGradients(() => {
    const { logits } = model.decode(tape, model.encode(tape, source), padIds([[limits.bos, ...beginning]]));
    const row = tape.read(logits).slice(-6);
    const words = [2, 4, 5];
    const sum = words.reduce((total, id) => total + Math.exp(row[id] as number), 0);
    return new Map(words.map((id) => [id, (row[id] as number) - Math.log(sum)]));
  });
}

/** Every target there is, with its log-probability. */
function everyTarget(tape: Tape, model: SequenceToSequence) {
  const found: { tokens: number[]; logProbability: number }[] = [];
  const walk = (tokens: number[], logProbability: number) => {
    if (tokens.at(-1) === limits.eos || tokens.length === limits.maxLength) {
      found.push({ tokens, logProbability });
      return;
    }
    for (const [id, log] of nextLogs(tape, model, tokens)) walk([...tokens, id], logProbability + log);
  };
  walk([], 0);
  return found;
}

function checkTree({ nodes, hypotheses }: BeamTree, width: number): void {
  nodes.forEach((node, i) => {
    expect(node.index).toBe(i);
    if (i === 0) return;
    const parent = nodes[node.parent];
    expect(node.parent).toBeLessThan(i);
    expect(parent?.kept).toBe(true);
    expect(parent?.ending).toBe('none');
    expect(node.length).toBe((parent?.length ?? 0) + 1);
    expect(node.total).toBeCloseTo((parent?.total ?? 0) + node.logProbability, 10);
  });
  for (let length = 1; length <= limits.maxLength; length++) {
    expect(nodes.filter((node) => node.length === length && node.kept).length).toBeLessThanOrEqual(width);
  }
  expect(hypotheses.length).toBeLessThanOrEqual(width);
  const leaves = nodes.filter((node) => node.kept && node.ending !== 'none').map((node) => node.index);
  expect(hypotheses.map((hypothesis) => hypothesis.node).sort((a, b) => a - b)).toEqual(leaves);
}

describe.each(['lstm-additive', 'gru-dot', 'rnn', 'transformer'] as const)('beam search with %s', (id) => {
  it('finds every target with its probability when nothing is cut', () => {
    const { model, tape } = build(id, 3);
    const expected = everyTarget(tape, model);
    expect(expected.length).toBe(1 + 2 * (1 + 2 * 3)); // eos at once, or a word and so on to three tokens
    const tree = beamSearch(tape, model, source, { ...limits, width: 40 });
    checkTree(tree, 40);
    expect(tree.hypotheses.length).toBe(expected.length);
    for (const { tokens, logProbability } of tree.hypotheses) {
      const own = expected.find((one) => one.tokens.join() === tokens.join());
      // Logits are float32: a few rounding errors of numbers near 1.
      expect(Math.abs(logProbability - (own?.logProbability ?? Number.NaN))).toBeLessThan(1e-5);
    }
    const total = tree.hypotheses.reduce((sum, one) => sum + Math.exp(one.logProbability), 0);
    expect(total).toBeCloseTo(1, 5);
    const finished = tree.hypotheses.filter((one) => one.tokens.at(-1) === limits.eos);
    expect(tree.hypotheses.slice(0, finished.length)).toEqual(finished);
    const scores = finished.map((one) => one.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('is greedy with a width of one', () => {
    for (let seed = 0; seed < 5; seed++) {
      const { model, tape } = build(id, seed);
      const [greedy] = tape.withoutGradients(() =>
        greedyDecode(tape, model, model.encode(tape, source), limits),
      );
      const tree = beamSearch(tape, model, source, { ...limits, width: 1 });
      checkTree(tree, 1);
      expect(tree.hypotheses.map((one) => one.tokens)).toEqual([greedy]);
    }
  });

  it('keeps no more than its width, and gives memory back', () => {
    const { model, tape } = build(id, 1);
    const before = tape.memory.used;
    for (const width of [2, 3]) checkTree(beamSearch(tape, model, source, { ...limits, width }), width);
    expect(tape.memory.used).toBe(before);
    expect(tape.entries.length).toBe(0);
  });
});

describe('beam search', () => {
  it('orders by the mean over tokens when asked to', () => {
    const { model, tape } = build('gru', 2);
    const { hypotheses } = beamSearch(tape, model, source, { ...limits, width: 8, lengthExponent: 1 });
    for (const { tokens, logProbability, score } of hypotheses) {
      expect(score).toBeCloseTo(logProbability / tokens.length, 10);
    }
  });

  it('refuses a width that is no positive integer, and more than one source', () => {
    const { model, tape } = build('gru', 2);
    for (const width of [0, -1, 1.5, Number.NaN])
      expect(() => beamSearch(tape, model, source, { ...limits, width })).toThrow('positive integer');
    expect(() => beamSearch(tape, model, padIds([[4], [5]]), { ...limits, width: 2 })).toThrow(
      'one source at a time, not 2',
    );
  });

  it('finds nothing in a model whose numbers are none', () => {
    const { model, tape } = build('gru', 2);
    const broken = model.parameters.get('decoder.out.bias');
    tape.memory.f32.fill(Number.NaN, broken.address / 4, broken.address / 4 + broken.size);
    expect(beamSearch(tape, model, source, { ...limits, width: 2 }).hypotheses).toEqual([]);
  });
});

describe('sampling', () => {
  const sample = (temperature: number, count: number, seed = 1) => {
    const { model, tape } = build('lstm-dot', 3);
    const many = padIds(Array.from({ length: count }, () => [4, 5]));
    const written = tape.withoutGradients(() => {
      const encoded = model.encode(tape, many);
      const random = new Random(seed, 'sampling');
      return sampleDecode(tape, model, encoded, { ...limits, temperature, random });
    });
    return { model, tape, written };
  };

  it.each([1, 0.5, 2])(
    'draws each first word as often as its probability at temperature %f says',
    (temperature) => {
      const count = 4000;
      const { model, tape, written } = sample(temperature, count);
      const powers = [...nextLogs(tape, model, [])].map(
        ([id, log]) => [id, Math.exp(log / temperature)] as const,
      );
      const sum = powers.reduce((total, [, power]) => total + power, 0);
      for (const [id, power] of powers) {
        const share = written.filter((tokens) => tokens[0] === id).length / count;
        // Four standard deviations of a share of 4000 draws are at most 0.032.
        expect(Math.abs(share - power / sum)).toBeLessThan(0.032);
      }
    },
  );

  it('is greedy at temperature 0, nearly so near it, and repeats itself with the same seed', () => {
    const { model, tape, written } = sample(0, 3);
    const greedy = tape.withoutGradients(() => greedyDecode(tape, model, model.encode(tape, source), limits));
    expect(written).toEqual([...greedy, ...greedy, ...greedy]);
    expect(sample(1e-4, 3).written).toEqual(written);
    expect(sample(1, 50).written).toEqual(sample(1, 50).written);
    expect(sample(1, 50).written).not.toEqual(sample(1, 50, 2).written);
  });

  it('never writes what is no word, and stops at eos or at the greatest length', () => {
    for (const tokens of sample(100, 300).written) {
      expect(tokens.every((token) => !limits.never.includes(token))).toBe(true);
      expect(tokens.length).toBeLessThanOrEqual(limits.maxLength);
      expect(tokens.indexOf(limits.eos) === tokens.length - 1 || !tokens.includes(limits.eos)).toBe(true);
    }
  });

  it('refuses ids that are no words of its own, a ban on all words, and a length that is none', () => {
    const { model, tape } = build('lstm-dot', 3);
    const encoded = model.encode(tape, source);
    const used = tape.memory.used;
    const kept = () => [model.parameters.save().parameters, tape.read(encoded.memory)];
    const before = kept();
    const size = model.parameters.get('decoder.out.bias').size;
    const refused = (change: Partial<typeof limits>, says: string) => {
      const options = { ...limits, ...change };
      const random = new Random(1, 'sampling');
      const ways = [
        () => greedyDecode(tape, model, encoded, options),
        () => sampleDecode(tape, model, encoded, { ...options, temperature: 1, random }),
        () => beamSearch(tape, model, source, { ...options, width: 2 }),
      ];
      for (const way of ways) expect(way).toThrow(says);
      expect(tape.memory.used).toBe(used);
      expect(kept()).toEqual(before);
    };
    for (const id of [size, -1, 0.5, Number.NaN])
      refused({ never: [0, id] }, `never: id ${id} is outside 0…${size - 1}`);
    refused({ never: Array.from({ length: size }, (_, id) => id) }, `never: all ${size} ids are in it`);
    for (const maxLength of [Number.NaN, -1, 1.5])
      refused({ maxLength }, `maxLength ${maxLength} is outside 0…`);
  });

  it('refuses a temperature below 0 or without a value', () => {
    for (const temperature of [-1, Number.NaN, Infinity])
      expect(() => sample(temperature, 1)).toThrow('a number from 0 up');
  });
});
