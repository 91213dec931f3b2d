// Checks an op's backward pass against central differences of its forward pass.

import { expect } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { multiply } from '../../src/engine/ops/arithmetic.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { Random } from '../../src/engine/random.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';

export interface Input {
  readonly shape: readonly number[];
  /** Drawn from N(0, 1) where not given. */
  readonly values?: readonly number[];
}

/** Half the width of the difference. Float32 rounding costs about 1e-7/EPS, curvature about EPS². */
const EPS = 5e-3;
/** Of the largest gradient: ten times what rounding and curvature cost together for values near 1. */
const TOLERANCE = 1e-3;

/** Bytes of the arena that do not begin with zeros: more than any of these checks takes. */
const DIRT = 2 ** 20;

function draw(random: Random, count: number): Float32Array {
  return Float32Array.from({ length: count }, () => random.normal());
}

/** Runs `op` on inputs drawn from the seed, and compares ∂(Σ y·r)/∂input for a random r with central differences. */
export function checkGradients<Names extends string>(
  inputs: Readonly<Record<Names, Input>>,
  op: (tape: Tape, tensors: Readonly<Record<Names, Tensor>>) => Tensor,
  seed = 1,
): void {
  const random = new Random(seed, 'gradients');
  const names = Object.keys(inputs) as Names[];
  const values = new Map<Names, Float32Array>();
  for (const name of names) {
    const { shape, values: given } = inputs[name];
    const size = shape.reduce((a, b) => a * b, 1);
    values.set(name, given ? Float32Array.from(given) : draw(random, size));
  }
  const tape = new Tape(new Memory());
  // Not zeros, as in a run's first step, but what earlier steps left: an op must not count on memory that it did not write.
  const dirt = tape.scratch(DIRT) / 4;
  tape.memory.f32.fill(Number.NaN, dirt, dirt + DIRT / 4);
  const build = () => {
    tape.reset();
    const entries = names.map((name): [Names, Tensor] => {
      const { shape } = inputs[name];
      const dims = shape.map((_, axis) => `d${axis}`);
      return [
        name,
        tape.constant(name, dims, shape, values.get(name) as Float32Array, { requiresGradient: true }),
      ];
    });
    const tensors = Object.fromEntries(entries) as Record<Names, Tensor>;
    return { tensors, y: op(tape, tensors) };
  };

  const { tensors, y } = build();
  const flow = draw(random, y.size);
  const r = tape.constant('r', y.dims, y.shape, flow);
  tape.backward(sum(tape, multiply(tape, y, r)));
  const analytic = new Map(names.map((name) => [name, tape.readGradient(tensors[name])]));

  const objective = () => {
    const out = tape.read(build().y);
    return out.reduce((total, value, i) => total + value * (flow[i] as number), 0);
  };
  let largest = 0;
  let worst = { error: 0, at: '' };
  for (const name of names) {
    const own = values.get(name) as Float32Array;
    const gradient = analytic.get(name) as Float32Array;
    for (let i = 0; i < own.length; i++) {
      const before = own[i] as number;
      own[i] = before + EPS;
      const [high, up] = [own[i] as number, objective()];
      own[i] = before - EPS;
      const [low, down] = [own[i] as number, objective()];
      own[i] = before;
      const numeric = (up - down) / (high - low);
      const error = Math.abs(numeric - (gradient[i] as number));
      largest = Math.max(largest, Math.abs(numeric));
      if (!(error <= worst.error))
        worst = { error, at: `${name}[${i}]: ${gradient[i]} but measured ${numeric}` };
    }
  }
  expect(largest, 'an op whose gradients are all zero checks nothing').toBeGreaterThan(0);
  expect(worst.error, worst.at).toBeLessThanOrEqual(TOLERANCE * Math.max(1, largest));
}
