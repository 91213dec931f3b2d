// Which cell of a heatmap is pointed at: the pointer previews, arrow keys move a cursor, click or Enter pins, Escape lets
// go.
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useState } from 'react';
import { type Cell, cellAt, type HeatmapLayout, moveCell } from '../../geometry/heatmap.ts';
import { pointIn } from '../frame/pointIn.ts';

const sameCell = (one: Cell | undefined, other: Cell | undefined): boolean =>
  one?.row === other?.row && one?.column === other?.column;

export interface Cells {
  /** The cell to show: the pointer's, else the keys', else the pinned one. */
  readonly shown: Cell | undefined;
  /** Whether it is the pointer's or the keys'. */
  readonly fresh: boolean;
  readonly pinned: Cell | undefined;
  readonly handlers: {
    onPointerMove(event: PointerEvent): void;
    onPointerLeave(): void;
    onClick(event: MouseEvent): void;
    onFocus(): void;
    onBlur(): void;
    onKeyDown(event: KeyboardEvent): void;
  };
}

export function useCells(layout: HeatmapLayout): Cells {
  const [hovered, setHovered] = useState<Cell>();
  const [keyed, setKeyed] = useState<Cell>();
  const [focused, setFocused] = useState(false);
  const [pinned, setPinned] = useState<Cell>();
  const alive = (cell: Cell | undefined) =>
    cell !== undefined && cell.row < layout.rows && cell.column < layout.columns ? cell : undefined;
  const under = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const { x, y } = pointIn(event);
    return cellAt(layout, x, y);
  };
  const toggle = (cell: Cell | undefined) => {
    const again = sameCell(alive(pinned), cell);
    setPinned(again ? undefined : cell);
    setKeyed(again ? undefined : cell);
  };
  const fresh = alive(hovered) ?? (focused ? alive(keyed) : undefined);
  return {
    shown: fresh ?? alive(pinned),
    fresh: fresh !== undefined,
    pinned: alive(pinned),
    handlers: {
      onPointerMove: (event) => {
        if (event.pointerType === 'touch') return;
        const cell = under(event);
        setHovered((last) => (sameCell(last, cell) ? last : cell));
      },
      onPointerLeave: () => setHovered(undefined),
      onClick: (event) => {
        toggle(under(event));
      },
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
      onKeyDown: (event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === 'Escape') {
          setPinned(undefined);
          setKeyed(undefined);
          setHovered(undefined);
          return;
        }
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          if (alive(keyed)) toggle(keyed);
          return;
        }
        const next = moveCell(layout, alive(keyed) ?? alive(pinned), event.key);
        if (next === undefined) return;
        event.preventDefault();
        setHovered(undefined);
        setKeyed(next);
      },
    },
  };
}
