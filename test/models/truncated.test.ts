// Truncated backpropagation through time: the same outputs as without, and the gradients of a network whose states are
// detached, step by step, where a window begins.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { add, multiply } from '../../src/engine/ops/arithmetic.ts';
import { detach } from '../../src/engine/ops/layout.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { concat, select, stack } from '../../src/engine/ops/shapes.ts';
import { Parameters } from '../../src/engine/parameters.ts';
import { Random } from '../../src/engine/random.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import type { CellState } from '../../src/models/cells/cell.ts';
import { type CellId, cells } from '../../src/models/cells/registry.ts';
import { Recurrent, type RecurrentOptions } from '../../src/models/recurrent.ts';
import { truncated } from '../../src/models/truncated.ts';

const STEPS = 7;
const BATCH = 3;
const WIDTH = 4;
const HIDDEN = 5;

interface Case {
  readonly cell: CellId;
  readonly layers: number;
  readonly bidirectional: boolean;
  readonly lengths: readonly number[] | undefined;
  readonly truncation: number;
}

function setUp({ cell, layers, bidirectional }: Case) {
  const memory = new Memory();
  const parameters = new Parameters();
  const options: RecurrentOptions = { cell, input: WIDTH, hidden: HIDDEN, layers, bidirectional };
  const rnn = new Recurrent(parameters, '', options);
  parameters.allocate(memory, 0);
  parameters.initialise(3);
  const tape = new Tape(memory);
  const random = new Random(1, 'input');
  const values = Float32Array.from({ length: STEPS * BATCH * WIDTH }, () => random.normal());
  const x = tape.constant('x', ['T', 'B', 'I'], [STEPS, BATCH, WIDTH], values, { requiresGradient: true });
  return { tape, parameters, rnn, x };
}

/** Something that asks every output and final state for something else. */
function lossOf(tape: Tape, output: Tensor, final: readonly CellState[]): Tensor {
  const random = new Random(2, 'weights');
  const weighed = (x: Tensor) => {
    const weights = Float32Array.from({ length: x.size }, () => random.normal());
    return sum(tape, multiply(tape, x, tape.constant('weights', x.dims, x.shape, weights)));
  };
  return [output, ...final.flat()].map(weighed).reduce((all, one) => add(tape, all, one));
}

/** The same layer by layer and step by step, each row frozen past its length. */
function reference(tape: Tape, parameters: Parameters, input: Tensor, of: Case) {
  const cell = cells[of.cell];
  const lengths = of.lengths ?? new Array<number>(BATCH).fill(STEPS);
  const mask = (rows: readonly number[]) => tape.constant('mask', ['B', '1'], [BATCH, 1], rows);
  let x = input;
  const final: CellState[] = [];
  for (let layer = 0; layer < of.layers; layer++) {
    const sides = (of.bidirectional ? [false, true] : [false]).map((reverse) => {
      const named = (part: string) => parameters.get(`${part}_l${layer}${reverse ? '_reverse' : ''}`);
      const weights = {
        weightIh: named('weight_ih'),
        weightHh: named('weight_hh'),
        biasIh: named('bias_ih'),
        biasHh: named('bias_hh'),
      };
      const zeros = new Float32Array(BATCH * HIDDEN);
      let state: CellState = cell.states.map(() => tape.constant('zero', ['B', 'H'], [BATCH, HIDDEN], zeros));
      const outputs = new Array<Tensor>(STEPS);
      for (let i = 0; i < STEPS; i++) {
        const t = reverse ? STEPS - 1 - i : i;
        const goes = mask(lengths.map((length) => (t < length ? 1 : 0)));
        const stays = mask(lengths.map((length) => (t < length ? 0 : 1)));
        const mixed = (open: Tensor, closed: Tensor) =>
          add(tape, multiply(tape, open, goes), multiply(tape, closed, stays));
        // A row that has ended keeps its last state with its gradient, as if it were alone.
        if ((reverse ? t + 1 : t) % of.truncation === 0)
          state = state.map((kind) => mixed(detach(tape, kind), kind));
        const next = cell.step(tape, select(tape, x, 0, t), state, weights);
        outputs[t] = multiply(tape, next[0] as Tensor, goes);
        const before = state;
        state = next.map((kind, k) => mixed(kind, before[k] as Tensor));
      }
      final.push(state);
      return stack(tape, outputs, 0);
    });
    x = sides.length === 1 ? (sides[0] as Tensor) : concat(tape, sides, -1);
  }
  return { output: x, final };
}

function gradients(tape: Tape, parameters: Parameters, x: Tensor, loss: Tensor) {
  parameters.zeroGradients();
  tape.backward(loss);
  return new Map([...parameters.all, x].map((tensor) => [tensor.name, tape.readGradient(tensor)]));
}

const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const cases: Case[] = (Object.keys(cells) as CellId[]).flatMap((cell) =>
  [1, 3, 4, 7, 9].flatMap((truncation) =>
    [undefined, [7, 2, 4]].flatMap((lengths) => [
      { cell, layers: 1, bidirectional: false, lengths, truncation },
      { cell, layers: 2, bidirectional: true, lengths, truncation },
    ]),
  ),
);

describe('truncated backpropagation through time', () => {
  it.each(cases)(
    '$cell, $layers layers, both ways: $bidirectional, lengths $lengths, cut every $truncation: outputs, final states and gradients are those of detached states',
    (of) => {
      const { tape, parameters, rnn, x } = setUp(of);
      const lengths = of.lengths && tape.constant('lengths', ['B'], [BATCH], of.lengths, { dtype: 'i32' });
      const ran = rnn.forward(tape, x, { lengths, path: truncated(of.truncation) });
      const found = gradients(tape, parameters, x, lossOf(tape, ran.output, ran.final));
      const outputs = [ran.output, ...ran.final.flat()].map((tensor) => tape.read(tensor));

      const other = setUp(of);
      const wanted = reference(other.tape, other.parameters, other.x, of);
      const expected = gradients(
        other.tape,
        other.parameters,
        other.x,
        lossOf(other.tape, wanted.output, wanted.final),
      );
      [wanted.output, ...wanted.final.flat()].forEach((tensor, i) => {
        const own = outputs[i] as Float32Array;
        other.tape.read(tensor).forEach((value, k) => {
          expect(own[k]).toBeCloseTo(value, 5);
        });
      });
      for (const [name, values] of expected) {
        const own = found.get(name) as Float32Array;
        const scale = Math.max(1, largest(values));
        // Float32, sums of some hundred terms in another order: 1e-5 of the largest.
        values.forEach((value, k) => {
          expect(Math.abs((own[k] as number) - value), `${name}[${k}]`).toBeLessThan(1e-5 * scale);
        });
      }
    },
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses windows of %s steps', (steps) => {
    expect(() => truncated(steps)).toThrow(/1 step or more/);
  });

  it('goes as far back as without it when the window is as long as the sequence, and less far when it is shorter', () => {
    const grads = (truncation: number) => {
      const { tape, parameters, rnn, x } = setUp({ ...(cases[0] as Case), truncation });
      const { final } = rnn.forward(tape, x, { path: truncation > 0 ? truncated(truncation) : 'fused' });
      parameters.zeroGradients();
      tape.backward(sum(tape, final[0]?.[0] as Tensor));
      return tape.readGradient(x);
    };
    expect(grads(STEPS)).toEqual(grads(0));
    const reaches = (values: Float32Array) => largest(values.subarray(0, 4 * BATCH * WIDTH)) > 0;
    expect(reaches(grads(0))).toBe(true);
    expect(reaches(grads(4))).toBe(false);
  });
});
