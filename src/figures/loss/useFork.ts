// What is remembered of a run that was forked here: its losses, drawn behind those of the fork for as long as that is
// what the page shows.
import { useState } from 'react';
import type { LabView } from '../definition.ts';

export interface ForkedRun {
  /** Of the whole run, as it was when it was forked. */
  readonly losses: Float32Array;
  /** The step that the fork begins at. */
  readonly from: number;
}

export interface Fork {
  /** The run that the present one is a fork of; undefined where none is known. */
  readonly origin: ForkedRun | undefined;
  /** Whether the fork is still on its way. */
  readonly coming: boolean;
  readonly fork: () => void;
}

/** Until the fork both are the same run: the same numbers, bit for bit. */
const isForkOf = ({ losses, from }: ForkedRun, own: Float32Array): boolean =>
  own.length >= from && losses.subarray(0, from).every((loss, at) => Object.is(loss, own[at]));

export function useFork({ step, losses }: Pick<LabView, 'step' | 'losses'>, begin: () => void): Fork {
  const [origin, setOrigin] = useState<ForkedRun>();
  const coming = origin !== undefined && losses.length < origin.from;
  return {
    origin: origin && !coming && isForkOf(origin, losses) ? origin : undefined,
    coming,
    fork: () => {
      setOrigin({ losses: losses.slice(), from: step });
      begin();
    },
  };
}
