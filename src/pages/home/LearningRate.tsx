// The learning rate, twice: a number to type and a slider on a logarithmic scale. Both change the run live.
import { useRef, useState } from 'react';
import { hyperparameters } from '../../experiment/hyperparameters.ts';
import { spokenPowers } from '../../i18n/powers.ts';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { useRun, useRunStore } from '../run/runContext.ts';
import { notches, notchOf, valueAt } from './logScale.ts';
import { NumberField } from './NumberField.tsx';
import { takeSetting } from './takeSetting.ts';
import { useCommit } from './useCommit.ts';

const { min, max } = hyperparameters.learningRate;

export function LearningRate() {
  const { controls: m, shell } = useMessages();
  const numbers = useNumbers();
  const store = useRunStore();
  const slider = useRef<HTMLInputElement>(null);
  const rate = useRun((state) => state.rateInUse);
  // While the thumb is being dragged nothing is sent: every change made live is part of the run's link.
  const [sliding, setSliding] = useState<number | null>(null);
  const shown = sliding ?? rate;
  const choose = (value: number) => takeSetting(store, 'learningRate', value);
  useCommit(slider, (text) => {
    setSliding(null);
    choose(valueAt(Number(text), min, max));
  });
  return (
    <div className="rate field-full">
      <NumberField
        id="learningRate"
        label={m.learningRate}
        value={shown}
        step={0.001}
        inWords={numbers.rate}
        onCommit={choose}
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
