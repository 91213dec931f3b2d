// A labelled slider with its value in sight: a figure's own control.
import { useId } from 'react';
import { useNumbers } from '../../i18n/useMessages.ts';

interface SliderProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** How the value is written; default: up to three digits. */
  readonly words?: (value: number) => string;
}

export function Slider({ label, min, max, step, value, onChange, words }: SliderProps) {
  const id = useId();
  const numbers = useNumbers();
  const written = (words ?? numbers.rate)(value);
  return (
    <div className="lab-slider">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={written}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <output htmlFor={id}>{written}</output>
    </div>
  );
}
