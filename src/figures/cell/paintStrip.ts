// Paints a vector as its strip: every cell in its number's colour.
import type { Flow } from '../../geometry/lab/cellPlan.ts';
import { type Strip, stripCell } from '../../geometry/lab/strips.ts';

/** What of a canvas is needed. */
interface StripCanvas {
  fillStyle: string | CanvasGradient | CanvasPattern;
  fillRect(x: number, y: number, width: number, height: number): void;
}

/** Cells at least this large have a line between them. */
const leastForLine = 6;

/** Where a unit's cell lies in the strip, with lines down where the flow goes right. */
export function cellBox(strip: Strip, flow: Flow, index: number) {
  const { along, across } = stripCell(strip, index);
  return flow === 'right'
    ? { x: across, y: along, width: strip.depth, height: strip.cell }
    : { x: along, y: across, width: strip.cell, height: strip.depth };
}

export function paintStrip(
  context: StripCanvas,
  strip: Strip,
  flow: Flow,
  values: ArrayLike<number>,
  ink: { readonly scale: (value: number) => string; readonly grid: string },
): void {
  const gap = Math.min(strip.cell, strip.depth) >= leastForLine ? 1 : 0;
  const whole = flow === 'right' ? [strip.thickness, strip.length] : [strip.length, strip.thickness];
  if (gap > 0) {
    context.fillStyle = ink.grid;
    context.fillRect(0, 0, whole[0] as number, whole[1] as number);
  }
  for (let unit = 0; unit < strip.count; unit++) {
    const { x, y, width, height } = cellBox(strip, flow, unit);
    context.fillStyle = ink.scale(values[unit] ?? 0);
    context.fillRect(x + gap, y + gap, width - gap, height - gap);
  }
}
