// Initial weights: what each kind promises.

import { describe, expect, it } from 'vitest';
import { readFixture } from '../../scripts/parity/fixture.ts';
import {
  type Initialiser,
  identity,
  orthogonal,
  perGate,
  scaledToRadius,
  spectralRadius,
  uniform,
  zeros,
} from '../../src/engine/init.ts';
import { Random } from '../../src/engine/random.ts';

function draw(initialise: Initialiser, ...shape: number[]): Float32Array {
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  initialise(values, shape, new Random(4, 'test'));
  return values;
}

/** Largest distance of the rows' inner products from the identity's. */
function unevenness(
  values: Float32Array,
  count: number,
  at: (i: number, k: number) => number,
  width: number,
) {
  let worst = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      let product = 0;
      for (let k = 0; k < width; k++) product += (values[at(i, k)] as number) * (values[at(j, k)] as number);
      worst = Math.max(worst, Math.abs(product - (i === j ? 1 : 0)));
    }
  }
  return worst;
}

describe('orthogonal', () => {
  // Float32 rounding of numbers below 1 summed up to 64 times.
  it.each([
    [1, 1],
    [7, 7],
    [5, 12],
    [64, 64],
  ])('has orthonormal rows (%i × %i)', (rows, columns) => {
    const values = draw(orthogonal(), rows, columns);
    expect(unevenness(values, rows, (i, k) => i * columns + k, columns)).toBeLessThan(1e-6);
  });

  it('has orthonormal columns where there are more rows than columns', () => {
    const values = draw(orthogonal(), 9, 4);
    expect(unevenness(values, 4, (i, k) => k * 4 + i, 9)).toBeLessThan(1e-6);
  });

  it('is multiplied by its gain, and needs a matrix', () => {
    expect(draw(orthogonal(3), 1, 1).map(Math.abs)).toEqual(Float32Array.of(3));
    expect(() => draw(orthogonal(), 4)).toThrow('orthogonal: the weight must be (out, in): (4)');
  });
});

describe('identity', () => {
  it('is a multiple of the identity matrix, and needs a square', () => {
    expect(draw(identity(0.5), 2, 2)).toEqual(Float32Array.of(0.5, 0, 0, 0.5));
    expect(() => draw(identity(), 2, 3)).toThrow('identity: the weight must be square: (2, 3)');
  });
});

describe('spectralRadius', () => {
  it('is the size of the largest eigenvalue, complex ones and signs included', () => {
    expect(spectralRadius([3, 0, 0, -4], 2)).toBeCloseTo(4, 5);
    expect(spectralRadius([0, -2, 2, 0], 2)).toBeCloseTo(2, 5); // a turn by 90°: eigenvalues ±2i
    expect(spectralRadius([5], 1)).toBeCloseTo(5, 6);
  });

  it('is found where the matrix stretches far more than its eigenvalues say', () => {
    expect(spectralRadius([0.5, 1000, 0, 0.25], 2)).toBeCloseTo(0.5, 5);
  });

  it('is 0 for a matrix whose powers vanish', () => {
    expect(spectralRadius([0, 1, 0, 0], 2)).toBe(0);
  });

  it('equals what NumPy found for every gate of the reference matrices', () => {
    for (const name of ['vanishing_lstm_rho0p5', 'vanishing_gru_rho1p5', 'vanishing_rnn_tanh_rho1p0']) {
      const { config, params } = readFixture(new URL(`../reference/${name}.json`, import.meta.url).pathname);
      const all = params.weight_hh_l0?.data ?? [];
      const size = config.H as number;
      (config.spectral_radius_per_gate as number[]).forEach((radius, gate) => {
        const block = all.slice(gate * size * size, (gate + 1) * size * size);
        // The reference is rounded to six significant digits.
        expect(Math.abs(spectralRadius(block, size) - radius)).toBeLessThan(6e-6);
      });
    }
  });
});

describe('scaledToRadius', () => {
  it('gives a matrix of any drawing the radius asked for', () => {
    for (const radius of [0.5, 1, 1.5]) {
      expect(spectralRadius(draw(scaledToRadius(radius), 16, 16), 16)).toBeCloseTo(radius, 5);
      expect(spectralRadius(draw(scaledToRadius(radius, uniform(0.1)), 5, 5), 5)).toBeCloseTo(radius, 5);
    }
  });

  it('refuses what it cannot scale', () => {
    expect(() => draw(scaledToRadius(1), 4, 2)).toThrow('must be square: (4, 2)');
    expect(() => draw(scaledToRadius(1, zeros), 2, 2)).toThrow('eigenvalues are all 0');
    for (const radius of [-1, NaN, Infinity])
      expect(() => scaledToRadius(radius)).toThrow(
        `scaledToRadius: the radius must be a number from 0 up, not ${radius}`,
      );
  });
});

describe('perGate', () => {
  it('initialises every block of rows by itself', () => {
    const values = draw(perGate(3, scaledToRadius(0.9)), 12, 4);
    for (let gate = 0; gate < 3; gate++) {
      expect(spectralRadius(values.slice(gate * 16, gate * 16 + 16), 4)).toBeCloseTo(0.9, 5);
    }
    expect(values.slice(0, 16)).not.toEqual(values.slice(16, 32));
  });

  it('needs rows that divide into the gates', () => {
    expect(() => draw(perGate(4, zeros), 6, 2)).toThrow('do not divide into 4 gates: (6, 2)');
  });
});
