import type { LabFigureDefinition } from '../definition.ts';

/** Every cell that there is has a diagram. */
export const cell: LabFigureDefinition = {
  id: 'cell',
  fits: () => true,
  setting: { task: 'sentiment', cell: 'lstm', hiddenSize: 16 },
  warmUp: 120,
  load: () => import('./CellFigure.tsx'),
};
