// Attention as arcs between two rows (or columns) of words: as wide as its weight, and stacked side by side at each
// word, so that what a written word looks at fills one bar of a fixed width, as the weights fill 1.
import type { Anchor } from './words.ts';

export interface Arc {
  readonly source: number;
  readonly target: number;
  readonly weight: number;
  readonly from: Anchor;
  readonly to: Anchor;
  /** Pixels: the weight times the full width. */
  readonly width: number;
}

export interface ArcOptions {
  /** down: between two rows. across: between two columns. */
  readonly direction: 'down' | 'across';
  /** Pixels of a weight of 1. */
  readonly fullWidth: number;
  /** The most that the ends at one word of the phrase may spread, pixels; beyond, they overlap. */
  readonly spread: number;
}

/** A weight below this makes no arc: it would be thinner than a third of a pixel. */
export const leastWeight = 0.02;

/**
 * Arcs of all weights that can be seen, the lightest first, so that the heaviest are painted last.
 * @param weights (targets, sources), row-major, each row summing to 1
 * @param columns how many sources a row has; words without an anchor make no arc
 */
export function layoutArcs(
  weights: ArrayLike<number>,
  columns: number,
  sources: readonly Anchor[],
  targets: readonly Anchor[],
  { direction, fullWidth, spread }: ArcOptions,
): Arc[] {
  const rows = columns === 0 ? 0 : Math.min(targets.length, Math.floor(weights.length / columns));
  const at = (target: number, source: number) => {
    const weight = weights[target * columns + source] ?? 0;
    return weight > 0 && weight < Number.POSITIVE_INFINITY ? weight : 0;
  };
  const along = (anchor: Anchor, by: number): Anchor =>
    direction === 'down' ? { x: anchor.x + by, y: anchor.y } : { x: anchor.x, y: anchor.y + by };

  const drawn = new Array<number>(columns).fill(0);
  for (let source = 0; source < columns; source++)
    for (let target = 0; target < rows; target++)
      drawn[source] = (drawn[source] ?? 0) + at(target, source) * fullWidth;

  const arcs: Arc[] = [];
  const used = new Array<number>(columns).fill(0);
  for (let target = 0; target < rows; target++) {
    const end = targets[target];
    if (end === undefined) continue;
    let filled = -fullWidth / 2;
    for (let source = 0; source < columns; source++) {
      const weight = at(target, source);
      const width = weight * fullWidth;
      const start = sources[source];
      const sum = drawn[source] ?? 0;
      const squeeze = sum > spread ? spread / sum : 1;
      const offset = ((used[source] ?? 0) + width / 2 - sum / 2) * squeeze;
      used[source] = (used[source] ?? 0) + width;
      if (start !== undefined && weight >= leastWeight)
        arcs.push({
          source,
          target,
          weight,
          width,
          from: along(start, offset),
          to: along(end, filled + width / 2),
        });
      filled += width;
    }
  }
  return arcs.sort((one, other) => one.weight - other.weight);
}

/** What a canvas and d3's path() have in common, as far as an arc needs it. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
}

/** Draws an arc's middle line, leaving and reaching the words at right angles. */
export function traceArc(sink: PathSink, { from, to }: Arc, direction: ArcOptions['direction']): void {
  sink.moveTo(from.x, from.y);
  if (direction === 'down') {
    const middle = (from.y + to.y) / 2;
    sink.bezierCurveTo(from.x, middle, to.x, middle, to.x, to.y);
  } else {
    const middle = (from.x + to.x) / 2;
    sink.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
  }
}
