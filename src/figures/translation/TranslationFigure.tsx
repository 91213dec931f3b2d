// The hero: the phrase, its translation as the model writes it, and between them arcs of how much each written word
// looks at each word read. Layout and arcs come from geometry; this file says what stands where and what is pointed at.
import './translation.css';
import { useId, useMemo, useRef } from 'react';
import type { Prediction } from '../../experiment/prediction.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { layersOf, shownHead, shownLayer, weightsOf } from '../attention/weights.ts';
import { FigureFrame } from '../frame/FigureFrame.tsx';
import { ScaleLegend } from '../frame/ScaleLegend.tsx';
import type { RunShare } from '../frame/tools/props.ts';
import { useElementSize } from '../frame/useElementSize.ts';
import { isEmpty, useLinkedCursor } from '../useLinkedCursor.ts';
import { type AttentionView, noCursor, type WordCursor, wholeView } from '../view.ts';
import { sentenceOf } from './align.ts';
import { translationData } from './data.ts';
import { readout } from './readout.ts';
import { TranslationStage } from './TranslationStage.tsx';
import { usePointing, type Word } from './usePointing.ts';

interface TranslationFigureProps {
  /** Null when there is no phrase to read, or not yet. */
  readonly prediction: Prediction | null;
  /** Whose cross-attention the arcs are; the mean over the heads of the last layer unless said otherwise. */
  readonly view?: AttentionView;
  /** The word that any figure points at. */
  readonly cursor?: WordCursor;
  readonly onCursor?: (cursor: WordCursor) => void;
  readonly share?: RunShare;
}

const cursorOf = (word: Word | null): WordCursor =>
  word === null ? noCursor : word.row === 'source' ? { source: word.index } : { target: word.index };

export function TranslationFigure({
  prediction,
  view = wholeView,
  cursor = noCursor,
  onCursor,
  share,
}: TranslationFigureProps) {
  const { figures } = useMessages();
  const { translation } = figures;
  const box = useRef<HTMLDivElement>(null);
  const size = useElementSize(box);
  const id = useId();
  const pointing = usePointing(({ row, index }) =>
    row === 'source' ? index < (prediction?.source.length ?? 0) : index < (prediction?.steps.length ?? 0),
  );
  const own = cursorOf(pointing.shown);
  useLinkedCursor(own, cursor, onCursor);
  const shown = pointing.fresh || isEmpty(cursor) ? own : cursor;
  const weights = useMemo(() => {
    const layers = layersOf(prediction?.attention ?? [], 'cross');
    const map = layers[shownLayer(layers, view)];
    return map === undefined ? null : weightsOf(map, shownHead(map, view));
  }, [prediction, view]);

  return (
    <FigureFrame
      className="tr"
      title={translation.title}
      titleHidden
      legend={<ScaleLegend label={figures.legend.attention} />}
      answers={!isEmpty(own)}
      data={
        prediction === null || prediction.source.length === 0
          ? undefined
          : () => translationData(prediction, weights, figures)
      }
      share={share && { ...share, name: 'translation' }}
      readout={prediction === null ? '' : readout(prediction, weights, shown, figures)}
    >
      <div className="tr-box" ref={box}>
        {prediction !== null && (
          <p className="figure-unseen">
            {translation.sentence(
              prediction.source.map(({ word }) => word).join(' '),
              sentenceOf(prediction.steps),
            )}
          </p>
        )}
        {prediction === null || prediction.source.length === 0 ? (
          <p className="tr-nothing">{translation.nothing}</p>
        ) : (
          size !== null && (
            <TranslationStage
              prediction={prediction}
              weights={weights}
              width={Math.floor(size.width)}
              pointing={pointing}
              shown={shown}
              id={id}
            />
          )
        )}
      </div>
    </FigureFrame>
  );
}
