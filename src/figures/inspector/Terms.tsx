// The summands of a number, the largest first: each a product of numbers, each of which can be opened.
import { useState } from 'react';
import { productOf } from '../../experiment/lab/arithmetic/evaluate.ts';
import type { Factor, Reference, Term } from '../../experiment/lab/arithmetic/formula.ts';
import { numberText } from '../../experiment/lab/arithmetic/text.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { RaisedPowers } from '../frame/Powers.tsx';
import { nameOf, tokenAt } from './naming.ts';

const few = 6;

interface TermsProps {
  readonly trace: Trace;
  /** The step of the number that they make up. */
  readonly time: number | null;
  readonly terms: readonly Term[];
  readonly onOpen: (reference: Reference) => void;
}

/** How the factor follows from the number that it was read from. */
function written({ x, value, reading }: Factor): string {
  const text = numberText(x);
  const inner = text.startsWith('−') ? `(${text})` : text;
  switch (reading) {
    case 'oneMinus':
      return `1 − ${inner}`;
    case 'oneMinusSquare':
      return `1 − ${inner}²`;
    case 'minusOne':
      return `${text} − 1`;
    case 'isPositive':
      return String(value);
    default:
      return text;
  }
}

interface OpenProps extends Omit<TermsProps, 'terms'> {
  readonly reference: Reference;
  /** The number, as the formula writes it. */
  readonly text: string;
}

export function Open({ trace, time, reference, text, onOpen }: OpenProps) {
  const words = useLabMessages();
  const name = nameOf(trace, reference, words, time);
  return (
    <button
      type="button"
      className="inspector-open"
      aria-label={words.inspector.open(name, text)}
      onClick={() => onOpen(reference)}
    >
      <span className="inspector-number">
        <RaisedPowers text={text} />
      </span>
      <span className="inspector-name">{name}</span>
    </button>
  );
}

/** A token as its word; the class of a loss as its number. */
const chosen = (trace: Trace, by: Reference) =>
  tokenAt(trace, by)?.word ?? String(trace.tensors[by.tensor]?.values[by.index] ?? '');

function Row({ trace, time, term, onOpen }: Omit<TermsProps, 'terms'> & { readonly term: Term }) {
  const m = useLabMessages().inspector;
  const factors = term.factors.filter(({ reading, value }) => reading !== 'given' || value !== 1);
  return (
    <li className="inspector-term">
      {factors.map((factor, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a factor has no name but its place.
        <span className="inspector-factor" key={at}>
          <span className="inspector-times" aria-hidden="true">
            {at > 0 ? '·' : ''}
          </span>
          {factor.reference ? (
            <Open
              trace={trace}
              time={time}
              reference={factor.reference}
              text={written(factor)}
              onOpen={onOpen}
            />
          ) : (
            <span className="inspector-number">
              <RaisedPowers text={written(factor)} />
            </span>
          )}
        </span>
      ))}
      {term.by && (
        <span className="inspector-chosen">
          {m.chosenBy}
          <Open trace={trace} time={time} reference={term.by} text={chosen(trace, term.by)} onOpen={onOpen} />
        </span>
      )}
      {factors.length > 1 && (
        <span className="inspector-product">
          <RaisedPowers text={m.equals(numberText(productOf(term)))} />
        </span>
      )}
    </li>
  );
}

export function Terms({ trace, time, terms, onOpen }: TermsProps) {
  const m = useLabMessages().inspector;
  const [all, setAll] = useState(false);
  const ordered = [...terms].sort((a, b) => Math.abs(productOf(b)) - Math.abs(productOf(a)));
  return (
    <>
      {terms.length > 1 && <p className="inspector-count">{m.terms(terms.length)}</p>}
      <ul className="inspector-terms">
        {(all ? ordered : ordered.slice(0, few)).map((term, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a summand has no name but its place.
          <Row key={at} trace={trace} time={time} term={term} onOpen={onOpen} />
        ))}
      </ul>
      {terms.length > few && (
        <button type="button" className="figure-tool" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? m.fewer : m.all(terms.length)}
        </button>
      )}
    </>
  );
}
