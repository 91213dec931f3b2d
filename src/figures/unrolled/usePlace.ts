// The cursor of the unrolled picture: the pointer's place or the keys', and the weight that is lit.
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { type UnitSpot, type UnrolledPlan, unitAt } from '../../geometry/lab/unrolled.ts';
import type { UnrolledShape } from '../../geometry/lab/unrolledBeats.ts';
import { tagAt } from '../../geometry/lab/unrolledLines.ts';
import { pointIn } from '../frame/pointIn.ts';
import type { Lit } from './Column.tsx';

interface PlaceOptions {
  readonly plan: UnrolledPlan;
  readonly shape: UnrolledShape;
  readonly units: number;
  /** Where the cursor begins when keys first move it. */
  readonly start: number;
  readonly onPlace: (place: UnitSpot | undefined) => void;
  readonly onLit: (lit: Lit | null) => void;
  /** undefined lets go. */
  readonly onPin: (place: UnitSpot | undefined) => void;
}

const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));

/** Where a key leads; undefined for keys that are not ours. */
function moved(
  from: UnitSpot,
  key: string,
  { rows, steps }: Pick<UnrolledPlan, 'rows' | 'steps'>,
  units: number,
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
  return { row: clamp(row, rows.length), t: clamp(t, steps), unit: clamp(unit, units) };
}

export function usePlace({ plan, shape, units, start, onPlace, onLit, onPin }: PlaceOptions) {
  const [keyed, setKeyed] = useState<UnitSpot>();
  const [walked, setWalked] = useState<number | null>(null);
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
      if (unit) onPin(unit);
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
        if (keyed) onPin(keyed);
        return;
      }
      const first = { row: 0, t: clamp(start, plan.steps), unit: 0 };
      const next = moved(keyed ?? first, event.key, plan, units);
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
