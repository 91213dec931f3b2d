import type { LabFigureDefinition } from '../definition.ts';

export const gates: LabFigureDefinition = {
  id: 'gates',
  fits: () => true,
  setting: { task: 'sentiment', cell: 'lstm', hiddenSize: 16 },
  warmUp: 120,
  load: () => import('./GatesFigure.tsx'),
};
