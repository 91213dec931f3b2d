// Where the model looks: the three kinds of attention, for the phrase in the field.
import { useCallback } from 'react';
import type { AttentionKind } from '../../experiment/prediction.ts';
import { AttentionFigure } from '../../figures/attention/AttentionFigure.tsx';
import { FigureFrame } from '../../figures/frame/FigureFrame.tsx';
import type { AttentionView } from '../../figures/view.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { useRun } from '../run/runContext.ts';
import { FigurePlace } from '../shell/FigurePlace.tsx';
import { usePointed } from './pointing.ts';
import { isUnread } from './unread.ts';
import { useShare } from './useShare.ts';

function Attention({ kind }: { readonly kind: AttentionKind }) {
  const prediction = useRun((state) => state.prediction);
  const view = usePointed((pointing) => pointing.views[kind]);
  const setView = usePointed((pointing) => pointing.setView);
  const cursor = usePointed((pointing) => pointing.cursor);
  const setCursor = usePointed((pointing) => pointing.setCursor);
  const onView = useCallback((chosen: AttentionView) => setView(kind, chosen), [kind, setView]);
  return (
    <AttentionFigure
      prediction={prediction}
      kind={kind}
      view={view}
      onView={onView}
      cursor={cursor}
      onCursor={setCursor}
      share={useShare()}
    />
  );
}

/** In the place of a figure for which there is no phrase: its name, and how to see it. Little, so that nothing is blank. */
function NothingToShow({ kind }: { readonly kind: AttentionKind }) {
  const { figures, home } = useMessages();
  const { title } = figures.attention.kinds[kind];
  const words = home.attention.typeFirst;
  return (
    <FigureFrame title={title} readout="">
      <p className="nothing-to-show" role="img" aria-label={`${title}: ${words}`}>
        {words}
      </p>
    </FigureFrame>
  );
}

function Place({ kind }: { readonly kind: AttentionKind }) {
  const empty = useRun((state) => state.prediction === null && !isUnread(state));
  return (
    <FigurePlace className={empty ? 'place-empty' : `place-${kind}`}>
      {empty ? <NothingToShow kind={kind} /> : <Attention kind={kind} />}
    </FigurePlace>
  );
}

/** What the translation above rests on comes first. */
const kinds: readonly AttentionKind[] = ['cross', 'encoderSelf', 'decoderSelf'];

export function AttentionFigures() {
  const m = useMessages().home.attention;
  return (
    <section className="attention" aria-labelledby="attention-title">
      <div className="attention-words">
        <h2 id="attention-title">{m.title}</h2>
        <p className="lead">{m.lead}</p>
        <dl className="attention-kinds">
          {m.kinds.map(({ name, words }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </div>
      {kinds.map((kind) => (
        <Place key={kind} kind={kind} />
      ))}
    </section>
  );
}
