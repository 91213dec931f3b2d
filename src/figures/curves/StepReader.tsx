// The unseen slider over the curves: a native input, so that every key that moves a slider reads the curves.
import type { PointerEvent } from 'react';
import type { StepsAxis } from '../../geometry/curveAxes.ts';
import { spokenPowers } from '../../i18n/powers.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { pointIn } from '../frame/pointIn.ts';
import type { StepReading } from './useStepReading.ts';

interface StepReaderProps {
  readonly plan: Pick<StepsAxis, 'left' | 'right' | 'stepAt'>;
  /** Of what is read, pixels. */
  readonly top: number;
  readonly bottom: number;
  readonly label: string;
  readonly reader: Omit<StepReading, 'shown'>;
  /** The last step there is to read. */
  readonly last: number;
  readonly value: number;
  readonly disabled?: boolean;
  /** What the step says. */
  readonly words: string;
}

export function StepReader(props: StepReaderProps) {
  const { plan, top, bottom, label, reader, last, value, words, disabled = last === 0 } = props;
  const { shell } = useMessages();
  const under = (event: PointerEvent): number => Math.min(last, plan.stepAt(pointIn(event).x + plan.left));
  return (
    <input
      className="lc-reader"
      type="range"
      min={0}
      max={Math.max(1, last)}
      value={value}
      disabled={disabled}
      aria-label={label}
      aria-valuetext={spokenPowers(words, shell.power)}
      style={{ left: plan.left, top, width: plan.right - plan.left, height: bottom - top }}
      onChange={(event) => reader.move(event.currentTarget.valueAsNumber)}
      onPointerMove={(event: PointerEvent) => {
        if (reader.drag && event.buttons > 0) reader.drag(under(event));
        else if (event.pointerType !== 'touch') reader.hover(under(event));
      }}
      onPointerLeave={() => reader.hover(undefined)}
      onPointerDown={(event: PointerEvent<HTMLInputElement>) => {
        // The slider's own idea of where it was pressed ends at the last step; the axis goes on.
        event.preventDefault();
        event.currentTarget.focus({ preventScroll: true });
        if (reader.drag) event.currentTarget.setPointerCapture(event.pointerId);
        reader.pin(under(event));
      }}
      onFocus={() => reader.focus(true)}
      onBlur={() => reader.focus(false)}
      onKeyDown={(event) => event.key === 'Escape' && reader.release()}
    />
  );
}
