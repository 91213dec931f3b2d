// The lines of one step of an unrolled network, from the middle of its column.
import { columnAt, columnX, type UnrolledPlan, type UnrolledRow } from './unrolled.ts';
import type { UnrolledShape } from './unrolledBeats.ts';

/** From, to; whether it only leads on, without an arrow's head. */
export type Line = readonly [x1: number, y1: number, x2: number, y2: number, headless?: boolean];

/** Paths of a line and of its head. */
export interface Arrow {
  readonly shaft: string;
  /** Empty where it only leads on. */
  readonly head: string;
}

/** @param size of the head, pixels */
export function arrowOf([x1, y1, x2, y2, headless]: Line, size: number): Arrow {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const reach = headless ? 0 : size;
  const [bx, by] = [x2 - ux * reach, y2 - uy * reach];
  const wide = size * 0.7;
  return {
    shaft: `M${x1} ${y1}L${bx} ${by}`,
    head: headless
      ? ''
      : `M${x2} ${y2}L${bx - uy * wide} ${by + ux * wide}L${bx + uy * wide} ${by - ux * wide}Z`,
  };
}

export interface ForwardLine {
  readonly line: Line;
  /** Whose colour it takes; `state`: of the state that is drawn. */
  readonly from: 'input' | 'state' | 'hidden' | 'output';
  /** The row whose state must be there; null: the output must; −1: the state of any row. */
  readonly needs: number | null;
}

export interface BackLines {
  /** From the step that read this state, along time; null at the last step of the direction. */
  readonly hop: Line | null;
  /** The step it comes from. */
  readonly later: number | null;
  readonly above: Line | null;
  /** Where the norm stands. */
  readonly number: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' };
}

export interface WeightTag {
  readonly x: number;
  readonly y: number;
  readonly row: number;
  readonly which: 'ih' | 'hh';
  /** The first of its direction: it carries the name. */
  readonly named: boolean;
}

export interface ColumnLines {
  readonly forward: readonly ForwardLine[];
  /** Copies of the weights: W_hh where the state goes on, W_ih where the input comes in. */
  readonly tags: readonly WeightTag[];
  /** By row. */
  readonly back: readonly BackLines[];
}

/** Between a line's end and a block. */
const air = 3;
/** Forward and backward lines run beside each other. */
const apart = 9;

export function columnLines(plan: UnrolledPlan, shape: UnrolledShape, t: number): ColumnLines {
  const { rows, block, pitch, joints, inputTop, outputBottom } = plan;
  const { steps, layers, directions, speaks } = shape;
  const both = directions === 2;
  const speaking = speaks === 'everyStep' || t === steps - 1;
  const forward: ForwardLine[] = [];
  const tags: WeightTag[] = [];
  const bottom = (row: UnrolledRow) => row.y + block.height + air;
  const top = (row: UnrolledRow) => row.y - air;

  const back = rows.map((row, at): BackLines => {
    const onwards = row.direction === 'forward' ? 1 : -1;
    const middle = row.y + block.height / 2;
    const edge = block.width / 2 + air;
    const before = t - onwards;
    const later = t + onwards;
    if (before >= 0 && before < steps) {
      const [from, to] = [row.x - onwards * (pitch - edge), row.x - onwards * edge];
      forward.push({ line: [from, middle - apart, to, middle - apart], from: 'state', needs: at });
      tags.push({
        x: (-onwards * pitch) / 2, // between two columns: nothing else passes there
        y: middle - apart,
        row: at,
        which: 'hh',
        named: before === (onwards === 1 ? 0 : steps - 1),
      });
    }
    // Into the cell from below.
    const lower = rows[at - directions];
    const joint = joints?.[row.layer];
    const start = joint ?? (lower ? top(lower) : inputTop);
    forward.push({
      line: [row.x, start, row.x, bottom(row)],
      from: row.layer === 0 ? 'input' : 'hidden',
      needs: at,
    });
    tags.push({
      x: row.x,
      y: both ? start - 12 : bottom(row) + 28,
      row: at,
      which: 'ih',
      named: before < 0 || before >= steps,
    });
    if (joint !== undefined) {
      forward.push({
        line: [0, joint, row.x, joint, true],
        from: row.layer === 0 ? 'input' : 'hidden',
        needs: at,
      });
    }
    const isTop = row.layer === layers - 1;
    const overhead = joints?.[row.layer + 1];
    const upper = rows[at + directions];
    // Out of it, towards what joins both directions.
    if (overhead !== undefined && (!isTop || speaks === 'everyStep' || (speaking && onwards === 1))) {
      const needs = isTop ? null : at;
      forward.push({ line: [row.x, top(row), row.x, overhead, true], from: 'hidden', needs });
      if (isTop) forward.push({ line: [row.x, overhead, 0, overhead, true], from: 'hidden', needs });
    }
    const end = both ? overhead : upper ? bottom(upper) : speaking ? outputBottom + air : undefined;
    const aside = both ? -onwards * apart : -apart;
    const hears = !isTop || speaks === 'everyStep' || (both && onwards === -1 ? t === 0 : t === steps - 1);
    return {
      hop:
        later >= 0 && later < steps
          ? [row.x + onwards * (pitch - edge), middle + apart, row.x + onwards * edge, middle + apart]
          : null,
      later: later >= 0 && later < steps ? later : null,
      above: hears && end !== undefined ? [row.x + aside, end, row.x + aside, top(row)] : null,
      number: {
        x: row.x + (both && onwards === 1 ? -8 : 8),
        y: row.y + block.height + 15,
        anchor: both && onwards === 1 ? 'end' : 'start',
      },
    };
  });
  const first = joints?.[0];
  if (first !== undefined) forward.push({ line: [0, inputTop, 0, first, true], from: 'input', needs: -1 });
  if (speaking) {
    const highest = rows.at(-1);
    const from = joints?.at(-1) ?? (highest ? top(highest) : outputBottom);
    forward.push({ line: [0, from, 0, outputBottom + air], from: 'output', needs: null });
  }
  return { forward, tags, back };
}

const reach = 15;

/** The copy of a weight at a point, or close to it. */
export function tagAt(plan: UnrolledPlan, shape: UnrolledShape, x: number, y: number): WeightTag | undefined {
  const here = columnAt(plan, x);
  for (const t of [here, here + 1, here - 1]) {
    if (t < 0 || t >= plan.steps) continue;
    const across = x - columnX(plan, t);
    const found = columnLines(plan, shape, t).tags.find(
      (tag) => Math.abs(tag.x - across) <= reach && Math.abs(tag.y - y) <= reach,
    );
    if (found) return found;
  }
  return undefined;
}
