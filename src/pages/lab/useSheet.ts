// Where the window is narrow, a number opens in a sheet over its lower edge: what was pinned stays in sight above it, and
// the page can be scrolled to its end.
import { type RefObject, useEffect } from 'react';

/** Rings around what is pinned, as figures draw them; also around what belongs to it. */
const marks = '.matrix-ring, .unrolled-ring, .cell-ring-pinned';
const room = 24;

/**
 * @param opened another object whenever another number is opened; null while none is
 * @param isSheet whether it lies over the page
 */
export function useSheet(sheet: RefObject<HTMLElement | null>, opened: unknown, isSheet: boolean): void {
  useEffect(() => {
    const target = sheet.current;
    if (!opened || !isSheet || !target) return;
    const root = document.documentElement;
    const measure = () => {
      root.style.setProperty('--sheet-height', `${Math.ceil(target.getBoundingClientRect().height)}px`);
      keepInSight(target);
    };
    // It grows when the arithmetic is there.
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    measure();
    return () => {
      observer.disconnect();
      root.style.removeProperty('--sheet-height');
    };
  }, [sheet, opened, isSheet]);
}

/** Where it was pinned by hand, or else what is nearest to what the window shows. */
function markOf(sheet: DOMRect): DOMRect | undefined {
  const { activeElement } = document;
  const stage = activeElement?.closest('#lab-stage') ? activeElement : null;
  const mark = stage?.querySelector(marks);
  if (mark) return mark.getBoundingClientRect();
  const all = [...document.querySelectorAll(`#lab-stage :is(${marks})`)].map((ring) =>
    ring.getBoundingClientRect(),
  );
  const far = ({ top }: DOMRect) => Math.abs(top - sheet.top / 2);
  return all.sort((one, other) => far(one) - far(other))[0];
}

function keepInSight(sheet: HTMLElement): void {
  const box = sheet.getBoundingClientRect();
  const mark = markOf(box);
  if (!mark) return;
  const below = mark.bottom + room - box.top;
  if (below > 0) scrollBy({ top: Math.min(below, mark.top - room) });
  else if (mark.top < room) scrollBy({ top: mark.top - room });
}
