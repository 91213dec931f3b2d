// Reading the way back point by point: a slider of the browser's own lies over it, as long as the sequence, so that a
// finger, a mouse, the arrow keys and a screen reader all read it; Escape lets go.
import type { PointerEvent } from 'react';
import type { GradientPlan } from '../../geometry/lab/gradientCurve.ts';
import { spokenPowers } from '../../i18n/powers.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import type { StepReading } from '../curves/useStepReading.ts';
import { pointIn } from '../frame/pointIn.ts';

interface HopReaderProps {
  readonly plan: GradientPlan;
  /** Reads steps from 0, the first, to `last`. */
  readonly reader: StepReading;
  readonly last: number;
  readonly value: number;
  readonly words: string;
}

export function HopReader({ plan, reader, last, value, words }: HopReaderProps) {
  const { 'gradient-lab': m } = useLabMessages();
  const { shell } = useMessages();
  const left = plan.x(last);
  const under = (event: PointerEvent): number => last - plan.hopAt(pointIn(event).x + left);
  return (
    <input
      className="glab-reader"
      type="range"
      min={0}
      max={Math.max(1, last)}
      value={value}
      disabled={last === 0}
      aria-label={m.reader}
      aria-valuetext={spokenPowers(words, shell.power)}
      style={{ left, top: plan.top, width: plan.right - left, height: plan.axis - plan.top }}
      onChange={(event) => reader.move(event.currentTarget.valueAsNumber)}
      onPointerMove={(event: PointerEvent) => event.pointerType !== 'touch' && reader.hover(under(event))}
      onPointerLeave={() => reader.hover(undefined)}
      onPointerDown={(event: PointerEvent<HTMLInputElement>) => {
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
