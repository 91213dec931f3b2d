// Every parameter with its last gradient and update, and the eigenvalues of the recurrent weights.

import type { PredictionTask } from '../../../tasks/prediction/task.ts';
import type { LabParts } from '../parts.ts';
import type { ParametersAnswer, Query } from '../queries.ts';
import { eigenvalues } from './eigenvalues.ts';
import { recurrentBlocks } from './recurrentBlocks.ts';

/** Those that `only` names, all where it is not given; in the order of the parameters. */
export function parameters(
  { network, task, tape, step, last }: LabParts,
  { only }: Extract<Query, { kind: 'parameters' }>,
): ParametersAnswer {
  const asked = (name: string) => !only || only.includes(name);
  let offset = 0;
  return {
    step,
    parameters: network.parameters.all.flatMap((tensor) => {
      const { name, dims, shape, size } = tensor;
      const own = (block: Float32Array) => block.slice(offset - size, offset);
      offset += size;
      if (!asked(name)) return [];
      const labels = dims.map((dim) => labelsOf(task, name, dim));
      const values = tape.read(tensor);
      return [{ name, dims, shape, labels, values, gradient: own(last.gradient), update: own(last.update) }];
    }),
    eigenvalues: recurrentBlocks(tape, network)
      .filter(({ name }) => asked(name))
      .map(({ name, gate, values }) => ({ name, gate, values: eigenvalues(values, network.rnn.hidden) })),
  };
}

/** What the entries of a dimension stand for, where the task has names for them. */
function labelsOf({ input, output }: PredictionTask, name: string, dim: string): readonly string[] | null {
  if (dim === 'V') return input.kind === 'tokens' ? input.vocabulary : null;
  if (dim === 'O') return output.kind === 'classes' ? output.classes : output.names;
  // The lowest layer alone reads what the task gives; the others read states.
  if (dim === 'I' && /_l0(_reverse)?$/.test(name)) return input.kind === 'numbers' ? input.channels : null;
  return null;
}
