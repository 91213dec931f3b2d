// A labelled number, taken over when the visitor has finished typing it. What cannot be read goes back to the old one.
import { useRef, useState } from 'react';
import { useCommit } from './useCommit.ts';

/** Large fractions as 1e+9: all their digits would not fit, and none of them matters. */
const written = (value: number, step: number): string =>
  step < 1 && value >= 1e5 ? value.toExponential() : String(value);

interface Props {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** Left out: the arrow keys count from 0 in whole steps; the store keeps the range. */
  readonly min?: number;
  readonly max?: number;
  readonly step: number;
  readonly onCommit: (value: number) => void;
}

export function NumberField({ id, label, value, min, max, step, onCommit }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const pending = useRef(false);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (text: string) => {
    if (!pending.current) return;
    pending.current = false;
    setDraft(null);
    const typed = Number(text);
    if (text.trim() !== '' && Number.isFinite(typed) && typed !== value) onCommit(typed);
  };
  useCommit(field, commit);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step}
        value={draft ?? written(value, step)}
        onChange={(event) => {
          pending.current = true;
          setDraft(event.target.value);
        }}
        onBlur={(event) => commit(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(event.currentTarget.value);
        }}
      />
    </div>
  );
}
