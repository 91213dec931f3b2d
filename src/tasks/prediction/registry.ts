// The prediction tasks there are. A new one is one file and one line here.

import { adding } from './adding.ts';
import { firstToken } from './firstToken.ts';
import type { PredictionTaskId } from './lengths.ts';
import { nextCharacter } from './nextCharacter/nextCharacter.ts';
import { nextWord } from './nextWord/nextWord.ts';
import { sentiment } from './sentiment/sentiment.ts';
import { series } from './series/series.ts';
import { sine } from './sine.ts';
import type { PredictionTask } from './task.ts';

export const predictionTasks = {
  sentiment,
  nextCharacter,
  nextWord,
  firstToken,
  adding,
  sine,
  series,
} as const satisfies Record<PredictionTaskId, PredictionTask>;

export type { PredictionTaskId } from './lengths.ts';
