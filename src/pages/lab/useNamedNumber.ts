// A pinned number has one place in a trace and one name in links. The trace that the open figure draws leads from each to
// the other.
import { useEffect } from 'react';
import type { LinkedNumber } from '../../experiment/lab/link.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import type { PinnedPlace } from '../../stores/lab/labStore.ts';
import { useLab, useLabStore } from './labContext.ts';

const nameIn = ({ tensors }: Trace, { tensor, index, of }: PinnedPlace): LinkedNumber | undefined => {
  const name = tensors[tensor]?.name;
  return name === undefined ? undefined : { of, tensor: name, index };
};

function placeIn({ tensors }: Trace, { tensor: name, index, of }: LinkedNumber): PinnedPlace | undefined {
  const tensor = tensors.findIndex((some) => some.name === name);
  return index < (tensors[tensor]?.values.length ?? 0) ? { tensor, index, of } : undefined;
}

/** @param trace of the text that the page reads; null before it is there */
export function useNamedNumber(trace: Trace | null): void {
  const store = useLabStore();
  const pinned = useLab((state) => state.pinned);
  const named = useLab((state) => state.linkedNumber);
  useEffect(() => {
    if (!trace) return;
    const { pin, missNumber } = store.getState();
    if (pinned && !named) {
      const name = nameIn(trace, pinned);
      if (name) pin(pinned, name);
    } else if (named && !(pinned && nameIn(trace, pinned)?.tensor === named.tensor)) {
      // A link's number, or that of a trace that was numbered otherwise.
      const place = placeIn(trace, named);
      if (place) pin(place, named);
      else if (!pinned) missNumber();
    }
  }, [store, trace, pinned, named]);
}
