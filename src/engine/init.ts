// Initialisers: fill a parameter from a seeded generator.

import type { Random } from './random.ts';

export type Initialiser = (values: Float32Array, shape: readonly number[], random: Random) => void;

export const zeros: Initialiser = (values) => {
  values.fill(0);
};

export const ones: Initialiser = (values) => {
  values.fill(1);
};

/** U(−bound, bound). */
export function uniform(bound: number): Initialiser {
  return (values, _shape, random) => {
    for (let i = 0; i < values.length; i++) values[i] = (2 * random.float() - 1) * bound;
  };
}

/** N(0, deviation²). */
export function normal(deviation: number): Initialiser {
  return (values, _shape, random) => {
    for (let i = 0; i < values.length; i++) values[i] = random.normal() * deviation;
  };
}

/** Glorot & Bengio 2010: U(−b, b) with b = √(6 / (fan in + fan out)), for a weight (out, in). */
export const xavierUniform: Initialiser = (values, shape, random) => {
  const [out = 1, fanIn = 1] = shape;
  uniform(Math.sqrt(6 / (fanIn + out)))(values, shape, random);
};
