import type { PredictionTaskId } from '../../tasks/prediction/lengths.ts';
import type { LabFigureDefinition } from '../definition.ts';

/** Whether a task reads tokens, each of which has a vector of its own. Numbers are read as they are: nothing is looked up. */
const tokens: Readonly<Record<PredictionTaskId, boolean>> = {
  sentiment: true,
  nextCharacter: true,
  nextWord: true,
  firstToken: true,
  adding: false,
  sine: false,
  series: false,
};

export const embedding: LabFigureDefinition = {
  id: 'embedding',
  fits: ({ task }) => tokens[task],
  // Few numbers a word: two axes show most of them, and words that are used alike have to come together.
  setting: { task: 'nextWord', hiddenSize: 16, embeddingSize: 4 },
  warmUp: 400,
  load: () => import('./EmbeddingFigure.tsx'),
};
