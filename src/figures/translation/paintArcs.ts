// Paints arcs: each in its weight's colour, the words that are pointed at in full strength and the rest faint.
import { type Arc, type ArcOptions, type PathSink, traceArc } from '../../geometry/arcs.ts';
import type { SequentialScale } from '../../geometry/sequential.ts';
import type { WordCursor } from '../view.ts';

/** Strength of what is not pointed at while something is. */
const faint = 0.2;

/** What of a canvas is needed, so that a test can listen in. */
export interface ArcCanvas extends PathSink {
  globalAlpha: number;
  lineWidth: number;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  beginPath(): void;
  stroke(): void;
}

/** Whether an arc belongs to what is pointed at; true for all when nothing is. */
const pointedAt = (arc: Arc, { source, target }: WordCursor): boolean =>
  (source === undefined || source === arc.source) && (target === undefined || target === arc.target);

export function paintArcs(
  context: ArcCanvas,
  arcs: readonly Arc[],
  direction: ArcOptions['direction'],
  scale: SequentialScale,
  cursor: WordCursor,
): void {
  const paint = (arc: Arc, strength: number) => {
    context.globalAlpha = strength;
    context.lineWidth = Math.max(0.75, arc.width);
    context.strokeStyle = scale(arc.weight);
    context.beginPath();
    traceArc(context, arc, direction);
    context.stroke();
  };
  for (const arc of arcs) if (!pointedAt(arc, cursor)) paint(arc, faint);
  for (const arc of arcs) if (pointedAt(arc, cursor)) paint(arc, 1);
  context.globalAlpha = 1;
}
