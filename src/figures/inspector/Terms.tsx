// The summands of a number, the largest first: each a product of numbers, each of which can be opened.
import { useState } from 'react';
import { productOf } from '../../experiment/lab/arithmetic/evaluate.ts';
import type { Factor, Reference, Term } from '../../experiment/lab/arithmetic/formula.ts';
import { numberText } from '../../experiment/lab/arithmetic/text.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { nameOf } from './naming.ts';

const few = 6;

interface TermsProps {
  readonly trace: Trace;
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

export function Open({
  trace,
  reference,
  text,
  onOpen,
}: Pick<TermsProps, 'trace' | 'onOpen'> & { readonly reference: Reference; readonly text: string }) {
  const words = useLabMessages();
  const name = nameOf(trace, reference, words);
  return (
    <button
      type="button"
      className="inspector-open"
      aria-label={words.inspector.open(name, text)}
      onClick={() => onOpen(reference)}
    >
      <span className="inspector-number">{text}</span>
      <span className="inspector-name">{name}</span>
    </button>
  );
}

function Row({ trace, term, onOpen }: Omit<TermsProps, 'terms'> & { readonly term: Term }) {
  const m = useLabMessages().inspector;
  const factors = term.factors.filter(({ reading, value }) => reading !== 'given' || value !== 1);
  return (
    <li className="inspector-term">
      {factors.map((factor, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a factor has no name but its place.
        <span className="inspector-factor" key={at}>
          {at > 0 && <span className="inspector-times">·</span>}
          {factor.reference ? (
            <Open trace={trace} reference={factor.reference} text={written(factor)} onOpen={onOpen} />
          ) : (
            <span className="inspector-number">{written(factor)}</span>
          )}
        </span>
      ))}
      {term.by && (
        <span className="inspector-factor">
          {m.chosenBy}{' '}
          <Open
            trace={trace}
            reference={term.by}
            text={String(trace.tensors[term.by.tensor]?.values[term.by.index] ?? '')}
            onOpen={onOpen}
          />
        </span>
      )}
      {factors.length > 1 && (
        <span className="inspector-product">{m.equals(numberText(productOf(term)))}</span>
      )}
    </li>
  );
}

export function Terms({ trace, terms, onOpen }: TermsProps) {
  const m = useLabMessages().inspector;
  const [all, setAll] = useState(false);
  const ordered = [...terms].sort((a, b) => Math.abs(productOf(b)) - Math.abs(productOf(a)));
  return (
    <>
      {terms.length > 1 && <p className="inspector-count">{m.terms(terms.length)}</p>}
      <ul className="inspector-terms">
        {(all ? ordered : ordered.slice(0, few)).map((term, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a summand has no name but its place.
          <Row key={at} trace={trace} term={term} onOpen={onOpen} />
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
