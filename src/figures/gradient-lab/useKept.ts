// The newest answer with the run that it is of. After a change of settings the page has the new run's config at once, and
// its first answer a moment later: until then the last picture stays, and stays named as what it is.
import { useState } from 'react';
import type { LabConfig } from '../../experiment/lab/config.ts';

export interface Kept<T> {
  readonly value: T;
  readonly config: LabConfig;
}

export function useKept<T>(value: T | null, config: LabConfig): Kept<T> | undefined {
  const [kept, setKept] = useState<Kept<T>>();
  if (value === null || kept?.value === value) return kept;
  const next = { value, config };
  setKept(next);
  return next;
}
