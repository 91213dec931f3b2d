import type { LabFigureDefinition } from '../definition.ts';

/** Any recurrent network can be unrolled. */
export const unrolled: LabFigureDefinition = {
  id: 'unrolled',
  fits: () => true,
  setting: { task: 'nextWord', cell: 'rnn_tanh', hiddenSize: 16 },
  warmUp: 60,
  load: () => import('./UnrolledFigure.tsx'),
};
