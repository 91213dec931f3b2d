// Whether the run has shown nothing of itself yet: a missing prediction then says nothing about the phrase.
import type { RunState } from '../../stores/runStore.ts';

export const isUnread = ({
  prediction,
  fingerprint,
}: Pick<RunState, 'prediction' | 'fingerprint'>): boolean => prediction === null && fingerprint === null;
