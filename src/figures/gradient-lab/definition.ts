import type { LabFigureDefinition } from '../definition.ts';

/**
 * Any network that reads one way: read both ways, gradients go both ways too. Length and rate are such that plain tanh
 * guesses for hundreds of updates while each remedy learns (presets.ts).
 */
export const gradientLab: LabFigureDefinition = {
  id: 'gradient-lab',
  fits: ({ bidirectional }) => !bidirectional,
  setting: {
    task: 'firstToken',
    cell: 'rnn_tanh',
    initialisation: 'uniform',
    length: 24,
    learningRate: 0.005,
    clipNorm: 0,
    bidirectional: false,
  },
  warmUp: 200,
  load: () => import('./GradientLabFigure.tsx'),
};
