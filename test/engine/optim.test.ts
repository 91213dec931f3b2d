// Optimisers against PyTorch's, and the blocks they work on.

import { describe, expect, it } from 'vitest';
import { ones, uniform, xavierUniform, zeros } from '../../src/engine/init.ts';
import { Memory } from '../../src/engine/memory.ts';
import { adam } from '../../src/engine/optim/adam.ts';
import { clipGradientNorm } from '../../src/engine/optim/clip.ts';
import { Parameters } from '../../src/engine/parameters.ts';
import { expectClose, type FixtureTensor, readFixture } from '../models/fixture.ts';

function block(values: readonly number[]) {
  const parameters = new Parameters();
  const tensor = parameters.declare('p', ['D'], [values.length], zeros);
  const memory = new Memory();
  parameters.allocate(memory);
  memory.f32.set(values, tensor.address / 4);
  const setGradients = (gradients: readonly number[]) => memory.f32.set(gradients, tensor.gradient / 4);
  const read = (address: number) => memory.f32.slice(address / 4, address / 4 + values.length);
  return { memory, parameters, tensor, setGradients, read };
}

describe('adam', () => {
  it("follows torch.optim.Adam's vector after every update", () => {
    const { config, params, inputs, outputs, tolerance } = readFixture('optimraw_adam');
    const { lr, betas, eps } = config.options as { lr: number; betas: [number, number]; eps: number };
    const { memory, parameters, tensor, setGradients, read } = block(
      (Object.values(params)[0] as FixtureTensor).data,
    );
    const gradients = Object.values(inputs)[0] as FixtureTensor;
    const optimiser = adam({ betas, eps });
    const [updates, width] = gradients.shape as [number, number];
    const vectors = Array.from({ length: updates }, (_, index) => {
      setGradients(gradients.data.slice(index * width, (index + 1) * width));
      optimiser.update(memory, parameters, index + 1, lr);
      return read(tensor.address);
    });
    for (const [name, expected] of Object.entries(outputs)) {
      const element = Number(name.slice('w.'.length)); // output w.3: the third element after every update
      const seen = vectors.map((vector) => vector[element] as number);
      expectClose(name, seen, expected, tolerance.outputs[name] as number);
    }
  });
});

describe('clipGradientNorm', () => {
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
    expect(() => parameters.load({ ...saved, firstMoment: new Float32Array(3) })).toThrow(
      'a checkpoint of 3 numbers does not fit a model of 20',
    );
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
