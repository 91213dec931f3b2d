// The field in which the visitor asks for a translation, what is said about the phrase, and phrases to try.
import { useId } from 'react';
import { useStable } from '../../figures/frame/useStable.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { useRun, useRunStore } from '../run/runContext.ts';
import { phraseNotes } from './phraseNotes.ts';

/** How long, in milliseconds, a sentence must stand before it is read aloud: while it learns some come and go. */
const quiet = 1000;

/** How many phrases are offered. */
const offered = 4;

function Notes({ id }: { readonly id: string }) {
  const m = useMessages().phrase;
  const text = useRun((state) => phraseNotes(state.phrase, state.prediction, m).join(' '));
  const spoken = useStable(text, quiet);
  return (
    <>
      <p id={id} className="field-note">
        {text}
      </p>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
    </>
  );
}

function Suggestions() {
  const m = useMessages().phrase;
  const store = useRunStore();
  const phrases = useRun((state) => state.split?.heldOutExamples);
  const phrase = useRun((state) => state.phrase);
  const title = useId();
  return (
    <div className="suggestions">
      <p id={title} className="suggestions-title">
        {m.suggestions}
      </p>
      <ul aria-labelledby={title}>
        {(phrases ?? []).slice(0, offered).map((words) => (
          <li key={words}>
            <button
              type="button"
              className="chip"
              aria-pressed={words === phrase}
              onClick={() => store.getState().setPhrase(words)}
            >
              {words}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function PhraseField() {
  const m = useMessages().phrase;
  const store = useRunStore();
  const phrase = useRun((state) => state.phrase);
  const note = useId();
  return (
    <div className="phrase">
      <div className="field">
        <label htmlFor="phrase">{m.field}</label>
        <input
          id="phrase"
          type="text"
          className="phrase-input"
          value={phrase}
          placeholder={m.placeholder}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="done"
          lang="en"
          aria-describedby={note}
          onChange={(event) => store.getState().setPhrase(event.target.value)}
        />
      </div>
      <Notes id={note} />
      <Suggestions />
    </div>
  );
}
