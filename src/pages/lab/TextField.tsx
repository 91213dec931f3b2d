// One's own text for the network to read: all figures of the page read it.
import { useId, useMemo } from 'react';
import { maxLinkText } from '../../experiment/linkFields.ts';
import { useAnswer } from '../../figures/lab/useAnswer.ts';
import { useProblemWords } from '../../figures/lab/useProblemWords.ts';
import { shownValue } from '../../figures/lab/useTrace.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { taskFacts } from '../../tasks/prediction/facts.ts';
import { useLab, useLabStore } from './labContext.ts';
import { between, useSamples } from './samples.ts';

/** What is wrong with the text, or which of its words are new to the network. Empty where all is well. */
function useProblem(text: string | null): string {
  const m = useLabMessages().page.text;
  const problemOf = useProblemWords();
  const truncation = useLab((state) => state.view.config.truncation);
  const query = useMemo(
    () => ({ kind: 'trace', request: { text, clamps: {}, truncation } }) as const,
    [text, truncation],
  );
  const answer = useAnswer(useLabStore(), text === null ? null : query, true);
  if (answer.state === 'failed') return answer.reason === 'text' ? (problemOf(answer) ?? '') : '';
  const trace = shownValue(answer);
  const strange = trace?.labels.filter((word, t) => trace.tokens?.[t] !== word) ?? [];
  return strange.length > 0 && trace?.tokens ? m.strange([...new Set(strange)]) : '';
}

export function TextField() {
  const m = useLabMessages().page.text;
  const store = useLabStore();
  const text = useLab((state) => state.text);
  const { typed } = taskFacts[useLab((state) => state.view.config.task)];
  const note = useId();
  const problem = useProblem(typed ? text : null);
  const example = useSamples()?.samples[0]?.labels;
  if (!typed) return <p className="lab-text fine">{m.none}</p>;
  const change = (value: string) => {
    store.getState().pin(null);
    store.getState().setText(value.trim() === '' ? null : value);
  };
  return (
    <div className="lab-text">
      <div className="field">
        <label htmlFor="lab-text">{m.label}</label>
        <input
          id="lab-text"
          type="text"
          value={text ?? ''}
          placeholder={example?.join(between(example))}
          maxLength={maxLinkText}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="done"
          aria-describedby={note}
          onChange={(event) => change(event.target.value)}
        />
      </div>
      <p id={note} role="status" className={problem === '' ? 'field-note' : 'field-note lab-text-problem'}>
        {problem === '' ? m.own : problem}
      </p>
    </div>
  );
}
