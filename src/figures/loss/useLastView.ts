// A run that is being set up has nothing to show yet: until it has, the picture stays what it was.
import { useEffect, useRef } from 'react';
import type { LabView } from '../definition.ts';

export interface LastView {
  readonly view: LabView;
  /** Whether the run is not there yet. */
  readonly waits: boolean;
}

/** @param coming whether another run is known to be on its way */
export function useLastView(view: LabView, coming: boolean): LastView {
  const last = useRef(view);
  const waits = coming || !Number.isFinite(view.blindLoss);
  useEffect(() => {
    if (!waits) last.current = view;
  }, [view, waits]);
  return { view: waits ? last.current : view, waits };
}
