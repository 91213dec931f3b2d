// What is remembered of a run that was forked here: its losses, drawn behind those of the fork for as long as that is
// what the page shows.
import { useEffect, useState } from 'react';
import type { LabView } from '../definition.ts';

export interface ForkedRun {
  /** Of the whole run, as it was when it was forked. */
  readonly losses: Float32Array;
  /** The step that the fork begins at. */
  readonly from: number;
}

interface Fork {
  /** The run that the present one is a fork of; undefined where none is known. */
  readonly origin: ForkedRun | undefined;
  /** Whether the fork is still on its way. */
  readonly coming: boolean;
  readonly fork: () => void;
}

/** Until the fork both are the same run: the same numbers, bit for bit. */
const isForkOf = ({ losses, from }: ForkedRun, own: Float32Array): boolean =>
  own.length >= from && losses.subarray(0, from).every((loss, at) => Object.is(loss, own[at]));

/** @param begin asks for a fork at the step shown */
export function useFork({ step, losses }: Pick<LabView, 'step' | 'losses'>, begin: () => void): Fork {
  const [origin, setOrigin] = useState<ForkedRun & { readonly begun: boolean }>();
  const isEmpty = losses.length === 0;
  // A run that begins has no losses yet: the first time that is the fork, the next time it is no longer shown.
  useEffect(() => {
    if (isEmpty) setOrigin((last) => (last && !last.begun ? { ...last, begun: true } : undefined));
  }, [isEmpty]);
  const coming = origin?.begun === true && losses.length < origin.from;
  return {
    origin: origin?.begun && !coming && isForkOf(origin, losses) ? origin : undefined,
    coming,
    fork: () => {
      setOrigin({ losses: losses.slice(), from: step, begun: false });
      begin();
    },
  };
}
