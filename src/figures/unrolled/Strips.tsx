// The hidden states of one step, painted: a block of cells for each layer and direction.
import { memo, useCallback } from 'react';
import type { UnrolledPlan } from '../../geometry/lab/unrolled.ts';
import { type Paint, Picture } from '../frame/Picture.tsx';
import type { Drawn } from './drawn.ts';

interface StripsProps {
  readonly drawn: Drawn;
  readonly plan: UnrolledPlan;
  readonly t: number;
  /** Which rows' states are there, a bit each. */
  readonly there: number;
  readonly scale: (value: number) => string;
}

export const Strips = memo(function Strips({ drawn, plan, t, there, scale }: StripsProps) {
  const { block, rows, pitch } = plan;
  const top = Math.min(...rows.map(({ y }) => y));
  const height = Math.max(...rows.map(({ y }) => y)) + block.height - top;
  const paint = useCallback<Paint>(
    (context) => {
      rows.forEach((place, row) => {
        if ((there & (1 << row)) === 0) return;
        drawn.rows[row]?.values[t]?.forEach((value, unit) => {
          context.fillStyle = scale(value);
          context.fillRect(
            pitch / 2 + place.x - block.width / 2 + Math.floor(unit / block.rows) * block.cellWidth,
            place.y - top + (unit % block.rows) * block.cellHeight,
            block.cellWidth,
            block.cellHeight,
          );
        });
      });
    },
    [drawn, rows, block, pitch, t, there, scale, top],
  );
  return (
    <div className="unrolled-strips" style={{ left: t * pitch, top }}>
      <Picture paint={paint} width={pitch} height={height} />
    </div>
  );
});
