// A labelled number, taken over when the visitor has finished typing it. What cannot be read goes back to the old one,
// and a sentence beside the field says so until a number is taken.
import { useId, useRef, useState } from 'react';
import { Powers } from '../../figures/frame/Powers.tsx';
import { useMessages } from '../../i18n/useMessages.ts';
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
  readonly className?: string;
  /** What must be known to type it, beside the label. */
  readonly hint?: string | undefined;
  /** The number as it stands in a sentence. */
  readonly inWords: (value: number) => string;
  readonly onCommit: (value: number) => void;
}

/** What was not taken, and the value that stayed: of another value nothing is to be said. */
interface Refusal {
  readonly why: 'empty' | 'noNumber';
  readonly kept: number;
}

export function NumberField(props: Props) {
  const { id, label, value, min, max, step, className = '', hint, inWords, onCommit } = props;
  const m = useMessages().controls.refused;
  const note = useId();
  const field = useRef<HTMLInputElement>(null);
  const pending = useRef(false);
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const commit = (text: string) => {
    if (!pending.current) return;
    pending.current = false;
    // Browsers keep text that is no number to themselves: the value is empty then, and this flag set.
    const unreadable = field.current?.validity.badInput ?? false;
    setDraft(null);
    const typed = Number(text);
    if (unreadable || !Number.isFinite(typed)) setRefusal({ why: 'noNumber', kept: value });
    else if (text.trim() === '') setRefusal({ why: 'empty', kept: value });
    else {
      setRefusal(null);
      if (typed !== value) onCommit(typed);
    }
  };
  useCommit(field, commit);
  const said = refusal !== null && refusal.kept === value ? m[refusal.why](inWords(value)) : '';
  return (
    <>
      <div className={`field ${className}`}>
        <label htmlFor={id}>
          {label}
          {hint !== undefined && <small className="field-hint"> ({hint})</small>}
        </label>
        <input
          ref={field}
          id={id}
          type="number"
          inputMode="decimal"
          min={min}
          max={max}
          step={step}
          value={draft ?? written(value, step)}
          aria-describedby={note}
          onInput={() => {
            pending.current = true;
          }}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={(event) => commit(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit(event.currentTarget.value);
          }}
        />
      </div>
      <p id={note} role="status" className="field-refusal field-full">
        <Powers text={said} />
      </p>
    </>
  );
}
