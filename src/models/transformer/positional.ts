// Sinusoidal positions (Vaswani et al. 2017, section 3.5).

import { cosine, exponential, sine } from '../../engine/numeric.ts';

const LOG_10000 = 9.210340371976184;

/**
 * pe[t, 2i] = sin(t / 10000^(2i/D)), pe[t, 2i+1] = cos(t / 10000^(2i/D)); for odd D the last column is a sine.
 * @returns (length, width), row-major
 */
export function sinusoidalPositions(length: number, width: number): Float32Array {
  const table = new Float32Array(length * width);
  for (let column = 0; column < width; column++) {
    const pair = column - (column % 2);
    const frequency = exponential((-pair / width) * LOG_10000);
    for (let t = 0; t < length; t++) {
      table[t * width + column] = column % 2 === 0 ? sine(t * frequency) : cosine(t * frequency);
    }
  }
  return table;
}
