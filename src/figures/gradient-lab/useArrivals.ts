// How much of the gradient reached the first step, at every update of this run that was seen: a network that has learnt
// what it needs lets little through any more, and what counts is what came through while it was learning.
import { useState } from 'react';
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { GradientNormsAnswer } from '../../experiment/lab/queries.ts';
import { arriving } from '../../geometry/lab/decay.ts';
import type { Kept } from './useKept.ts';
import { sameRun } from './usePins.ts';

export interface Arrival {
  readonly step: number;
  /** Of the gradient that set out. */
  readonly share: number;
}

interface Seen {
  readonly config: LabConfig;
  readonly look: string;
  readonly arrivals: readonly Arrival[];
}

/** @param look which gradient is looked at @returns that of every update seen, of this run and this gradient */
export function useArrivals(
  kept: Kept<GradientNormsAnswer> | undefined,
  look: string | undefined,
  hops: readonly number[],
): readonly Arrival[] {
  const [seen, setSeen] = useState<Seen>();
  if (!kept || look === undefined) return [];
  const { config, value } = kept;
  const same = seen !== undefined && seen.look === look && sameRun(seen.config, config);
  const known = same ? seen.arrivals : [];
  if (known.some(({ step }) => step === value.step)) return known;
  const arrivals = [...known, { step: value.step, share: arriving(hops) }];
  setSeen({ config, look, arrivals });
  return arrivals;
}

/** The update before `step` at which it lasted best: where the share is nearest to 1. Undefined where it never lasted. */
export function lastingBefore(arrivals: readonly Arrival[], step: number): Arrival | undefined {
  const size = ({ share }: Arrival) => Math.abs(Math.log(share));
  return arrivals
    .filter((own) => own.step < step && own.share >= 0.1 && own.share <= 10)
    .reduce<Arrival | undefined>(
      (best, own) => (best === undefined || size(own) < size(best) ? own : best),
      undefined,
    );
}
