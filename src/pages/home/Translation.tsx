// The hero: a phrase and what the model makes of it, with the field in which the visitor asks for another.
import { TranslationFigure } from '../../figures/translation/TranslationFigure.tsx';
import { useMessages } from '../../i18n/useMessages.ts';
import { useRun } from '../run/runContext.ts';
import { FigurePlace } from '../shell/FigurePlace.tsx';
import { PhraseField } from './PhraseField.tsx';
import { usePointed } from './pointing.ts';
import { isUnread } from './unread.ts';
import { useShare } from './useShare.ts';

/** Before the first frame there is only the phrase, and nothing said about it yet. */
function Waiting() {
  const phrase = useRun((state) => state.phrase);
  const m = useMessages().home;
  return (
    <div className="hero-waiting">
      <p className="hero-waiting-source" lang="en">
        {phrase}
      </p>
      <p className="fine">{m.waiting}</p>
    </div>
  );
}

function Hero() {
  const prediction = useRun((state) => state.prediction);
  const unknownYet = useRun(isUnread);
  const view = usePointed((pointing) => pointing.views.cross);
  const cursor = usePointed((pointing) => pointing.cursor);
  const setCursor = usePointed((pointing) => pointing.setCursor);
  const share = useShare();
  if (unknownYet) return <Waiting />;
  return (
    <TranslationFigure
      prediction={prediction}
      view={view}
      cursor={cursor}
      onCursor={setCursor}
      share={share}
    />
  );
}

export function Translation() {
  const m = useMessages().home;
  return (
    <section id="translation" className="block" aria-labelledby="translation-title" tabIndex={-1}>
      <h2 id="translation-title" className="visually-hidden">
        {m.translation}
      </h2>
      <FigurePlace className="place-translation">
        <Hero />
      </FigurePlace>
      <PhraseField />
    </section>
  );
}
