import type { LabFigureDefinition } from '../definition.ts';

/** Any recurrent network has a state that an impulse can be put into. */
export const impulse: LabFigureDefinition = {
  id: 'impulse',
  fits: () => true,
  setting: { task: 'sentiment', cell: 'rnn_tanh', hiddenSize: 16 },
  warmUp: 60,
  load: () => import('./ImpulseFigure.tsx'),
};
