// Whether the run has shown nothing of itself yet: a missing prediction then says nothing about the phrase.
import type { RunState } from '../../stores/runStore.ts';

export const isUnread = ({
  prediction,
  fingerprint,
  relaxed,
  status,
}: Pick<RunState, 'prediction' | 'fingerprint' | 'relaxed' | 'status'>): boolean =>
  prediction === null && (relaxed ? status === 'loading' : fingerprint === null); // a relaxed run never has a fingerprint
