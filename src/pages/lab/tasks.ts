// What the page has to know of a task before any of its data is there; a test holds it against the tasks themselves.
import type { PredictionTaskId } from '../../tasks/prediction/lengths.ts';

interface TaskFacts {
  /** Whether it reads tokens, each of which has a vector; else numbers. */
  readonly tokens: boolean;
  /** Whether a person can type an example. */
  readonly typed: boolean;
  /** `share`: of right answers. `error`: mean squared. */
  readonly metric: 'share' | 'error';
}

const words: TaskFacts = { tokens: true, typed: true, metric: 'share' };
const numbers: TaskFacts = { tokens: false, typed: false, metric: 'error' };

export const taskFacts: Readonly<Record<PredictionTaskId, TaskFacts>> = {
  sentiment: words,
  nextCharacter: words,
  nextWord: words,
  firstToken: words,
  adding: numbers,
  sine: numbers,
  series: numbers,
};
