// Multi-head attention: its options do what they say, whatever the shape. Its numbers are held against PyTorch's in
// test/parity.test.ts.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { multiply } from '../../src/engine/ops/arithmetic.ts';
import { transpose } from '../../src/engine/ops/layout.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { Parameters } from '../../src/engine/parameters.ts';
import { Random } from '../../src/engine/random.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import {
  MultiheadAttention,
  type MultiheadAttentionOptions,
} from '../../src/models/transformer/attention.ts';
import { checkModelGradients } from './modelGradients.ts';

function numbers(tape: Tape, name: string, shape: readonly number[]): Tensor {
  const source = new Random(1, name);
  const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => source.normal());
  return tape.constant(name, ['B', 'T', 'D'], shape, values, { requiresGradient: true });
}

function build(options: MultiheadAttentionOptions) {
  const parameters = new Parameters();
  const module = new MultiheadAttention(parameters, '', options);
  const tape = new Tape(new Memory());
  parameters.allocate(tape.memory);
  parameters.initialise(1);
  return { module, parameters, tape };
}

describe('MultiheadAttention', () => {
  const shapes: [string, MultiheadAttentionOptions, { queries: number; keys: number; batch: number }][] = [
    ['one query, one key', { width: 3, heads: 1 }, { batch: 1, queries: 1, keys: 2 }],
    ['a width that is no multiple of 4', { width: 6, heads: 3 }, { batch: 2, queries: 3, keys: 4 }],
    ['no bias', { width: 4, heads: 2, bias: false }, { batch: 2, queries: 2, keys: 3 }],
    [
      'keys and values of other widths',
      { width: 6, heads: 2, keyWidth: 5, valueWidth: 3 },
      { batch: 2, queries: 2, keys: 3 },
    ],
    ['time first', { width: 4, heads: 2, batchFirst: false }, { batch: 3, queries: 2, keys: 4 }],
  ];
  it.each(shapes)('passes finite differences: %s', (_title, options, { batch, queries, keys }) => {
    const { width, keyWidth = width, valueWidth = width, batchFirst = true } = options;
    const of = (length: number, features: number) =>
      batchFirst ? [batch, length, features] : [length, batch, features];
    const parameters = new Parameters();
    const module = new MultiheadAttention(parameters, 'attention', options);
    checkModelGradients(parameters, (tape) => {
      const query = numbers(tape, 'query', of(queries, width));
      const key = numbers(tape, 'key', of(keys, keyWidth));
      const value = keyWidth === valueWidth ? key : numbers(tape, 'value', of(keys, valueWidth));
      const { output } = module.forward(tape, query, key, value);
      expect(output.shape).toEqual(query.shape);
      return sum(tape, multiply(tape, output, numbers(tape, 'r', output.shape)));
    });
  });

  it('gives the same numbers and gradients whether or not its inputs are one tensor', () => {
    const { module, parameters, tape } = build({ width: 6, heads: 2 });
    const run = (inputs: (x: Tensor) => [Tensor, Tensor, Tensor]) => {
      tape.reset();
      parameters.zeroGradients();
      const x = numbers(tape, 'x', [2, 3, 6]);
      const { output } = module.forward(tape, ...inputs(x), { causal: true });
      tape.backward(sum(tape, multiply(tape, output, numbers(tape, 'r', output.shape))));
      return [output, ...parameters.all].map((tensor, i) =>
        i === 0 ? tape.read(tensor) : tape.readGradient(tensor),
      );
    };
    const copy = (x: Tensor) => tape.constant('copy', x.dims, x.shape, tape.read(x));
    const together = run((x) => [x, x, x]);
    for (const apart of [
      run((x) => [x, copy(x), copy(x)]),
      run((x) => {
        const memory = copy(x);
        return [x, memory, memory];
      }),
      run((x) => [x, x, copy(x)]),
    ]) {
      together.forEach((numbersTogether, i) => {
        numbersTogether.forEach((value, j) => {
          // The products' sums have the same order; only the gradients' additions may round differently.
          expect(apart[i]?.[j]).toBeCloseTo(value, 5);
        });
      });
    }
  });

  it('reads sequences by time first as the transposed ones, and gives weights by batch first', () => {
    const byBatch = build({ width: 4, heads: 2 });
    const byTime = build({ width: 4, heads: 2, batchFirst: false });
    const expected = (() => {
      const { tape, module } = byBatch;
      const x = numbers(tape, 'x', [3, 5, 4]);
      const { output, weights } = module.forward(tape, x, x, x);
      return [transpose(tape, output, 0, 1), weights].map((tensor) => tape.read(tensor));
    })();
    const { tape, module } = byTime;
    const x = transpose(tape, numbers(tape, 'x', [3, 5, 4]), 0, 1);
    const { output, weights } = module.forward(tape, x, x, x);
    expect(output.shape).toEqual([5, 3, 4]);
    expect(weights.shape).toEqual([3, 2, 5, 5]);
    expect([output, weights].map((tensor) => tape.read(tensor))).toEqual(expected);
  });

  it('averages the weights over the heads when asked', () => {
    const { module, tape } = build({ width: 4, heads: 2 });
    const x = numbers(tape, 'x', [1, 2, 4]);
    const each = tape.read(module.forward(tape, x, x, x).weights);
    const { weights } = module.forward(tape, x, x, x, { averageWeights: true });
    expect(weights.shape).toEqual([1, 2, 2]);
    tape.read(weights).forEach((value, i) => {
      expect(value).toBeCloseTo(((each[i] as number) + (each[i + 4] as number)) / 2, 6);
    });
  });

  it('has the parameters of torch.nn.MultiheadAttention', () => {
    const namesOf = (options: Omit<MultiheadAttentionOptions, 'width' | 'heads'>) =>
      build({ width: 4, heads: 2, ...options }).parameters.all.map(
        ({ name, shape }) => `${name} ${shape.join('×')}`,
      );
    expect(namesOf({})).toEqual([
      'in_proj_weight 12×4',
      'in_proj_bias 12',
      'out_proj.weight 4×4',
      'out_proj.bias 4',
    ]);
    expect(namesOf({ bias: false, keyWidth: 4 })).toEqual(['in_proj_weight 12×4', 'out_proj.weight 4×4']);
    expect(namesOf({ valueWidth: 3 })).toEqual([
      'q_proj_weight 4×4',
      'k_proj_weight 4×4',
      'v_proj_weight 4×3',
      'in_proj_bias 12',
      'out_proj.weight 4×4',
      'out_proj.bias 4',
    ]);
  });

  it('refuses a width that does not divide into the heads, and inputs of other widths', () => {
    expect(() => build({ width: 6, heads: 4 })).toThrow('a width of 6 does not divide into 4 heads');
    expect(() => build({ width: 6, heads: -2 })).toThrow('does not divide into -2 heads');
    const { module, tape } = build({ width: 4, heads: 2 });
    const x = numbers(tape, 'x', [1, 2, 4]);
    const narrow = numbers(tape, 'narrow', [1, 2, 3]);
    expect(() => module.forward(tape, x, narrow, narrow)).toThrow('(1, 2, 3) · (8, 4)');
  });
});
