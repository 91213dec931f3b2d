// One tab stop for a row of things: Tab enters and leaves it, arrow keys move within, Home and End go to its ends.
import { type KeyboardEvent, useRef, useState } from 'react';

const moves: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => Math.min(count - 1, at + 1),
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Props of one item. */
export interface Roving {
  readonly tabIndex: number;
  readonly ref: (element: HTMLElement | null) => void;
}

/**
 * Props for the items and the row of `count` items.
 * @param first the item where Tab enters before any other had the focus
 */
export function useRoving(count: number, first = 0) {
  const [current, setCurrent] = useState(first);
  const items = useRef(new Map<number, HTMLElement>());
  const stop = Math.min(current, count - 1);
  return {
    item: (index: number): Roving => ({
      tabIndex: index === stop ? 0 : -1,
      ref: (element: HTMLElement | null) => {
        if (element === null) items.current.delete(index);
        else items.current.set(index, element);
      },
    }),
    /** To be told which item has the focus. */
    entered: setCurrent,
    onKeyDown: (event: KeyboardEvent) => {
      const next = moves[event.key]?.(stop, count);
      if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      items.current.get(next)?.focus();
    },
  };
}
