// The room that a stage has, whole CSS pixels.
import { type RefCallback, useLayoutEffect, useState } from 'react';

/** Assumed until the page has been laid out: a phone's. */
const firstWidth = 328;

/** @returns `box` for the stage, which may well appear later than the figure: its width is taken when it does. */
export function useWidth(): { readonly box: RefCallback<HTMLDivElement>; readonly width: number } {
  const [element, box] = useState<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(firstWidth);
  useLayoutEffect(() => {
    if (element === null) return;
    const measure = () => setWidth(Math.floor(element.getBoundingClientRect().width));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return { box, width };
}
