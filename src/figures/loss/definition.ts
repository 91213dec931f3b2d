import type { LabFigureDefinition } from '../definition.ts';

/** Every run has a loss. Predicting characters it soon learns its own text by heart, and the two losses part. */
export const loss: LabFigureDefinition = {
  id: 'loss',
  fits: () => true,
  setting: { task: 'nextCharacter' },
  warmUp: 250,
  hasTimeMachine: true,
  load: () => import('./LossFigure.tsx'),
};
