// The recurrent weights of a network gate by gate, as square matrices.

import type { Tape } from '../../../engine/tape.ts';
import { cells } from '../../../models/cells/registry.ts';
import type { RecurrentNetwork } from '../../../models/recurrentNetwork.ts';
import { eigenvalues } from './eigenvalues.ts';

export interface RecurrentBlock {
  /** `rnn.weight_hh_l0`. */
  readonly name: string;
  /** Gate id; `hidden` for a cell without gates. */
  readonly gate: string;
  /** (H, H). */
  readonly values: Float32Array;
}

/** Every gate's rows of every layer's W_hh, in the order of the parameters. */
export function recurrentBlocks(tape: Tape, { rnn, parameters }: RecurrentNetwork): RecurrentBlock[] {
  const size = rnn.hidden * rnn.hidden;
  return parameters.all
    .filter(({ name }) => name.startsWith('rnn.weight_hh_'))
    .flatMap((weight) => {
      const values = tape.read(weight);
      return cells[rnn.cell].gates.map(({ id }, k) => ({
        name: weight.name,
        gate: id,
        values: values.slice(k * size, (k + 1) * size),
      }));
    });
}

/** Largest modulus of an eigenvalue of an (n, n) matrix. */
export function spectralRadiusOf(values: Float32Array, n: number): number {
  const pairs = eigenvalues(values, n);
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const [re, im] = [pairs[2 * i] as number, pairs[2 * i + 1] as number];
    largest = Math.max(largest, Math.sqrt(re * re + im * im));
  }
  return largest;
}
