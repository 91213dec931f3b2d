// Where a lab run begins.

import type { LabConfig } from './config.ts';

export const defaultLabConfig: LabConfig = {
  version: 1,
  task: 'sentiment',
  seed: 7,
  cell: 'lstm',
  hiddenSize: 32,
  layers: 1,
  bidirectional: false,
  embeddingSize: 16,
  length: 12,
  initialisation: 'uniform',
  spectralRadius: 1,
  optimiser: 'adam',
  learningRate: 0.01,
  clipNorm: 1,
  truncation: 0,
  batchSize: 32,
  changes: [],
};
