// On a phone the transport is pinned over the page. Its height is told to the style sheet, so that the page ends above
// it and nothing that takes the focus stops behind it.
import { type RefCallback, useCallback } from 'react';

export function useDockHeight(): RefCallback<HTMLElement> {
  return useCallback((dock) => {
    if (dock === null || typeof ResizeObserver === 'undefined') return undefined;
    const root = document.documentElement;
    const measure = () => {
      const pinned = getComputedStyle(dock).position === 'fixed';
      root.style.setProperty(
        '--dock-height',
        pinned ? `${Math.ceil(dock.getBoundingClientRect().height)}px` : '0px',
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(dock);
    return () => observer.disconnect();
  }, []);
}
