// One cell of the folded network: its loop, the word it reads, and the gradient on its way back round the loop.
import type { FoldedCell as Place } from '../../geometry/lab/folded.ts';
import { fitted, type StateBlock } from '../../geometry/lab/unrolled.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { DrawnPowers } from '../frame/Powers.tsx';
import { type Drawn, type DrawnRow, isCut } from './drawn.ts';
import { WeightMark } from './WeightMark.tsx';

interface FoldedCellProps {
  readonly drawn: Drawn;
  readonly own: DrawnRow;
  readonly place: Place;
  readonly block: StateBlock;
  /** The step it is at. */
  readonly step: number;
  readonly there: boolean;
  /** Whether ∂L/∂h of that step is known. */
  readonly back: boolean;
}

export function FoldedCell({ drawn, own, place, block, step, there, back }: FoldedCellProps) {
  const { unrolled: m } = useLabMessages();
  const { trace, shape, strokes, state } = drawn;
  const backward = own.traced.direction === 'backward';
  const last = shape.steps - 1;
  const edge = backward ? step : step + 1;
  const cut = edge <= last && isCut(trace.request.truncation, edge);
  const stroke = back && !cut ? strokes.stroke(own.parts.throughTime[step] ?? 0) : null;
  const before = trace.labels[backward ? step + 1 : step - 1];
  const role = roleColour(state === 'cell' ? 'cell' : 'hidden');
  const note = { x: place.noteX, dy: '0.35em', textAnchor: place.noteAnchor };
  return (
    <g>
      <g style={{ color: roleColour(own.traced.layer === 0 ? 'input' : 'hidden') }}>
        <path className="unrolled-line" d={place.up} />
        <path className="unrolled-head" d={place.upHead} />
        <text className="unrolled-text" x={place.x} y={place.wordY} dy="0.35em" textAnchor="middle">
          {fitted(trace.labels[step] ?? '', block.width + 20, 13)}
        </text>
      </g>
      <g style={{ color: role }}>
        <rect
          className={there ? 'unrolled-node' : 'unrolled-node unrolled-future'}
          x={place.x - block.width / 2 - 0.5}
          y={place.y - 0.5}
          width={block.width + 1}
          height={block.height + 1}
        />
        <path className="unrolled-line" d={place.loop} />
        <path className="unrolled-head" d={place.loopHead} />
      </g>
      {there && state === 'hidden' && (
        <WeightMark {...place.hh} which="hh" side={place.noteAnchor} named lit={false} />
      )}
      {there && <WeightMark {...place.ih} which="ih" side={place.noteAnchor} named lit={false} />}
      <text className="unrolled-small" {...note} y={place.middle - 20}>
        {m.rows.layer(own.traced.layer)}
      </text>
      <text className="unrolled-small" {...note} y={place.middle}>
        {before === undefined ? m.folded.none : m.folded.from(fitted(before, 40, 12))}
      </text>
      {back && (
        <g style={{ color: roleColour('gradient') }}>
          {stroke && (
            <>
              <path
                className="unrolled-line unrolled-dashed"
                data-mark="time"
                strokeWidth={stroke.width}
                opacity={stroke.opacity}
                d={place.back}
              />
              <path className="unrolled-head" opacity={stroke.opacity} d={place.backHead} />
            </>
          )}
          <text className="unrolled-norm" {...note} y={place.middle + 20}>
            <DrawnPowers text={m.value(own.parts.whole[step] ?? 0)} />
          </text>
          {cut && (
            <text className="unrolled-small" {...note} y={place.middle + 38}>
              {m.cut}
            </text>
          )}
        </g>
      )}
    </g>
  );
}
