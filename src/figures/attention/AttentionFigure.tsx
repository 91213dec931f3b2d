// Attention of one kind: a large heatmap of one head or the mean of all, the heads as thumbnails to choose from, a line
// that reads the cell pointed at, and the numbers as a table.
import './attention.css';
import type { AttentionKind, Prediction } from '../../experiment/prediction.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { FigureFrame } from '../frame/FigureFrame.tsx';
import type { RunShare } from '../frame/tools/props.ts';
import { type AttentionView, noCursor, type WordCursor } from '../view.ts';
import { MapFigure } from './MapFigure.tsx';
import { layersOf, shownLayer } from './weights.ts';

interface AttentionFigureProps {
  /** Null when there is no phrase to read, or not yet. */
  readonly prediction: Prediction | null;
  readonly kind: AttentionKind;
  readonly view: AttentionView;
  readonly onView: (view: AttentionView) => void;
  /** The word that any figure points at. */
  readonly cursor?: WordCursor;
  readonly onCursor?: (cursor: WordCursor) => void;
  readonly share?: RunShare;
}

export function AttentionFigure({
  prediction,
  kind,
  view,
  onView,
  cursor = noCursor,
  onCursor,
  share,
}: AttentionFigureProps) {
  const { attention } = useMessages().figures;
  const layers = layersOf(prediction?.attention ?? [], kind);
  const map = layers[shownLayer(layers, view)];
  if (prediction === null || map === undefined || map.keys.length === 0)
    return (
      <FigureFrame className="at" title={attention.kinds[kind].title} readout="">
        <p className="at-empty">{attention.empty}</p>
      </FigureFrame>
    );
  return (
    <MapFigure
      prediction={prediction}
      map={map}
      layers={layers.length}
      view={view}
      onView={onView}
      cursor={cursor}
      onCursor={onCursor}
      share={share}
    />
  );
}
