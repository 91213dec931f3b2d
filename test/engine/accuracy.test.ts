// The elementary functions against double precision, over everything float32 can hold.

import { describe, expect, it } from 'vitest';
import { cases, measure, sweep } from '../../scripts/accuracy.ts';
import { Memory } from '../../src/engine/memory.ts';
import { gelu, sigmoid, silu, softplus, tanh } from '../../src/engine/ops/activation.ts';
import { erf, exp, log, pow } from '../../src/engine/ops/functions.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';

/** Five roundings of float32, what an optimised C library's tanh or erf costs; measured: 1.7e-7 at most. */
const LIMIT = 3e-7;

type Op = (tape: Tape, x: Tensor) => Tensor;

function values(op: Op, ...numbers: number[]): number[] {
  const tape = new Tape(new Memory());
  return [...tape.read(op(tape, tape.constant('x', ['N'], [numbers.length], numbers)))];
}

function slopes(op: Op, ...numbers: number[]): number[] {
  const tape = new Tape(new Memory());
  const x = tape.constant('x', ['N'], [numbers.length], numbers, { requiresGradient: true });
  tape.backward(sum(tape, op(tape, x)));
  return [...tape.readGradient(x)];
}

describe('elementary functions', () => {
  const numbers = sweep(32749); // 131,000 of all float32 there are, and as many where things happen

  for (const example of cases) {
    it(`${example.name} is right to ${LIMIT} everywhere: zeros, denormals, saturation, infinities, NaN`, () => {
      const { relative, at, got, wanted } = measure(example, numbers);
      expect(relative, `at ${at}: ${got}, exactly ${wanted}`).toBeLessThanOrEqual(LIMIT);
    });
  }

  it('keep the sign of zero where the function is odd, and the limits at infinity', () => {
    for (const op of [tanh, erf, silu, gelu] as readonly Op[])
      expect(values(op, 0, -0, -Infinity)[1]).toBe(-0);
    expect(values(tanh, Infinity, -Infinity, NaN)).toEqual([1, -1, NaN]);
    expect(values(erf, Infinity, -Infinity, NaN)).toEqual([1, -1, NaN]);
    expect(values(sigmoid, Infinity, -Infinity, NaN)).toEqual([1, 0, NaN]);
    expect(values(softplus, Infinity, -Infinity, NaN)).toEqual([Infinity, 0, NaN]);
    expect(values(silu, Infinity, -Infinity, NaN)).toEqual([Infinity, -0, NaN]);
    expect(values(gelu, Infinity, -Infinity, NaN)).toEqual([Infinity, -0, NaN]);
    expect(values(exp, Infinity, -Infinity, NaN)).toEqual([Infinity, 0, NaN]);
    expect(values(log, Infinity, 0, -0, -1, NaN)).toEqual([Infinity, -Infinity, -Infinity, NaN, NaN]);
  });

  it('exp gives denormals where the result is one', () => {
    const [a = 0, b = 0, c] = values(exp, -90, -103, -104);
    expect(a).toBeCloseTo(8.194e-40, 42);
    expect(b).toBe(2 ** -149);
    expect(c).toBe(0);
  });

  it('have slopes that are finite and at their limits far out', () => {
    const far = [-Infinity, -1e30, -300, 300, 1e30, Infinity];
    const zeroToOne = [0, 0, 0, 1, 1, 1];
    const flat = [0, 0, 0, 0, 0, 0];
    const tanhGelu: Op = (tape, x) => gelu(tape, x, 'tanh');
    for (const op of [softplus, silu, gelu, tanhGelu] as readonly Op[]) {
      expect(slopes(op, ...far).map((slope) => slope + 0)).toEqual(zeroToOne);
    }
    for (const op of [tanh, sigmoid, erf] as readonly Op[]) expect(slopes(op, ...far)).toEqual(flat);
  });

  it('pow follows IEEE 754 at zero, at infinity and for negative numbers', () => {
    const inputs = [0, -0, Infinity, -Infinity, -2, 2, NaN];
    for (const exponent of [0, 1, 2, 3, -1, -2, 0.5, -1.5, 100, -101]) {
      const expected = inputs.map((x) => Math.fround(x ** exponent));
      const got = values((tape, x) => pow(tape, x, exponent), ...inputs);
      got.forEach((y, i) => {
        const wanted = expected[i] as number;
        if (Number.isFinite(wanted) && wanted !== 0)
          expect(Math.abs(y / wanted - 1)).toBeLessThanOrEqual(LIMIT);
        else expect(y, `${inputs[i]} to the ${exponent}`).toBe(wanted);
      });
    }
  });
});
