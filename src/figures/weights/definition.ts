import type { LabFigureDefinition } from '../definition.ts';

/** Every network has weights. */
export const weights: LabFigureDefinition = {
  id: 'weights',
  fits: () => true,
  setting: { task: 'sentiment', cell: 'lstm', hiddenSize: 16 },
  warmUp: 60,
  load: () => import('./WeightsFigure.tsx'),
};
