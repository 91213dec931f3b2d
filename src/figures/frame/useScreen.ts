// The screen that a figure fills, if it does: its height, and how much larger the type is there (frame.css), so that plans
// in pixels grow with it.
import { type RefObject, useMemo, useSyncExternalStore } from 'react';

export interface Screen {
  /** Of type, to that on the page. */
  readonly scale: number;
  /** Pixels; 0 on the page. */
  readonly height: number;
}

function subscribe(changed: () => void): () => void {
  addEventListener('resize', changed);
  document.addEventListener('fullscreenchange', changed);
  return () => {
    removeEventListener('resize', changed);
    document.removeEventListener('fullscreenchange', changed);
  };
}

export function useScreen(element: RefObject<Element | null>): Screen {
  const height = useSyncExternalStore(
    subscribe,
    () => (document.fullscreenElement?.contains(element.current) ? innerHeight : 0),
    () => 0,
  );
  const scale =
    height === 0 ? 1 : Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  return useMemo(() => ({ scale, height }), [scale, height]);
}
