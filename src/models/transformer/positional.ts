// Where a word stands, as a vector that is added to the word's own.

import { normal } from '../../engine/init.ts';
import { cosine, exponential, sine } from '../../engine/numeric.ts';
import { slice } from '../../engine/ops/shapes.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';

const LOG_10000 = 9.210340371976184;

/**
 * Sinusoids (Vaswani et al. 2017, section 3.5); one learned vector for each of so many places; or nothing, and then a
 * word does not know where it stands.
 */
export type PositionKind = 'sinusoidal' | 'none' | { readonly learned: number };

/** Vectors for the first `length` places: (length, D), or undefined for none. `dim` names their first dimension. */
export type Positions = (tape: Tape, length: number, dim: string) => Tensor | undefined;

/** @param name of the learned parameter, if there is one: `${name}.weight` */
export function positions(
  parameters: Parameters,
  name: string,
  width: number,
  kind: PositionKind,
): Positions {
  if (kind === 'none') return () => undefined;
  return kind === 'sinusoidal' ? sinusoidal(width) : learned(parameters, name, width, kind.learned);
}

function sinusoidal(width: number): Positions {
  let table = new Float32Array(0); // grows to the longest sequence seen
  return (tape, length, dim) => {
    if (table.length < length * width) table = sinusoidalPositions(length, width);
    return tape.constant('positions', [dim, 'D'], [length, width], table.subarray(0, length * width));
  };
}

function learned(parameters: Parameters, name: string, width: number, places: number): Positions {
  // As large as sinusoids are, whose mean square is 1/2.
  const table = parameters.declare(`${name}.weight`, ['P', 'D'], [places, width], normal(Math.sqrt(0.5)));
  return (tape, length) => {
    if (length > places)
      throw new RangeError(`${name}: a sequence of ${length} words, but only ${places} places were learned`);
    return slice(tape, table, 0, 0, length, 1, 'positions');
  };
}

/**
 * pe[t, 2i] = sin(t / 10000^(2i/D)), pe[t, 2i+1] = cos(t / 10000^(2i/D)); for odd D the last column is a sine.
 * @returns (length, width), row-major
 */
export function sinusoidalPositions(length: number, width: number): Float32Array<ArrayBuffer> {
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
