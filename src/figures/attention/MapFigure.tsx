// The attention figure once there is something to show: which head, which cell, and what of it is said.
import { useId, useMemo, useRef } from 'react';
import type { AttentionMap, Prediction } from '../../experiment/prediction.ts';
import type { Cell } from '../../geometry/heatmap.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { FigureFrame } from '../frame/FigureFrame.tsx';
import { ScaleLegend } from '../frame/ScaleLegend.tsx';
import type { RunShare } from '../frame/tools/props.ts';
import { useElementSize } from '../frame/useElementSize.ts';
import { useScreen } from '../frame/useScreen.ts';
import { useCells } from '../matrix/useCells.ts';
import { tokenName } from '../tokens.ts';
import { isEmpty, useLinkedCursor } from '../useLinkedCursor.ts';
import { type AttentionView, noCursor, type WordCursor } from '../view.ts';
import { attentionData } from './data.ts';
import { HeadChoice } from './HeadChoice.tsx';
import { Heatmap } from './Heatmap.tsx';
import { kinds } from './kinds.ts';
import { LayerChoice } from './LayerChoice.tsx';
import { planHeatmap } from './plan.ts';
import { shownHead, weightsOf } from './weights.ts';

interface MapFigureProps {
  readonly prediction: Prediction;
  readonly map: AttentionMap;
  /** How many layers there are to choose from. */
  readonly layers: number;
  readonly view: AttentionView;
  readonly onView: (view: AttentionView) => void;
  readonly cursor: WordCursor;
  readonly onCursor: ((cursor: WordCursor) => void) | undefined;
  readonly share: RunShare | undefined;
}

/** Assumed until the page has been laid out. */
const firstWidth = 328;

export function MapFigure(props: MapFigureProps) {
  const { prediction, map, layers, view, onView, cursor, onCursor, share } = props;
  const { figures } = useMessages();
  const { attention, tokens } = figures;
  const words = attention.kinds[map.kind];
  const kind = kinds[map.kind];
  const hint = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = Math.floor(useElementSize(box)?.width ?? firstWidth);
  const head = shownHead(map, view);
  const screen = useScreen(box);
  const plan = useMemo(
    () => planHeatmap(map, kind, prediction, width, screen),
    [map, kind, prediction, width, screen],
  );
  const marks = useMemo(
    () => ({
      weights: weightsOf(map, head),
      rows: map.queries.length,
      columns: map.keys.length,
      masked: kind.masked,
    }),
    [map, kind, head],
  );
  const cells = useCells(plan.layout);
  useLinkedCursor(cells.shown === undefined ? noCursor : kind.cursorOf(cells.shown), cursor, onCursor);

  const band = kind.bandOf(cursor);
  const linked: Cell | undefined =
    band.row !== undefined && band.column !== undefined ? { row: band.row, column: band.column } : undefined;
  const own = cells.fresh || isEmpty(cursor) ? cells.shown : undefined;
  const cell = inside(own ?? linked ?? cells.shown, marks);
  const name = (word: string) => tokenName(word, tokens) ?? word;
  const rowLabels = map.queries.map(name);
  const columnLabels = map.keys.map(name);
  const read = ({ row, column }: Cell): string => {
    const query = rowLabels[row] ?? '';
    const key = columnLabels[column] ?? '';
    if (kind.masked({ row, column })) return attention.masked(query, key);
    return words.reads(head, query, key, marks.weights[row * marks.columns + column] ?? 0);
  };
  const twin = { name: words.title, marks, rowLabels, columnLabels };
  const heading = [
    words.title,
    ...(layers > 1 ? [`${attention.layer} ${attention.layerNumber(map.layer)}`] : []),
    ...(map.heads > 1 ? [head === null ? attention.mean : attention.headNumber(head)] : []),
  ].join(' · ');

  return (
    <FigureFrame
      className="at figure-grows"
      title={words.title}
      tools={
        layers > 1 && (
          <LayerChoice layers={layers} layer={map.layer} onLayer={(layer) => onView({ ...view, layer })} />
        )
      }
      legend={<ScaleLegend label={figures.legend.attention} masked={kind.masks} />}
      answers={cells.shown !== undefined}
      readout={cell === undefined ? attention.point : read(cell)}
      data={() => attentionData(twin, words.rows, attention)}
      share={share && { ...share, name: `attention-${map.kind}`, heading }}
      above={
        map.heads > 1 && (
          <HeadChoice map={map} kind={kind} head={head} onHead={(each) => onView({ ...view, head: each })} />
        )
      }
    >
      <div ref={box}>
        <p className="at-axes" aria-hidden="true">
          <span>
            {attention.row} <b className="at-query">{attention.query}</b>: {words.rows}
          </span>
          <span>
            {attention.column} <b className="at-key">{attention.key}</b>: {words.columns}
          </span>
        </p>
        <p className="figure-unseen" id={hint}>
          {attention.hint}
        </p>
        <div className="at-stage" style={{ height: plan.height }}>
          <Heatmap
            {...twin}
            {...plan}
            describedBy={hint}
            cells={cells}
            cell={cell}
            row={own?.row ?? band.row ?? cell?.row}
            column={own?.column ?? (own === undefined ? band.column : undefined) ?? cell?.column}
          />
        </div>
      </div>
    </FigureFrame>
  );
}

const inside = (
  cell: Cell | undefined,
  { rows, columns }: { rows: number; columns: number },
): Cell | undefined => (cell !== undefined && cell.row < rows && cell.column < columns ? cell : undefined);
