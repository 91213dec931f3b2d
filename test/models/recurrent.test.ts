// Recurrent networks: the fused ops that training takes equal the primitive steps that explain them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureFiles, readFixture } from '../../scripts/parity/fixture.ts';
import { judge } from '../../scripts/parity/judge.ts';
import { rnn } from '../../scripts/parity/kinds/rnn.ts';
import { Memory } from '../../src/engine/memory.ts';
import { add, multiply } from '../../src/engine/ops/arithmetic.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { Parameters } from '../../src/engine/parameters.ts';
import { Tape } from '../../src/engine/tape.ts';
import { type CellId, cells } from '../../src/models/cells/registry.ts';
import { Recurrent, type RecurrentOptions, splitStates } from '../../src/models/recurrent.ts';

const ids = Object.keys(cells) as CellId[];
const reference = new URL('../reference/', import.meta.url).pathname;

function build(options: RecurrentOptions, seed = 1) {
  const memory = new Memory();
  const parameters = new Parameters();
  const network = new Recurrent(parameters, 'net', options);
  parameters.allocate(memory);
  parameters.initialise(seed);
  return { tape: new Tape(memory), parameters, network };
}

/** Rounding of float32 sums of a few dozen terms near 1, with room for their order. */
const CLOSE = 1e-5;

function expectNear(actual: Float32Array, expected: Float32Array, what: string) {
  expect(actual.length, what).toBe(expected.length);
  const worst = actual.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (expected[i] as number))),
    0,
  );
  expect(worst, what).toBeLessThanOrEqual(CLOSE * Math.max(1, ...expected.map(Math.abs)));
}

describe('the primitive path', () => {
  const files = fixtureFiles(reference).filter((path) => /\/rnn_/.test(path));

  it('is tried on every kind of recurrent network that PyTorch computed', () => {
    expect(files.length).toBe(44);
  });

  it.each(files.map((path) => [path.slice(reference.length), path]))(
    'equals PyTorch in %s',
    (_name, path) => {
      const fixture = readFixture(path);
      const [worst] = judge(fixture, rnn(fixture, 'primitive'));
      expect(worst?.ratio, `${worst?.tensor}: ${worst?.detail}`).toBeLessThanOrEqual(1);
    },
  );
});

describe.each(ids)('%s', (cell) => {
  for (const { steps, batch, lengths } of [
    { steps: 7, batch: 5, lengths: [7, 1, 3, 6, 2] },
    { steps: 1, batch: 1, lengths: undefined },
    { steps: 4, batch: 1, lengths: [2] },
  ]) {
    it(`has the same values and gradients on both paths (T${steps} B${batch}${lengths ? ', ragged' : ''})`, () => {
      const options = { cell, input: 3, hidden: 9, layers: 2, bidirectional: true };
      const { tape, parameters, network } = build(options);
      const run = (path: 'fused' | 'primitive') => {
        tape.reset();
        parameters.zeroGradients();
        const values = Array.from({ length: steps * batch * 3 }, (_, i) => Math.sin(i * 1.7));
        const x = tape.constant('x', ['T', 'B', 'I'], [steps, batch, 3], values, { requiresGradient: true });
        const ends = lengths && tape.constant('lengths', ['B'], [batch], lengths, { dtype: 'i32' });
        const start = Array.from({ length: 4 * batch * 9 }, (_, i) => Math.cos(i));
        const given = cells[cell].states.map((kind) =>
          tape.constant(kind.id, ['LD', 'B', 'H'], [4, batch, 9], start, { requiresGradient: true }),
        );
        const result = network.forward(tape, x, {
          lengths: ends,
          initial: splitStates(tape, ...given),
          path,
        });
        const terms = [result.output, ...result.final.flat()].map((tensor) =>
          sum(tape, multiply(tape, tensor, tensor)),
        );
        tape.backward(terms.reduce((total, term) => add(tape, total, term)));
        return {
          output: tape.read(result.output),
          final: result.final.flat().map((tensor) => tape.read(tensor)),
          gradients: [...parameters.all, x, ...given].map((tensor) => tape.readGradient(tensor)),
        };
      };
      const fused = run('fused');
      const primitive = run('primitive');
      expectNear(fused.output, primitive.output, 'output');
      fused.final.forEach((state, i) => {
        expectNear(state, primitive.final[i] as Float32Array, `final ${i}`);
      });
      fused.gradients.forEach((gradient, i) => {
        expectNear(gradient, primitive.gradients[i] as Float32Array, `gradient ${i}`);
      });
      expect(fused.gradients.every((gradient) => gradient.some((value) => value !== 0))).toBe(true);
    });
  }

  it('has the same values and gradients on both paths whatever the shape', () => {
    const size = (max: number) => fc.integer({ min: 1, max });
    const shapes = fc.record({
      steps: size(5),
      batch: size(4),
      input: size(6),
      hidden: size(18),
      layers: size(3),
      bidirectional: fc.boolean(),
      bias: fc.boolean(),
      ragged: fc.boolean(),
      seed: fc.nat(),
    });
    const agree = fc.property(shapes, ({ steps, batch, ragged, seed, ...options }) => {
      const { tape, parameters, network } = build({ cell, ...options }, seed);
      const run = (path: 'fused' | 'primitive') => {
        tape.reset();
        parameters.zeroGradients();
        const values = Array.from({ length: steps * batch * options.input }, (_, i) => Math.sin(i + seed));
        const x = tape.constant('x', ['T', 'B', 'I'], [steps, batch, options.input], values, {
          requiresGradient: true,
        });
        const ends = Array.from({ length: batch }, (_, b) => 1 + ((seed + 3 * b) % steps));
        const lengths = ragged ? tape.constant('lengths', ['B'], [batch], ends, { dtype: 'i32' }) : undefined;
        const { output, final } = network.forward(tape, x, { lengths, path });
        const terms = [output, ...final.flat()].map((tensor) => sum(tape, multiply(tape, tensor, tensor)));
        tape.backward(terms.reduce((total, term) => add(tape, total, term)));
        return [tape.read(output), ...[...parameters.all, x].map((tensor) => tape.readGradient(tensor))];
      };
      const fused = run('fused');
      run('primitive').forEach((values, i) => {
        expectNear(fused[i] as Float32Array, values, `${i}`);
      });
    });
    fc.assert(agree, { numRuns: 40, seed: 1 });
  });

  it('goes step by step to where the whole sequence ends', () => {
    const { tape, network } = build({ cell, input: 2, hidden: 5, layers: 2 });
    const values = Array.from({ length: 3 * 2 * 2 }, (_, i) => Math.sin(i));
    const x = tape.constant('x', ['T', 'B', 'I'], [3, 2, 2], values);
    let state: ReturnType<typeof network.step> | undefined;
    for (let t = 0; t < 3; t++) {
      const now = tape.view(x, 'now', { dims: ['B', 'I'], shape: [2, 2], offset: t * 4 });
      state = network.step(tape, now, state);
    }
    const whole = network.forward(tape, x);
    // The same products in the same order: the same bits.
    expect(state?.flat().map((tensor) => tape.read(tensor))).toEqual(
      whole.final.flat().map((tensor) => tape.read(tensor)),
    );
  });

  it('says what each block of its weights is', () => {
    const { parameters } = build({ cell, input: 2, hidden: 5 });
    expect(parameters.get('net.weight_hh_l0').shape).toEqual([cells[cell].gates.length * 5, 5]);
    for (const gate of [...cells[cell].gates, ...cells[cell].states]) {
      expect(gate.equation).toMatch(new RegExp(`^${gate.symbol}'? = `));
    }
  });

  it('needs all of its states for a step', () => {
    const { tape } = build({ cell, input: 2, hidden: 5 });
    const x = tape.constant('x', ['B', 'I'], [1, 2], [1, 2]);
    const weights = { weightIh: x, weightHh: x };
    expect(() => cells[cell].step(tape, x, [], weights)).toThrow(/a step needs hidden( and cell)?, but 0/);
  });
});

