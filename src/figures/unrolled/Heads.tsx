// Under every step's word a button that opens the step's cell. They are one tab stop, at the step of the present beat, and
// arrow keys go from one to the next.
import { type KeyboardEvent, useRef, useState } from 'react';
import type { UnrolledPlan } from '../../geometry/lab/unrolled.ts';

interface HeadsProps {
  readonly plan: UnrolledPlan;
  /** Columns that are drawn. */
  readonly from: number;
  readonly to: number;
  /** Where Tab enters before any other had the focus. */
  readonly start: number;
  /** What the button of a step does, in words. */
  readonly name: (t: number) => string;
  readonly onOpen: (t: number) => void;
}

const moves: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

export function Heads({ plan, from, to, start, name, onOpen }: HeadsProps) {
  const [current, setCurrent] = useState<number>();
  const buttons = useRef(new Map<number, HTMLButtonElement>());
  const height = plan.height - plan.inputTop;
  const stop = Math.min(to - 1, Math.max(from, current ?? start));
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    buttons.current.get(stop + move)?.focus();
  };
  return (
    <div
      className="unrolled-heads"
      style={{ width: plan.width, height, marginTop: -height }}
      data-export="no"
    >
      {Array.from({ length: to - from }, (_, at) => from + at).map((t) => (
        <button
          key={t}
          type="button"
          className="unrolled-head-button"
          aria-label={name(t)}
          title={name(t)}
          style={{ left: t * plan.pitch, width: plan.pitch }}
          tabIndex={t === stop ? 0 : -1}
          ref={(button) => {
            if (button) buttons.current.set(t, button);
            else buttons.current.delete(t);
          }}
          onFocus={() => setCurrent(t)}
          onKeyDown={onKeyDown}
          onClick={() => onOpen(t)}
        >
          <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
            <path d="M9.5 2.5h4v4M13.5 2.5l-5 5M6.5 13.5h-4v-4M2.5 13.5l5-5" />
          </svg>
        </button>
      ))}
    </div>
  );
}
