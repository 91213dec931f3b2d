// One vector: its strip on a canvas, and rings around the unit that is followed, pointed at or pinned. What has not been
// computed yet is left out: the drawing below has an empty outline there.
import { useCallback } from 'react';
import type { Flow, Rect } from '../../geometry/lab/cellPlan.ts';
import type { Strip as StripPlan } from '../../geometry/lab/strips.ts';
import { colourOf } from '../../geometry/palette.ts';
import { type Paint, Picture } from '../frame/Picture.tsx';
import { useColourScheme } from '../frame/useColourScheme.ts';
import type { NodeId } from './diagrams/diagram.ts';
import { cellBox, paintStrip } from './paintStrip.ts';

interface StripProps {
  readonly id: NodeId;
  readonly strip: StripPlan;
  readonly rect: Rect;
  readonly flow: Flow;
  readonly values: Float32Array;
  readonly scale: (value: number) => string;
  readonly when: 'now' | 'done' | 'later';
  /** The unit that is followed through all vectors. */
  readonly unit: number | undefined;
  readonly pointed: number | undefined;
  readonly pinned: number | undefined;
}

export function Strip({ id, strip, rect, flow, values, scale, when, unit, pointed, pinned }: StripProps) {
  const scheme = useColourScheme();
  const paint = useCallback<Paint>(
    (context) => paintStrip(context, strip, flow, values, { scale, grid: colourOf('hairline', scheme) }),
    [strip, flow, values, scale, scheme],
  );
  const ring = (index: number | undefined, look: string) => {
    if (index === undefined || index >= strip.count) return null;
    const { x, y, width, height } = cellBox(strip, flow, index);
    // Around the cell, not over it: the colour of a thin cell is to be seen.
    return (
      <span
        className={`cell-ring ${look}`}
        style={{ left: x - 1.5, top: y - 1.5, width: width + 3, height: height + 3 }}
      />
    );
  };
  const { x: left, y: top, width, height } = rect;
  return (
    <div className="cell-strip" style={{ left, top, width, height }} data-node={id}>
      {when !== 'later' && <Picture paint={paint} width={width} height={height} className="cell-canvas" />}
      {when !== 'later' && ring(unit, 'cell-ring-unit')}
      {when !== 'later' && ring(pinned, 'cell-ring-pinned')}
      {ring(pointed, 'cell-ring-pointed')}
    </div>
  );
}
