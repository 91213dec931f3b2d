// The prediction tasks there are. A new one is one file and one line here.

import { firstToken } from './firstToken.ts';
import { sentiment } from './sentiment/sentiment.ts';
import type { PredictionTask } from './task.ts';

export const predictionTasks = { firstToken, sentiment } as const satisfies Record<string, PredictionTask>;

/** The name of a prediction task in configs and links. */
export type PredictionTaskId = keyof typeof predictionTasks;
