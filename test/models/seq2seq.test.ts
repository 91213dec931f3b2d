// Recurrent encoder–decoders: both paths and all ways of feeding agree where they must, and what they refuse.

import { describe, expect, it } from 'vitest';
import { fixtureFiles, readFixture } from '../../scripts/parity/fixture.ts';
import { judge } from '../../scripts/parity/judge.ts';
import { seq2seq } from '../../scripts/parity/kinds/seq2seq.ts';
import { Memory } from '../../src/engine/memory.ts';
import { crossEntropy } from '../../src/engine/ops/loss.ts';
import { Random } from '../../src/engine/random.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import { type CellId, cells } from '../../src/models/cells/registry.ts';
import type { AttentionKind } from '../../src/models/seq2seq/decoder.ts';
import { seq2seqModels } from '../../src/models/seq2seq/definition.ts';
import { Seq2Seq } from '../../src/models/seq2seq/seq2seq.ts';
import { padIds } from '../../src/models/sequenceToSequence.ts';

const reference = new URL('../reference/', import.meta.url).pathname;
const attentions: readonly AttentionKind[] = ['none', 'additive', 'dot'];
const cases = (Object.keys(cells) as CellId[]).flatMap((cell) =>
  attentions.map((attention) => [cell, attention] as const),
);

function build(cell: CellId, attention: AttentionKind, path: 'fused' | 'primitive' = 'fused', layers = 2) {
  const memory = new Memory();
  const sizes = { sourceVocabulary: 9, targetVocabulary: 8, embed: 5, hidden: 6, layers };
  const model = new Seq2Seq({ cell, attention, ...sizes }, path);
  model.parameters.allocate(memory);
  model.parameters.initialise(11);
  return { model, tape: new Tape(memory) };
}

const source = padIds([[4, 5, 6, 2], [7, 2], [8]]);
const target = padIds([
  [1, 4, 5, 6, 7],
  [1, 6],
  [1, 5, 4],
]);

/** Rounding of float32 numbers near 1 that were summed in another order. */
const CLOSE = 2e-5;

function worst(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}

describe('the primitive path', () => {
  const files = fixtureFiles(reference).filter((path) => /\/seq2seq_/.test(path));

  it.each(files.map((path) => [path.slice(reference.length), path]))(
    'equals PyTorch in %s',
    (_name, path) => {
      const fixture = readFixture(path);
      const [first] = judge(fixture, seq2seq(fixture, 'primitive'));
      expect(first?.ratio, `${first?.tensor}: ${first?.detail}`).toBeLessThanOrEqual(1);
    },
  );
});

