// Optimisers and clipping, and the blocks they work on.

import { describe, expect, it } from 'vitest';
import { ones, uniform, xavierUniform, zeros } from '../../src/engine/init.ts';
import { Memory } from '../../src/engine/memory.ts';
import { adagrad } from '../../src/engine/optim/adagrad.ts';
import { adam, adamw } from '../../src/engine/optim/adam.ts';
import { clipGradientNorm, clipGradientValue } from '../../src/engine/optim/clip.ts';
import type { Optimiser } from '../../src/engine/optim/optimiser.ts';
import { rmsprop } from '../../src/engine/optim/rmsprop.ts';
import { sgd } from '../../src/engine/optim/sgd.ts';
import { Parameters } from '../../src/engine/parameters.ts';

function block(values: readonly number[], stateBlocks = 3) {
  const parameters = new Parameters();
  const tensor = parameters.declare('p', ['D'], [values.length], zeros);
  const memory = new Memory();
  parameters.allocate(memory, stateBlocks);
  memory.f32.set(values, tensor.address / 4);
  const setGradients = (gradients: readonly number[]) => memory.f32.set(gradients, tensor.gradient / 4);
  const read = (address: number) => memory.f32.slice(address / 4, address / 4 + values.length);
  return { memory, parameters, tensor, setGradients, read };
}

describe('optimisers', () => {
  // Values are held against PyTorch's by the fixtures optimraw_* and optim_* (test/parity.test.ts).
  const all: [string, () => Optimiser, number][] = [
    ['sgd', () => sgd(), 0],
    ['sgd with momentum', () => sgd({ momentum: 0.9 }), 1],
    ['sgd with Nesterov momentum', () => sgd({ momentum: 0.9, nesterov: true, weightDecay: 0.1 }), 1],
    ['adagrad', () => adagrad({ initialSum: 0.1 }), 1],
    ['rmsprop', () => rmsprop(), 1],
    ['rmsprop centered with momentum', () => rmsprop({ centered: true, momentum: 0.5 }), 3],
    ['adam', () => adam({ weightDecay: 0.1 }), 2],
    ['adam with amsgrad', () => adam({ amsgrad: true }), 3],
    ['adamw', () => adamw(), 2],
  ];

  /** A run of `updates` with gradients of p²/2, which are p. @returns the parameters after it */
  function minimise(optimiser: Optimiser, start: readonly number[], updates: number): Float32Array {
    const { memory, parameters, tensor, setGradients, read } = block(start, optimiser.stateBlocks);
    for (let update = 1; update <= updates; update++) {
      setGradients([...read(tensor.address)]);
      optimiser.update(memory, parameters, update, 0.05);
    }
    return read(tensor.address);
  }

  it.each(all)('%s says how many state blocks it needs, and refuses fewer', (_name, make, blocks) => {
    const optimiser = make();
    expect(optimiser.stateBlocks).toBe(blocks);
    if (blocks === 0) return;
    const { memory, parameters, read, tensor } = block([1, 2], blocks - 1);
    expect(() => optimiser.update(memory, parameters, 1, 0.1)).toThrow(
      new RegExp(`needs ${blocks} state blocks?, but the parameters were allocated with ${blocks - 1}`),
    );
    expect([...read(tensor.address)]).toEqual([1, 2]);
  });

  it.each(all)('%s takes a bowl down from both sides', (_name, make) => {
    const [left, right] = minimise(make(), [-1, 1], 60);
    // The slowest here, Adagrad, still comes a third of the way; nothing overshoots beyond where it began.
    expect(left).toBeGreaterThan(-0.7);
    expect(left).toBeLessThan(0.7);
    expect(right).toBe(-(left as number));
  });

  it.each(all)('%s treats every place alike, whatever the number of parameters', (_name, make) => {
    // The kernels take four at a time and the rest one by one.
    for (const count of [1, 2, 3, 4, 5, 7, 8, 9]) {
      const after = minimise(make(), Array(count).fill(0.5), 5);
      expect(new Set(after).size, `${count} parameters`).toBe(1);
      expect(after[0]).not.toBe(0.5);
    }
  });

  it.each(all)('%s leaves gradients, and what lies behind its blocks, alone', (_name, make) => {
    const optimiser = make();
    const { memory, parameters, tensor, setGradients, read } = block([1, 2, 3, 4, 5], optimiser.stateBlocks);
    setGradients([1, -2, 3, -4, 5]);
    const blocks = [tensor.address, ...parameters.blocks.state];
    for (const address of blocks) memory.f32.fill(42, address / 4 + 5, address / 4 + 8); // padding
    optimiser.update(memory, parameters, 1, 0.1);
    expect([...read(tensor.gradient)]).toEqual([1, -2, 3, -4, 5]);
    for (const address of blocks)
      expect([...memory.f32.subarray(address / 4 + 5, address / 4 + 8)]).toEqual([42, 42, 42]);
  });

  it.each(all)('%s starts over from zeroed state as it did the first time', (_name, make) => {
    const optimiser = make();
    expect([...minimise(optimiser, [3, -2], 7)]).toEqual([...minimise(optimiser, [3, -2], 7)]);
  });

  it('takes the first step of adam and adamw as large as the rate, to the last digits', () => {
    // The betas are float32 in the kernel: 1 − β must not be.
    for (const optimiser of [adam(), adamw({ weightDecay: 0 })]) {
      const { memory, parameters, tensor, setGradients, read } = block([0]);
      setGradients([0.3]);
      optimiser.update(memory, parameters, 1, 0.01);
      expect(Math.abs((read(tensor.address)[0] as number) / -0.01 - 1)).toBeLessThan(5e-7); // a few roundings
    }
  });

  it('keeps rmsprop centered a number where the gradient never changes and rounding makes the variance negative', () => {
    const optimiser = rmsprop({ centered: true, alpha: 0.5 });
    const { memory, parameters, tensor, setGradients, read } = block([0, 0, 0]);
    setGradients([0.1, 0.3, 0.7]);
    for (let update = 1; update <= 200; update++) optimiser.update(memory, parameters, update, 1e-9);
    expect([...read(tensor.address)].every(Number.isFinite)).toBe(true);
  });

  it('refuses options that make no sense, naming them', () => {
    expect(() => adam({ betas: [1, 0.999] })).toThrow(
      'adam: betas must be a number from 0 to less than 1, not 1',
    );
    expect(() => adamw({ weightDecay: -1 })).toThrow('adamw: weightDecay must be a number from 0');
    expect(() => adam({ eps: NaN })).toThrow('adam: eps');
    expect(() => rmsprop({ alpha: 1.5 })).toThrow('rmsprop: alpha');
    expect(() => rmsprop({ momentum: -0.1 })).toThrow('rmsprop: momentum');
    expect(() => adagrad({ initialSum: -1 })).toThrow('adagrad: initialSum');
    expect(() => sgd({ momentum: -1 })).toThrow('sgd: momentum');
    expect(() => sgd({ nesterov: true })).toThrow('nesterov needs a momentum above 0');
    expect(() => sgd({ momentum: 0.9, dampening: 0.1, nesterov: true })).toThrow('no dampening');
  });
});

