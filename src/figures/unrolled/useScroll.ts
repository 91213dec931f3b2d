// The window through which a long unrolled network is seen: which columns are in it, and that the beat stays in it.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { columnsInView, scrolledTo, type UnrolledPlan } from '../../geometry/lab/unrolled.ts';
import { useWhole } from '../frame/whole.ts';

interface Scroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** Columns worth drawing. */
  readonly from: number;
  readonly to: number;
}

/**
 * @param width of the window, pixels
 * @param beat the column of the present beat; null: none
 * @param cursor the column that keys went to; null: none
 */
export function useScroll(
  plan: UnrolledPlan,
  width: number,
  beat: number | null,
  cursor: number | null,
): Scroll {
  const box = useRef<HTMLDivElement>(null);
  const { pitch, steps } = plan;
  const [left, setLeft] = useState(0);
  const whole = useWhole();
  // Only what changes which columns are drawn is kept: scrolling within a column draws nothing anew.
  const onScroll = useCallback(() => {
    const at = box.current?.scrollLeft ?? 0;
    setLeft(Math.floor(at / pitch) * pitch);
  }, [pitch]);
  useInView(box, plan, width, beat);
  useInView(box, plan, width, cursor);
  const inView = columnsInView({ pitch, steps }, left, width + pitch);
  return { box, onScroll, ...(whole ? { from: 0, to: steps } : inView) };
}

/** Scrolls whenever there is another column to be seen. */
function useInView(box: Scroll['box'], plan: UnrolledPlan, width: number, t: number | null): void {
  const { pitch, width: whole } = plan;
  useEffect(() => {
    const target = box.current;
    if (!target || t === null) return;
    const to = scrolledTo({ pitch, width: whole }, t, target.scrollLeft, width);
    const far = Math.abs(to - target.scrollLeft);
    // From column to column it glides; a leap would draw every column on its way.
    if (far > 2 * pitch) target.style.scrollBehavior = 'auto';
    if (far > 1) target.scrollLeft = to;
    target.style.scrollBehavior = '';
  }, [box, pitch, whole, width, t]);
}