describe('Recurrent', () => {
  it('keeps every state and gate of every layer where figures can read them', () => {
    const { tape, network } = build({ cell: 'lstm', input: 2, hidden: 3, layers: 2, bidirectional: true });
    const x = tape.constant('x', ['T', 'B', 'I'], [4, 1, 2], new Float32Array(8).fill(0.5));
    const { layers } = network.forward(tape, x);
    expect(layers.map(({ layer, direction }) => `${layer} ${direction}`)).toEqual([
      '0 forward',
      '0 backward',
      '1 forward',
      '1 backward',
    ]);
    const { gates, tracks } = layers[3]?.sequence ?? {};
    expect(gates?.name).toBe('net.l1_reverse.gates');
    expect(gates?.shape).toEqual([4, 1, 12]);
    expect(tracks?.map((track) => track.slots.shape)).toEqual([
      [5, 1, 3],
      [5, 1, 3],
    ]);
  });

  it('uses the same memory at every step of a long run', () => {
    const { tape, parameters, network } = build({ cell: 'gru', input: 3, hidden: 6, layers: 2 });
    const step = () => {
      tape.reset();
      parameters.zeroGradients();
      const x = tape.constant('x', ['T', 'B', 'I'], [5, 2, 3], new Float32Array(30).fill(0.1));
      const { output } = network.forward(tape, x);
      tape.backward(sum(tape, multiply(tape, output, output)));
      return [tape.memory.used, tape.memory.size];
    };
    for (let update = 1; update < 100; update++) step();
    const early = step();
    for (let update = 101; update <= 300; update++) expect(step()).toEqual(early);
  });

  it('refuses what does not fit', () => {
    expect(() => build({ cell: 'gru', input: 2, hidden: 3, layers: 0 })).toThrow('at least one layer, not 0');
    const { tape, network } = build({ cell: 'gru', input: 2, hidden: 3, bidirectional: true });
    const x = tape.constant('x', ['T', 'B', 'I'], [1, 1, 2], [1, 2]);
    const flat = tape.view(x, 'flat', { dims: ['B', 'I'], shape: [1, 2] });
    expect(() => network.step(tape, flat, undefined)).toThrow('bidirectional');
    expect(() => network.forward(tape, x, { initial: [] })).toThrow(
      'net: 0 initial states for 1 layers in 2 directions',
    );
    expect(() => splitStates(tape, flat)).toThrow('states must be (layers · directions, B, H)');
    expect(() => splitStates(tape)).toThrow('states must be');
  });
});