describe('a learning rate', () => {
  it('that is no number from 0 up changes nothing, whatever the optimiser', () => {
    for (const [name, make] of Object.entries({ adam, adamw, rmsprop, adagrad, sgd })) {
      const { memory, parameters, tensor, setGradients, read } = block([1, 2, 3]);
      setGradients([1, 1, 1]);
      for (const rate of [NaN, -1, Infinity]) {
        expect(() => make().update(memory, parameters, 1, rate)).toThrow(
          `${name}: learningRate must be a number from 0 to less than Infinity, not ${rate}`,
        );
      }
      expect([...read(tensor.address)]).toEqual([1, 2, 3]);
    }
  });
});

describe('clipGradientNorm', () => {
  it('refuses a limit that is none, as clipGradientValue does', () => {
    const { memory, parameters, tensor, setGradients, read } = block([0, 0]);
    setGradients([3, 4]);
    for (const limit of [NaN, -1]) {
      const says = `the limit must be a number from 0 up, not ${limit}`;
      expect(() => clipGradientNorm(memory, parameters, limit)).toThrow(`clipGradientNorm: ${says}`);
      expect(() => clipGradientValue(memory, parameters, limit)).toThrow(`clipGradientValue: ${says}`);
    }
    expect([...read(tensor.gradient)]).toEqual([3, 4]);
    expect(clipGradientNorm(memory, parameters, Infinity)).toBe(5); // only measures
  });

  it('scales all gradients together when their norm is above the limit, and returns the norm before', () => {
    const { memory, parameters, tensor, setGradients, read } = block([0, 0, 0, 0, 0]);
    setGradients([3, 0, 0, 0, 4]);
    expect(clipGradientNorm(memory, parameters, 1)).toBeCloseTo(5, 6);
    const clipped = read(tensor.gradient);
    expect(clipped[0]).toBeCloseTo(0.6, 5);
    expect(clipped[4]).toBeCloseTo(0.8, 5);
  });

  it('leaves smaller gradients alone', () => {
    const { memory, parameters, tensor, setGradients, read } = block([0, 0]);
    setGradients([0.3, 0.4]);
    clipGradientNorm(memory, parameters, 1);
    expect([...read(tensor.gradient)]).toEqual([...Float32Array.of(0.3, 0.4)]);
  });

  it('reports a gradient that is not finite and scales nothing', () => {
    const { memory, parameters, tensor, setGradients, read } = block([0, 0]);
    setGradients([Infinity, 1]);
    expect(clipGradientNorm(memory, parameters, 1)).toBe(Infinity);
    expect([...read(tensor.gradient)]).toEqual([Infinity, 1]);
    setGradients([NaN, 1]);
    expect(clipGradientNorm(memory, parameters, 1)).toBeNaN();
  });
});

