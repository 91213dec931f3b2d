// Initialisers: fill a parameter from a seeded generator.

import type { Random } from './random.ts';
import { ShapeError } from './shape.ts';

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

/**
 * factor · I for a square weight: a ReLU network that begins with it and zero biases hands its state on unchanged
 * (IRNN; Le, Jaitly & Hinton 2015).
 * @throws ShapeError when the weight is not square
 */
export function identity(factor = 1): Initialiser {
  return (values, shape) => {
    const size = squareSize('identity', shape);
    values.fill(0);
    for (let i = 0; i < size; i++) values[i * size + i] = factor;
  };
}

/**
 * gain · Q with orthonormal rows (columns, where there are more rows than columns): Saxe et al. 2014. By Gram–Schmidt,
 * each vector cleaned twice, which costs 4·n·m² operations and no factorisation.
 * @throws ShapeError when the weight is not (out, in)
 */
export function orthogonal(gain = 1): Initialiser {
  return (values, shape, random) => {
    const [rows = 0, columns = 0] = shape;
    if (shape.length !== 2) throw new ShapeError('orthogonal', 'the weight must be (out, in)', shape);
    const [count, width] = rows <= columns ? [rows, columns] : [columns, rows];
    const basis: Float64Array[] = [];
    while (basis.length < count) {
      const vector = Float64Array.from({ length: width }, () => random.normal());
      for (let pass = 0; pass < 2; pass++) for (const other of basis) subtractAlong(vector, other);
      const norm = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
      if (norm < 1e-6) continue; // nearly a sum of those before: draw another
      basis.push(vector.map((x) => x / norm));
    }
    const across = rows <= columns;
    basis.forEach((vector, i) => {
      vector.forEach((x, j) => {
        values[across ? i * columns + j : j * columns + i] = gain * x;
      });
    });
  };
}

/** vector −= (vector · unit) unit. */
function subtractAlong(vector: Float64Array, unit: Float64Array): void {
  let along = 0;
  for (let i = 0; i < vector.length; i++) along += (vector[i] as number) * (unit[i] as number);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) - along * (unit[i] as number);
}

/**
 * Draws a square weight and scales it so that its spectral radius (its largest eigenvalue's size) is `radius`: what
 * decides whether gradients through many steps shrink or grow (Pascanu et al. 2013).
 * @param draw what is scaled. Default N(0, 1/size)
 * @throws ShapeError when the weight is not square; RangeError for a radius that is no number from 0 up
 */
export function scaledToRadius(radius: number, draw?: Initialiser): Initialiser {
  if (!(radius >= 0 && radius < Infinity))
    throw new RangeError(`scaledToRadius: the radius must be a number from 0 up, not ${radius}`);
  return (values, shape, random) => {
    const size = squareSize('scaledToRadius', shape);
    (draw ?? normal(1 / Math.sqrt(size)))(values, shape, random);
    const factor = radius / spectralRadius(values, size);
    if (!(Math.abs(factor) < Infinity))
      throw new RangeError(`scaledToRadius: a matrix whose eigenvalues are all 0 has no scale`);
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor;
  };
}

/**
 * Initialises each of a recurrent weight's gate blocks, (H, H) or (H, I) each, by itself.
 * @param gates how many blocks of rows there are: 1 for a simple cell, 4 for LSTM, 3 for GRU
 */
export function perGate(gates: number, initialise: Initialiser): Initialiser {
  return (values, shape, random) => {
    const [rows = 0, ...rest] = shape;
    if (!Number.isInteger(rows / gates))
      throw new ShapeError('perGate', `the rows do not divide into ${gates} gates`, shape);
    const block = values.length / gates;
    for (let gate = 0; gate < gates; gate++) {
      initialise(values.subarray(gate * block, (gate + 1) * block), [rows / gates, ...rest], random);
    }
  };
}

/**
 * The size of the largest eigenvalue of a square matrix, by Gelfand's formula ‖Aⁿ‖^(1/n) with n doubled by squaring
 * until two estimates agree to 1e-6, at most 2²⁴. Exact to about 1e-6 unless the matrix is nearly defective.
 * @param matrix row-major, size × size
 */
export function spectralRadius(matrix: ArrayLike<number>, size: number): number {
  let power = Float64Array.from(matrix);
  let root = 1; // the n-th root of what was divided out so far
  let estimate = 0;
  for (let doubling = 0; doubling <= 24; doubling++) {
    const norm = Math.sqrt(power.reduce((sum, x) => sum + x * x, 0));
    if (norm === 0) return 0;
    let share = norm;
    for (let i = 0; i < doubling; i++) share = Math.sqrt(share);
    root *= share;
    if (doubling > 8 && Math.abs(root - estimate) <= 1e-7 * root) return root;
    estimate = root;
    power = squared(
      power.map((x) => x / norm),
      size,
    );
  }
  return estimate;
}

function squared(matrix: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = matrix[i * size + k] as number;
      for (let j = 0; j < size; j++) {
        const place = i * size + j;
        result[place] = (result[place] as number) + factor * (matrix[k * size + j] as number);
      }
    }
  }
  return result;
}

function squareSize(name: string, shape: readonly number[]): number {
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || rows !== columns) throw new ShapeError(name, 'the weight must be square', shape);
  return rows;
}
