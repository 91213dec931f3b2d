import type { LabFigureDefinition } from '../definition.ts';

/** Every run has a loss. Sentiment learns its training examples by heart, so that the two losses part. */
export const loss: LabFigureDefinition = {
  id: 'loss',
  fits: () => true,
  setting: { task: 'sentiment' },
  warmUp: 150,
  load: () => import('./LossFigure.tsx'),
};