describe('clipGradientNorm with the order Infinity', () => {
  it('goes by the largest magnitude, and reports what is not finite', () => {
    const { memory, parameters, tensor, setGradients, read } = block([0, 0, 0, 0, 0]);
    setGradients([1, -2, 0.5, 0, -8]);
    expect(clipGradientNorm(memory, parameters, 4, Infinity)).toBe(8);
    expect(read(tensor.gradient)[4]).toBeCloseTo(-4, 5);
    expect(read(tensor.gradient)[1]).toBeCloseTo(-1, 5);
    setGradients([1, NaN, 0, 0, 0]);
    expect(clipGradientNorm(memory, parameters, 4, Infinity)).toBeNaN();
    setGradients([1, -Infinity, 0, 0, 0]);
    expect(clipGradientNorm(memory, parameters, 4, Infinity)).toBe(Infinity);
  });
});

describe('clipGradientValue', () => {
  it('brings each gradient within the limits, one by one', () => {
    const { memory, parameters, tensor, setGradients, read } = block([0, 0, 0, 0, 0]);
    setGradients([3, -3, 0.25, NaN, -Infinity]);
    clipGradientValue(memory, parameters, 0.5);
    expect([...read(tensor.gradient)]).toEqual([0.5, -0.5, 0.25, NaN, -0.5]);
  });
});

describe('Parameters', () => {
  const model = () => {
    const parameters = new Parameters();
    parameters.declare('a.weight', ['out', 'in'], [3, 5], xavierUniform);
    parameters.declare('a.bias', ['out'], [3], ones);
    parameters.declare('b', ['D'], [2], uniform(0.5));
    const memory = new Memory();
    parameters.allocate(memory);
    parameters.initialise(7);
    return { parameters, memory };
  };

  it('lie back to back in one block, in the order in which they were declared', () => {
    const { parameters } = model();
    expect(parameters.size).toBe(20);
    const start = parameters.blocks.parameters;
    expect(parameters.all.map((tensor) => (tensor.address - start) / 4)).toEqual([0, 15, 18]);
    expect(parameters.bytes().length).toBe(80);
  });

  it('are drawn from a stream of their own, so that one more parameter changes no other', () => {
    const { parameters, memory } = model();
    const alone = new Parameters();
    const b = alone.declare('b', ['D'], [2], uniform(0.5));
    const other = new Memory();
    alone.allocate(other);
    alone.initialise(7);
    const first = parameters.get('b').address / 4;
    expect([...other.f32.slice(b.address / 4, b.address / 4 + 2)]).toEqual([
      ...memory.f32.slice(first, first + 2),
    ]);
    expect([...memory.f32.slice(first, first + 2)].every((x) => Math.abs(x) <= 0.5 && x !== 0)).toBe(true);
  });

  it('come back from a saved copy, which must fit', () => {
    const { parameters, memory } = model();
    const saved = parameters.save();
    const before = [...parameters.bytes()];
    memory.f32.fill(0, parameters.blocks.parameters / 4, parameters.blocks.parameters / 4 + 20);
    parameters.load(saved);
    expect([...parameters.bytes()]).toEqual(before);
    const short = { ...saved, state: [new Float32Array(20), new Float32Array(3)] };
    expect(() => parameters.load(short)).toThrow('a checkpoint of 3 numbers does not fit a model of 20');
    expect(() => parameters.load({ ...saved, state: [] })).toThrow(
      'a checkpoint with 0 state blocks does not fit an optimiser that needs 2',
    );
    expect([...parameters.bytes()]).toEqual(before);
  });

  it('refuse names used twice, unknown names, empty shapes and late declarations', () => {
    const { parameters } = model();
    expect(() => parameters.declare('c', ['D'], [1], zeros)).toThrow('laid out already');
    expect(() => parameters.get('nothing')).toThrow('no parameter is called nothing');
    const fresh = new Parameters();
    fresh.declare('a', ['D'], [1], zeros);
    expect(() => fresh.declare('a', ['D'], [1], zeros)).toThrow('declared twice');
    expect(() => fresh.declare('b', ['D'], [0], zeros)).toThrow('positive integer');
    expect(() => fresh.initialise(1)).toThrow('call allocate first');
  });
});
