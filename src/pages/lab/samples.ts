// Held-out examples with the network's answers, for whatever part of the page shows them.
import type { SamplesAnswer } from '../../experiment/lab/queries.ts';
import { useAnswer } from '../../figures/lab/useAnswer.ts';
import { shownValue } from '../../figures/lab/useTrace.ts';
import { useLabStore } from './labContext.ts';

const query = { kind: 'samples', count: 4 } as const;

/** The newest; null before there is any. The task's worked example is the first. */
export const useSamples = (): SamplesAnswer | null => shownValue(useAnswer(useLabStore(), query, true));

/** What stands between two of these: characters run together, words stand apart. */
export const between = (labels: readonly string[]): string =>
  labels.every((label) => label.length === 1) ? '' : ' ';
