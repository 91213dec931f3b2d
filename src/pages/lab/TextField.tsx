// One's own text for the network to read: all figures of the page read it.
import { useId, useMemo } from 'react';
import { maxLinkText } from '../../experiment/linkFields.ts';
import { useAnswer } from '../../figures/lab/useAnswer.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useLab, useLabStore } from './labContext.ts';
import { between, useSamples } from './samples.ts';
import { taskFacts } from './tasks.ts';

/** What is wrong with the text, as the task says it: `tooLong: 24`. Empty where it can be read. */
function useProblem(text: string | null): string {
  const m = useLabMessages().page.text.problems;
  const truncation = useLab((state) => state.view.config.truncation);
  const query = useMemo(
    () => ({ kind: 'trace', request: { text, clamps: {}, truncation } }) as const,
    [text, truncation],
  );
  const answer = useAnswer(useLabStore(), text === null ? null : query, true);
  if (answer.state !== 'failed' || answer.reason !== 'text') return '';
  const [code = '', detail = ''] = answer.message.split(/: (.*)/s);
  return code === 'empty' ? m.empty : code === 'tooLong' ? m.tooLong(detail) : m.unknown(detail);
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
