// The room that a stage has, whole CSS pixels.
import { type RefObject, useRef } from 'react';
import { useElementSize } from '../frame/useElementSize.ts';

/** Assumed until the page has been laid out: a phone's. */
const firstWidth = 328;

export function useWidth(): { readonly box: RefObject<HTMLDivElement | null>; readonly width: number } {
  const box = useRef<HTMLDivElement>(null);
  return { box, width: Math.floor(useElementSize(box)?.width ?? firstWidth) };
}
