// One number of a trace, opened: its name, the op that made it, the arithmetic with the numbers put in, and its inputs,
// each of which opens in turn, down to weights and tokens. Gradients likewise, backwards.
import './inspector.css';
import { useEffect, useRef, useState } from 'react';
import {
  type Arithmetic,
  arithmeticOf,
  type Explanation,
} from '../../experiment/lab/arithmetic/arithmeticOf.ts';
import { numberText } from '../../experiment/lab/arithmetic/text.ts';
import type { Trace } from '../../experiment/lab/trace.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { PinnedNumber } from '../definition.ts';
import { Powers } from '../frame/Powers.tsx';
import { isThere, nameOf, shortName, tokenAt } from './naming.ts';
import { Open, Terms } from './Terms.tsx';

export interface InspectorProps {
  readonly trace: Trace;
  readonly pinned: PinnedNumber;
  readonly onPin: (pinned: PinnedNumber | null) => void;
}

const same = (a: PinnedNumber | null, b: PinnedNumber) =>
  a !== null && a.tensor === b.tensor && a.index === b.index && a.of === b.of;

/** The numbers that were opened on the way to this one; none where it was pinned in a figure. */
function useTrail({ pinned, onPin }: Pick<InspectorProps, 'pinned' | 'onPin'>) {
  const [walked, setWalked] = useState<{
    readonly trail: readonly PinnedNumber[];
    readonly at: PinnedNumber | null;
  }>({ trail: [], at: null });
  const trail = same(walked.at, pinned) ? walked.trail : [];
  const go = (to: PinnedNumber, passed: readonly PinnedNumber[]) => {
    setWalked({ trail: passed, at: to });
    onPin(to);
  };
  return {
    trail,
    open: (to: PinnedNumber) => go(to, [...trail, pinned]),
    turn: (to: PinnedNumber) => go(to, trail),
    backTo: (place: number) => {
      const to = trail[place];
      if (to) go(to, trail.slice(0, place));
      else onPin(null);
    },
  };
}

export default function Inspector(props: InspectorProps) {
  const { trace, pinned, onPin } = props;
  const words = useLabMessages();
  const m = words.inspector;
  const { trail, open, turn, backTo } = useTrail(props);
  const heading = useRef<HTMLHeadingElement>(null);
  const depth = useRef(trail.length);
  useEffect(() => {
    // What was pressed to come here is gone: whoever works by keys goes on from the new number's name.
    if (depth.current !== trail.length) heading.current?.focus();
    depth.current = trail.length;
  }, [trail.length]);
  const there = isThere(trace, pinned);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape goes back from wherever inside the focus is.
    <div
      className="inspector"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        backTo(trail.length - 1);
      }}
    >
      <div className="inspector-head">
        <h2 className="inspector-title">{m.title}</h2>
        <button type="button" className="figure-tool" onClick={() => onPin(null)}>
          {m.close}
        </button>
      </div>
      {trail.length > 0 && (
        <nav aria-label={m.trail}>
          <ol className="inspector-trail">
            {trail.map((passed, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same number may be passed twice.
              <li key={place}>
                <button type="button" className="figure-tool" onClick={() => backTo(place)}>
                  {isThere(trace, passed) ? nameOf(trace, passed, words) : numberText(Number.NaN)}
                </button>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <h3 className="inspector-subject" tabIndex={-1} ref={heading}>
        {there ? nameOf(trace, pinned, words) : m.gone}
      </h3>
      {there && (
        <>
          <fieldset className="inspector-which">
            <legend className="figure-unseen">{m.which}</legend>
            {(['value', 'gradient'] as const).map((of) => (
              <button
                type="button"
                key={of}
                className="figure-tool"
                aria-pressed={pinned.of === of}
                onClick={() => turn({ ...pinned, of })}
              >
                {m.of[of]}
              </button>
            ))}
          </fieldset>
          <Calculation
            key={`${pinned.tensor} ${pinned.index} ${pinned.of}`}
            trace={trace}
            pinned={pinned}
            arithmetic={arithmeticOf(trace, pinned.tensor, pinned.index, pinned.of)}
            onOpen={open}
          />
        </>
      )}
    </div>
  );
}

interface CalculationProps<A> {
  readonly trace: Trace;
  readonly pinned: PinnedNumber;
  readonly arithmetic: A;
  readonly onOpen: (to: PinnedNumber) => void;
}

function Calculation({ trace, pinned, arithmetic, onOpen }: CalculationProps<Arithmetic>) {
  const m = useLabMessages().inspector;
  switch (arithmetic.kind) {
    case 'noGradient':
      return <p>{m.noGradient}</p>;
    case 'notExplained':
      return (
        <>
          <p className="inspector-value">
            <Powers text={numberText(arithmetic.traced)} />
          </p>
          <p>{m.notExplained(arithmetic.op)}</p>
        </>
      );
    case 'explained':
      return <Explained trace={trace} pinned={pinned} arithmetic={arithmetic} onOpen={onOpen} />;
  }
}

/** Below that a difference says nothing but that there is rounding. */
const worthSaying = 1e-9;

function Explained({ trace, pinned, arithmetic, onOpen }: CalculationProps<Explanation>) {
  const words = useLabMessages();
  const m = words.inspector;
  const { traced, text, terms, form, op, squashed, difference } = arithmetic;
  const ops: Readonly<Record<string, string>> = m.ops;
  const token = tokenAt(trace, pinned);
  return (
    <>
      <p className="inspector-value">
        {token ? m.token(token.word, token.row) : <Powers text={numberText(traced)} />}
      </p>
      <p className="inspector-op">{ops[op] ?? m.otherOp(op)}</p>
      {form !== 'given' && (
        <p className="inspector-formula">
          <Powers text={text} />
        </p>
      )}
      {form !== 'given' && Math.abs(difference) > worthSaying && (
        <p className="inspector-rounding">
          <Powers text={m.rounding(numberText(difference))} />
        </p>
      )}
      {squashed && (
        <Open
          trace={trace}
          time={arithmetic.subject.time}
          reference={squashed}
          text={numberText(trace.tensors[squashed.tensor]?.values[squashed.index] ?? Number.NaN)}
          onOpen={onOpen}
        />
      )}
      <Terms trace={trace} time={arithmetic.subject.time} terms={terms} onOpen={onOpen} />
      <p className="figure-unseen" role="status">
        {`${shortName(trace, arithmetic.subject, words)}: ${text}`}
      </p>
    </>
  );
}
