// The heads of a layer as small heatmaps to choose from, and their mean. Native radio buttons: one tab stop, arrow keys
// within.
import { useId, useMemo } from 'react';
import type { AttentionMap } from '../../experiment/prediction.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { Picture } from '../frame/Picture.tsx';
import { useHeatmapPaint } from './Heatmap.tsx';
import type { Kind } from './kinds.ts';
import { weightsOf } from './weights.ts';

const side = 48;

interface HeadChoiceProps {
  readonly map: AttentionMap;
  readonly kind: Kind;
  /** Null for the mean. */
  readonly head: number | null;
  onHead(head: number | null): void;
}

export function HeadChoice({ map, kind, head, onHead }: HeadChoiceProps) {
  const { attention } = useMessages().figures;
  const group = useId();
  const heads = [null, ...Array.from({ length: map.heads }, (_, each) => each)];
  return (
    <fieldset className="at-heads">
      <legend className="figure-unseen">{attention.head}</legend>
      {heads.map((each) => (
        <label className="at-head" key={each ?? 'mean'}>
          <input
            type="radio"
            className="figure-unseen"
            name={group}
            checked={each === head}
            onChange={() => onHead(each)}
          />
          <Thumbnail map={map} kind={kind} head={each} />
          <span>{each === null ? attention.mean : attention.headNumber(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Thumbnail({ map, kind, head }: { map: AttentionMap; kind: Kind; head: number | null }) {
  const marks = useMemo(
    () => ({
      weights: weightsOf(map, head),
      rows: map.queries.length,
      columns: map.keys.length,
      masked: kind.masked,
    }),
    [map, kind, head],
  );
  const paint = useHeatmapPaint(marks);
  return <Picture paint={paint} width={side} height={side} className="at-thumbnail" />;
}
