// The room that a stage has, whole CSS pixels. The stage may come later than the figure: it is measured once it is there.
import { useLayoutEffect, useState } from 'react';
import { zoomOf } from '../frame/pointIn.ts';

/** Assumed until the page has been laid out: a phone's. */
const firstWidth = 328;

export function useWidth(): { readonly box: (element: HTMLElement | null) => void; readonly width: number } {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(firstWidth);
  useLayoutEffect(() => {
    if (element === null) return;
    const measure = () => setWidth(Math.floor(element.getBoundingClientRect().width / zoomOf(element)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return { box: setElement, width };
}
