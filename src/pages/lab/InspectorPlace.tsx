// Where a pinned number is opened: beside the stage, under it on a phone, never over it. The arithmetic is loaded when
// the first number is pinned.
import { lazy, Suspense, useMemo } from 'react';
import type { TraceRequest } from '../../experiment/lab/trace.ts';
import { useAnswer } from '../../figures/lab/useAnswer.ts';
import { shownValue } from '../../figures/lab/useTrace.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { FigurePlace } from '../shell/FigurePlace.tsx';
import { useLab, useLabStore } from './labContext.ts';

const Inspector = lazy(() => import('../../figures/inspector/Inspector.tsx'));

/** @param traced which trace the open figure draws; null before it drew one */
export function InspectorPlace({ traced }: { readonly traced: TraceRequest | null }) {
  const m = useLabMessages();
  const store = useLabStore();
  const pinned = useLab((state) => state.pinned);
  const query = useMemo(() => (traced ? ({ kind: 'trace', request: traced } as const) : null), [traced]);
  const trace = shownValue(useAnswer(store, pinned ? query : null, true));
  if (!pinned) return null;
  return (
    <section className="lab-inspector" aria-label={m.inspector.title}>
      <FigurePlace className="lab-inspector-place">
        <Suspense fallback={<p className="fine">{m.frame.computing}</p>}>
          {trace && <Inspector trace={trace} pinned={pinned} onPin={store.getState().pin} />}
        </Suspense>
      </FigurePlace>
    </section>
  );
}
