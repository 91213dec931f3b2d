// The learning rate, twice: a number to type and a slider on a logarithmic scale. Both change the run live.
import { useRef, useState } from 'react';
import { spokenPowers } from '../../i18n/powers.ts';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { useAnyRun } from './anyRun.ts';
import { notches, notchOf, valueAt } from './logScale.ts';
import { NumberField } from './NumberField.tsx';
import { useCommit } from './useCommit.ts';

interface Props {
  /** Where the slider ends. */
  readonly min: number;
  readonly max: number;
  readonly onChoose: (rate: number) => void;
}

export function RateField({ min, max, onChoose }: Props) {
  const { controls: m, shell } = useMessages();
  const numbers = useNumbers();
  const slider = useRef<HTMLInputElement>(null);
  const rate = useAnyRun((state) => state.rateInUse);
  // While the thumb is being dragged nothing is sent: every change made live is part of the run's link.
  const [sliding, setSliding] = useState<number | null>(null);
  const shown = sliding ?? rate;
  useCommit(slider, (text) => {
    setSliding(null);
    onChoose(valueAt(Number(text), min, max));
  });
  return (
    <div className="rate field-full">
      <NumberField
        id="learningRate"
        label={m.learningRate}
        value={shown}
        step={0.001}
        inWords={numbers.rate}
        onCommit={onChoose}
      />
      <input
        ref={slider}
        type="range"
        className="rate-slider"
        aria-label={m.rateSlider}
        aria-valuetext={spokenPowers(numbers.rate(shown), shell.power)}
        min={0}
        max={notches}
        step={20}
        value={notchOf(shown, min, max)}
        onChange={(event) => setSliding(valueAt(Number(event.target.value), min, max))}
      />
    </div>
  );
}
