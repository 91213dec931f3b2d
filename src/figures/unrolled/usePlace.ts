// The cursor of the unrolled picture: the pointer's place or the keys', and the weight that is lit. Keys go to states that
// are there at the present beat, and to no others.
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { type UnitSpot, type UnrolledPlan, unitAt } from '../../geometry/lab/unrolled.ts';
import type { UnrolledShape } from '../../geometry/lab/unrolledBeats.ts';
import { tagAt } from '../../geometry/lab/unrolledLines.ts';
import { pointIn } from '../frame/pointIn.ts';
import type { Lit } from './Column.tsx';

/** The first and the last step of a row whose states are there; null for none. */
type Reach = (row: number) => readonly [first: number, last: number] | null;

interface PlaceOptions {
  readonly plan: UnrolledPlan;
  readonly shape: UnrolledShape;
  readonly units: number;
  /** Where the cursor begins when keys first move it. */
  readonly start: number;
  /** A step that is to be in view from the first; null for none. */
  readonly shown: number | null;
  readonly reach: Reach;
  readonly onPlace: (place: UnitSpot | undefined) => void;
  readonly onLit: (lit: Lit | null) => void;
  /** undefined lets go. */
  readonly onPin: (place: UnitSpot | undefined) => void;
  /** The cell of that step and row. */
  readonly onOpen: (place: UnitSpot) => void;
}

const clamp = (value: number, first: number, last: number) => Math.min(last, Math.max(first, value));

/** Where a key leads; undefined for keys that are not ours. */
function moved(
  from: UnitSpot,
  key: string,
  { rows, steps }: Pick<UnrolledPlan, 'rows' | 'steps'>,
  units: number,
  reach: Reach,
): UnitSpot | undefined {
  const to = {
    ArrowLeft: { t: from.t - 1 },
    ArrowRight: { t: from.t + 1 },
    ArrowUp: { row: from.row + 1 },
    ArrowDown: { row: from.row - 1 },
    PageUp: { unit: from.unit - 1 },
    PageDown: { unit: from.unit + 1 },
    Home: { t: 0 },
    End: { t: steps - 1 },
  }[key];
  if (to === undefined) return undefined;
  const { row, t, unit } = { ...from, ...to };
  return there({ row: clamp(row, 0, rows.length - 1), t, unit: clamp(unit, 0, units - 1) }, reach) ?? from;
}

/** The nearest state of the row that is there. */
function there({ row, t, unit }: UnitSpot, reach: Reach): UnitSpot | undefined {
  const steps = reach(row);
  return steps ? { row, t: clamp(t, ...steps), unit } : undefined;
}

const isThere = (spot: UnitSpot, reach: Reach) => there(spot, reach)?.t === spot.t;

export function usePlace(options: PlaceOptions) {
  const { plan, shape, units, start, reach, onPlace, onLit, onPin, onOpen } = options;
  const [keyed, setKeyed] = useState<UnitSpot>();
  const [walked, setWalked] = useState<number | null>(options.shown);
  const under = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const { x, y } = pointIn(event);
    return [x, y] as const;
  };
  const point = ([x, y]: readonly [number, number]) => {
    const unit = unitAt(plan, units, x, y);
    const tag = unit ? undefined : tagAt(plan, shape, x, y);
    onPlace(unit);
    onLit(tag ? { row: tag.row, which: tag.which } : null);
    return unit;
  };
  const handlers = {
    onPointerMove: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') point(under(event));
    },
    onPointerLeave: () => {
      onPlace(undefined);
      onLit(null);
    },
    onClick: (event: { clientX: number; clientY: number; currentTarget: Element }) => {
      const unit = point(under(event));
      setKeyed(unit);
      setWalked(null);
      if (unit && isThere(unit, reach)) onPin(unit);
    },
    onBlur: () => onPlace(undefined),
    onFocus: () => {
      if (keyed) onPlace(keyed);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'Escape') {
        setKeyed(undefined);
        onPlace(undefined);
        onPin(undefined);
        return;
      }
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        if (keyed && isThere(keyed, reach)) onPin(keyed);
        return;
      }
      const begin = { row: 0, t: clamp(start, 0, plan.steps - 1), unit: 0 };
      const first = there(begin, reach) ?? begin;
      if (event.key === 'o' || event.key === 'O') return onOpen(keyed ?? first);
      const next = moved(keyed ?? first, event.key, plan, units, reach);
      if (!next) return;
      event.preventDefault();
      const to = keyed ? next : first;
      setKeyed(to);
      setWalked(to.t);
      onPlace(to);
    },
  };
  return {
    /** The step that keys went to, to be kept in view; null when the pointer came last. */
    walked,
    handlers,
  };
}
