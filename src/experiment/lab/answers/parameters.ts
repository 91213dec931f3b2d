// Every parameter with its last gradient and update, and the eigenvalues of the recurrent weights.

import type { LabParts } from '../parts.ts';
import type { ParametersAnswer } from '../queries.ts';
import { eigenvalues } from './eigenvalues.ts';
import { recurrentBlocks } from './recurrentBlocks.ts';

export function parameters({ network, tape, step, last }: LabParts): ParametersAnswer {
  let offset = 0;
  return {
    step,
    parameters: network.parameters.all.map((tensor) => {
      const own = (block: Float32Array) => block.slice(offset, offset + tensor.size);
      const { name, dims, shape } = tensor;
      const values = tape.read(tensor);
      const state = { name, dims, shape, values, gradient: own(last.gradient), update: own(last.update) };
      offset += tensor.size;
      return state;
    }),
    eigenvalues: recurrentBlocks(tape, network).map(({ name, gate, values }) => ({
      name,
      gate,
      values: eigenvalues(values, network.rnn.hidden),
    })),
  };
}
