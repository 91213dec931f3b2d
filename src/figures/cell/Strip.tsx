// One vector: its strip on a canvas, and rings around the unit that is followed, pointed at or pinned. What has not been
// computed yet is an empty outline.
import { useCallback } from 'react';
import type { Flow, Rect } from '../../geometry/lab/cellPlan.ts';
import type { Strip as StripPlan } from '../../geometry/lab/strips.ts';
import { colourOf, type Role, roleColour } from '../../geometry/palette.ts';
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
  readonly role: Role;
  readonly when: 'now' | 'done' | 'later';
  /** The unit that is followed through all vectors. */
  readonly unit: number | undefined;
  readonly pointed: number | undefined;
  readonly pinned: number | undefined;
}

export function Strip({
  id,
  strip,
  rect,
  flow,
  values,
  scale,
  role,
  when,
  unit,
  pointed,
  pinned,
}: StripProps) {
  const scheme = useColourScheme();
  const paint = useCallback<Paint>(
    (context) => paintStrip(context, strip, flow, values, { scale, grid: colourOf('hairline', scheme) }),
    [strip, flow, values, scale, scheme],
  );
  const ring = (index: number | undefined, look: string) => {
    if (index === undefined || index >= strip.count) return null;
    const { x, y, width, height } = cellBox(strip, flow, index);
    return <span className={`cell-ring ${look}`} style={{ left: x, top: y, width, height }} />;
  };
  const { x: left, y: top, width, height } = rect;
  return (
    <div
      className={`cell-strip cell-strip-${when}`}
      style={{ left, top, width, height, color: roleColour(role) }}
      data-node={id}
    >
      {when !== 'later' && <Picture paint={paint} width={width} height={height} className="cell-canvas" />}
      {when !== 'later' && ring(unit, 'cell-ring-unit')}
      {when !== 'later' && ring(pinned, 'cell-ring-pinned')}
      {ring(pointed, 'cell-ring-pointed')}
    </div>
  );
}
