// Random shapes for property tests, tensors of them, and a comparison with slow arrays.

import fc from 'fast-check';
import { expect } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { Random } from '../../src/engine/random.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import { build, type Dense } from './dense.ts';

/** Sums of at most 4⁴ numbers near 1 in float32, and functions right to 3e-7. */
const TOLERANCE = 2e-5;

export const size = fc.integer({ min: 1, max: 5 });
export const shapes = (minLength: number, maxLength = 4) => fc.array(size, { minLength, maxLength });
/** A shape and one of its dimensions, negative or not. */
export const withAxis = (minLength = 1, maxLength = 4) =>
  shapes(minLength, maxLength).chain((shape) =>
    fc.record({ shape: fc.constant(shape), axis: fc.integer({ min: -shape.length, max: shape.length - 1 }) }),
  );
/** Two shapes that broadcast: dimensions of one replaced by 1, leading ones left out. */
export const pairs = shapes(0).chain((shape) =>
  fc
    .tuple(
      ...[0, 1].map(() =>
        fc.record({ ones: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), cut: fc.nat(4) }),
      ),
    )
    .map((sides) =>
      sides.map(({ ones, cut }) =>
        shape.map((own, axis) => (ones[axis] ? 1 : own)).slice(Math.min(cut, shape.length)),
      ),
    ),
) as fc.Arbitrary<[number[], number[]]>;
export const seeds = fc.nat(1e6);

export const numbers = (shape: readonly number[], seed: number, name = 'x'): Dense => {
  const random = new Random(seed, name);
  return build(shape, () => Math.fround(random.normal()));
};

export const tapeOf = () => new Tape(new Memory());

export function tensor(tape: Tape, { shape, data }: Dense, dtype: 'f32' | 'i32' = 'f32'): Tensor {
  const dims = shape.map((_, axis) => `d${axis}`);
  return tape.constant('x', dims, shape, data, { dtype });
}

export function equal(tape: Tape, got: Tensor, wanted: Dense, tolerance = TOLERANCE): void {
  expect(got.shape).toEqual(wanted.shape);
  expect(got.dims).toHaveLength(wanted.shape.length);
  const values = got.dtype === 'i32' ? tape.memory.i32.slice(got.address / 4) : tape.read(got);
  wanted.data.forEach((value, i) => {
    const limit = tolerance * Math.max(1, Math.abs(value));
    expect(Math.abs((values[i] as number) - value), `element ${i}`).toBeLessThanOrEqual(limit);
  });
}

export const check = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, property), { numRuns: 60 });

/** A shape and some of its dimensions. */
export const reducible = shapes(0).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axes: fc.subarray(shape.map((_, axis) => axis)),
    keepDims: fc.boolean(),
  }),
);
