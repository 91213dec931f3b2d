// The unseen slider over the curves: a native input, so that every key that moves a slider reads the curves.
import type { PointerEvent } from 'react';
import type { LearningCurvePlan } from '../../geometry/learningCurve.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import type { StepReading } from './useStepReading.ts';

interface StepReaderProps {
  readonly plan: LearningCurvePlan;
  readonly reader: StepReading;
  /** The last step there is to read. */
  readonly last: number;
  readonly value: number;
  /** What the step says. */
  readonly words: string;
}

export function StepReader({ plan, reader, last, value, words }: StepReaderProps) {
  const { curve } = useMessages().figures;
  const under = (event: { clientX: number; currentTarget: Element }): number => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return Math.min(last, plan.stepAt(event.clientX - left + plan.left));
  };
  return (
    <input
      className="lc-reader"
      type="range"
      min={0}
      max={Math.max(1, last)}
      value={value}
      disabled={last === 0}
      aria-label={curve.reader}
      aria-valuetext={words}
      style={{ left: plan.left, width: plan.right - plan.left, height: plan.accuracy.bottom }}
      onChange={(event) => reader.move(event.currentTarget.valueAsNumber)}
      onPointerMove={(event: PointerEvent) => event.pointerType !== 'touch' && reader.hover(under(event))}
      onPointerLeave={() => reader.hover(undefined)}
      onPointerDown={(event: PointerEvent<HTMLInputElement>) => {
        // The slider's own idea of where it was pressed ends at the last step; the axis goes on.
        event.preventDefault();
        event.currentTarget.focus({ preventScroll: true });
        reader.pin(under(event));
      }}
      onFocus={() => reader.focus(true)}
      onBlur={() => reader.focus(false)}
      onKeyDown={(event) => event.key === 'Escape' && reader.release()}
    />
  );
}
