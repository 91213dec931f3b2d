// The window through which a long unrolled network is seen: which columns are in it, and that the beat stays in it.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { columnsInView, scrolledTo, type UnrolledPlan } from '../../geometry/lab/unrolled.ts';

interface Scroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** Columns worth drawing. */
  readonly from: number;
  readonly to: number;
}

/**
 * @param width of the window, pixels
 * @param t the column that must be seen; null: stay
 */
export function useScroll(plan: UnrolledPlan, width: number, t: number | null): Scroll {
  const box = useRef<HTMLDivElement>(null);
  const { pitch, steps, width: whole } = plan;
  const [left, setLeft] = useState(0);
  // Only what changes which columns are drawn is kept: scrolling within a column draws nothing anew.
  const onScroll = useCallback(() => {
    const at = box.current?.scrollLeft ?? 0;
    setLeft(Math.floor(at / pitch) * pitch);
  }, [pitch]);
  useEffect(() => {
    const target = box.current;
    if (!target || t === null) return;
    const to = scrolledTo({ pitch, width: whole }, t, target.scrollLeft, width);
    const far = Math.abs(to - target.scrollLeft);
    // From column to column it glides; a leap would draw every column on its way.
    if (far > 2 * pitch) target.style.scrollBehavior = 'auto';
    if (far > 1) target.scrollLeft = to;
    target.style.scrollBehavior = '';
  }, [pitch, whole, width, t]);
  return { box, onScroll, ...columnsInView({ pitch, steps }, left, width + pitch) };
}