describe.each(cases)('%s with attention %s', (cell, attention) => {
  it('has the same logits and gradients on both paths, in two layers', () => {
    const run = (path: 'fused' | 'primitive') => {
      const { model, tape } = build(cell, attention, path);
      const { logits } = model.decode(tape, model.encode(tape, source), target);
      const wanted = tape.constant(
        'wanted',
        ['B', 'T'],
        [3, 5],
        target.values.map((id) => (id ? 3 : 0)),
        {
          dtype: 'i32',
        },
      );
      tape.backward(crossEntropy(tape, logits, wanted, { ignoreIndex: 0 }));
      return [tape.read(logits), ...model.parameters.all.map((parameter) => tape.readGradient(parameter))];
    };
    const fused = run('fused');
    const primitive = run('primitive');
    fused.forEach((values, i) => {
      expect(worst(values, primitive[i] as Float32Array)).toBeLessThan(CLOSE);
    });
  });

  it('writes the same whether the right words are fed at once or one by one', () => {
    const { model, tape } = build(cell, attention);
    const encoded = model.encode(tape, source);
    const atOnce = model.decode(tape, encoded, target);
    const mixed = { kind: 'mixed', teacherShare: 1, random: new Random(1) } as const;
    const oneByOne = model.decode(tape, encoded, target, mixed);
    expect(worst(tape.read(atOnce.logits), tape.read(oneByOne.logits))).toBeLessThan(CLOSE);
    const weights = [atOnce, oneByOne].map(({ attention: own }) => own.map((one) => one.weights));
    expect(weights[1]?.map((tensor) => tensor.shape)).toEqual(weights[0]?.map((tensor) => tensor.shape));
    weights[0]?.forEach((tensor, i) => {
      expect(worst(tape.read(tensor), tape.read(weights[1]?.[i] as Tensor))).toBeLessThan(CLOSE);
    });
  });

  it('running freely, reads what it wrote', () => {
    const { model, tape } = build(cell, attention);
    const encoded = model.encode(tape, source);
    const free = model.decode(tape, encoded, target, { kind: 'free' });
    const logits = tape.read(free.logits); // (3, 5, 8)
    const written = Array.from({ length: 3 }, (_, b) => [
      1,
      ...Array.from({ length: 4 }, (_unused, t) => {
        const row = logits.slice((b * 5 + t) * 8, (b * 5 + t + 1) * 8);
        return row.indexOf(Math.max(...row));
      }),
    ]);
    const again = model.decode(tape, encoded, {
      values: Int32Array.from(written.flat()),
      batch: 3,
      length: 5,
    });
    expect(worst(tape.read(again.logits), logits)).toBeLessThan(CLOSE);
    const never = { kind: 'mixed', teacherShare: 0, random: new Random(1) } as const;
    expect(tape.read(model.decode(tape, encoded, target, never).logits)).toEqual(logits);
  });

  it('looks at words and never at padding', () => {
    const { model, tape } = build(cell, attention);
    const { attention: maps } = model.decode(tape, model.encode(tape, source), target);
    expect(maps.length).toBe(attention === 'none' ? 0 : 1);
    for (const { weights, kind } of maps) {
      expect(kind).toBe('cross');
      expect(weights.dims).toEqual(['B', 'N', 'T', 'S']);
      expect(weights.shape).toEqual([3, 1, 5, 4]);
      const values = tape.read(weights);
      for (let row = 0; row < 15; row++) {
        const own = values.slice(row * 4, row * 4 + 4);
        expect(own.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
        const length = [4, 2, 1][Math.floor(row / 5)] as number;
        expect(own.slice(length)).toEqual(new Float32Array(4 - length));
      }
    }
  });

  it('gives a sequence the same numbers alone as in a batch', () => {
    const { model, tape } = build(cell, attention);
    const all = tape.read(model.decode(tape, model.encode(tape, source), target).logits);
    const own = padIds([[7, 2]]);
    const alone = tape.read(model.decode(tape, model.encode(tape, own), padIds([[1, 6]])).logits);
    expect(worst(alone, all.slice(40, 56))).toBeLessThan(CLOSE);
  });
});

describe('Seq2Seq', () => {
  it('mixes right and own words by chance, the same for the same seed', () => {
    const { model, tape } = build('gru', 'none');
    const encoded = model.encode(tape, source);
    const run = (seed: number, teacherShare = 0.5) =>
      tape.read(
        model.decode(tape, encoded, target, { kind: 'mixed', teacherShare, random: new Random(seed) }).logits,
      );
    expect(run(1)).toEqual(run(1));
    expect([2, 3, 4, 5].some((seed) => worst(run(seed), run(1)) > 0)).toBe(true);
    expect(() => run(1, 1.5)).toThrow("the teacher's share must be from 0 to 1, not 1.5");
    expect(() => run(1, Number.NaN)).toThrow('from 0 to 1');
  });

  it('refuses a source that is all padding, and ids that it has no word for', () => {
    const { model, tape } = build('lstm', 'dot');
    const pads = { values: Int32Array.of(4, 5, 0, 0), batch: 2, length: 2 };
    expect(() => model.encode(tape, pads)).toThrow('source: sequence 1 of the batch is all padding');
    expect(() => model.encode(tape, padIds([[99]]))).toThrow('id 99 at place 0');
    const encoded = model.encode(tape, padIds([[4]]));
    expect(() => model.decode(tape, encoded, padIds([[1, -3]]))).toThrow('id -3');
  });

  it.each(attentions)(
    'refuses bad input by name, and leaves memory and tape as they were (%s)',
    (attention) => {
      const { model, tape } = build('lstm', attention);
      const encoded = model.encode(tape, padIds([[4], [5]]));
      const [used, entries] = [tape.memory.used, tape.entries.length];
      const empty = (batch: number, length: number) => ({ values: new Int32Array(0), batch, length });
      const refused = (message: string, call: () => unknown) => {
        expect(call).toThrow(message);
        expect([tape.memory.used, tape.entries.length]).toEqual([used, entries]);
      };
      refused('id 99 at place 0', () => model.encode(tape, padIds([[99]])));
      refused('source: 0 sequences of 2 words', () => model.encode(tape, empty(0, 2)));
      refused('id 99', () => model.decode(tape, encoded, padIds([[1, 99], [1]])));
      refused('target: 2 sequences of 0 words', () => model.decode(tape, encoded, empty(2, 0)));
      refused('target: a batch of 1 for a source of 2', () => model.decode(tape, encoded, padIds([[1]])));
      refused('target: sequence 1 of the batch is all padding', () =>
        model.decode(tape, encoded, padIds([[1, 4], [0]])),
      );
      const feeding = { kind: 'forced' } as unknown as { kind: 'free' };
      refused('the feeding must be one of teacher, free, mixed, not forced', () =>
        model.decode(tape, encoded, padIds([[1], [1]]), feeding),
      );
    },
  );

  it('is in the registry under the id that it says', () => {
    for (const [id, definition] of Object.entries(seq2seqModels)) {
      expect(definition.id).toBe(id);
      const sizes = { sourceVocabulary: 5, targetVocabulary: 6, layers: 2, heads: 4, width: 7 };
      const { parameters } = definition.build(sizes);
      expect(parameters.get('decoder.out.weight').shape).toEqual([6, 7]);
      expect(parameters.all.some((tensor) => tensor.name === 'decoder.rnn.weight_hh_l1')).toBe(true);
    }
  });
});
