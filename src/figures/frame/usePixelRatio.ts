// One fact of the browser: how many pixels of the screen a CSS pixel has; zooming the page changes it, and so does a
// figure that is magnified to fill the screen.
import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  addEventListener('resize', changed);
  return () => removeEventListener('resize', changed);
};

/** Of a figure that fills the screen. */
const magnified = (): number =>
  document.fullscreenElement?.querySelector('.figure-stage')?.currentCSSZoom ?? 1;

export const usePixelRatio = (): number =>
  useSyncExternalStore(
    subscribe,
    () => devicePixelRatio * magnified(),
    () => 1,
  );
