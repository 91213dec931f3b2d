// Where a pinned number is opened: beside the stage, and in a sheet over the window's lower edge where there is no room
// for that. The arithmetic is loaded when the first number is pinned.
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import type { TraceRequest } from '../../experiment/lab/trace.ts';
import { useAnswer } from '../../figures/lab/useAnswer.ts';
import { shownValue } from '../../figures/lab/useTrace.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { PinnedPlace } from '../../stores/lab/labStore.ts';
import { FigurePlace } from '../shell/FigurePlace.tsx';
import { useLab, useLabStore } from './labContext.ts';
import { useNamedNumber } from './useNamedNumber.ts';
import { useSheet } from './useSheet.ts';

const Inspector = lazy(() => import('../../figures/inspector/Inspector.tsx'));

interface Props {
  /** Which trace the open figure draws; null before it drew one. */
  readonly traced: TraceRequest | null;
  /** Whether it lies over the page. */
  readonly isSheet: boolean;
}

export function InspectorPlace({ traced, isSheet }: Props) {
  const m = useLabMessages();
  const store = useLabStore();
  const pinned = useLab((state) => state.pinned);
  const text = useLab((state) => state.text);
  const asked = useLab((state) => state.pinned !== null || state.linkedNumber !== null);
  const query = useMemo(() => (traced ? ({ kind: 'trace', request: traced } as const) : null), [traced]);
  const trace = shownValue(useAnswer(store, asked ? query : null, true));
  useNamedNumber(traced?.text === text ? trace : null);
  const place = useRef<HTMLElement>(null);
  useSheet(place, pinned, isSheet);
  const from = useOrigin(pinned !== null);
  if (!pinned) return null;
  const pin = (next: PinnedPlace | null) => {
    store.getState().pin(next);
    // What was pressed to close it is gone: whoever works by keys goes on where the number was pinned.
    if (next === null) from.current?.focus({ preventScroll: true });
  };
  return (
    <section className="lab-inspector" aria-label={m.inspector.title} ref={place}>
      <FigurePlace className="lab-inspector-place">
        <Suspense fallback={<p className="fine">{m.frame.computing}</p>}>
          {trace && <Inspector trace={trace} pinned={pinned} onPin={pin} />}
        </Suspense>
      </FigurePlace>
    </section>
  );
}

/** What in the stage had the focus when the first number was opened. */
function useOrigin(opened: boolean) {
  const origin = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const { activeElement } = document;
    const inside = opened && activeElement instanceof HTMLElement && activeElement.closest('#lab-stage');
    origin.current = inside ? activeElement : null;
  }, [opened]);
  return origin;
}
