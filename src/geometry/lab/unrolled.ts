// Where everything of an unrolled network stands: columns are steps, rows are layers and directions, inputs below,
// outputs and losses above. Pixels; y grows downwards.
import { textWidth } from '../textWidth.ts';

/** A hidden state as a small block of cells: unit i stands at row i mod rows, column ⌊i / rows⌋. */
export interface StateBlock {
  readonly rows: number;
  readonly columns: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly width: number;
  readonly height: number;
}

export interface UnrolledRow {
  readonly layer: number;
  readonly direction: 'forward' | 'backward';
  /** Of the block, from the column's centre. */
  readonly x: number;
  /** Upper edge of the block. */
  readonly y: number;
}

export interface UnrolledPlan {
  readonly width: number;
  readonly height: number;
  readonly pitch: number;
  readonly steps: number;
  readonly block: StateBlock;
  /** In the order of the trace's layers. */
  readonly rows: readonly UnrolledRow[];
  /** Below layer k the two directions part, above it they join; null with one direction. gaps[0] is above the input. */
  readonly joints: readonly number[] | null;
  readonly lossY: number;
  readonly targetY: number;
  readonly outputY: number;
  /** Where arrows into the output end. */
  readonly outputBottom: number;
  /** Where arrows from the input begin. */
  readonly inputTop: number;
  readonly inputY: number;
  /** What opens a step's cell. */
  readonly openY: number;
  /** Along here a backward direction's final state goes to the last step's output. */
  readonly laneY: number;
}

export interface UnrolledRoom {
  readonly steps: number;
  readonly layers: number;
  readonly directions: 1 | 2;
  /** H. */
  readonly units: number;
  /** What stands at the steps: they ask for room. */
  readonly words: readonly string[];
  /** Pixels there are without scrolling. */
  readonly width: number;
}

const tallestRows = 16;
const cellWidths = [16, 10, 8, 6, 6, 5, 5, 5];
const wordSize = 14;
const narrowest = { 1: 80, 2: 136 } as const;
const widest = 176;
/** After the last step, for the number beside its state. */
const tail = 32;

function stateBlock(units: number, rowCount: number): StateBlock {
  const room = rowCount <= 2 ? 80 : rowCount <= 4 ? 64 : 48;
  const rows = Math.min(units, tallestRows);
  const columns = Math.ceil(units / tallestRows);
  const cellHeight = Math.min(16, Math.floor(room / rows));
  const cellWidth = cellWidths[columns - 1] ?? 5;
  return {
    rows,
    columns,
    cellWidth,
    cellHeight,
    width: columns * cellWidth,
    height: rows * cellHeight,
  };
}

export function planUnrolled({ steps, layers, directions, units, words, width }: UnrolledRoom): UnrolledPlan {
  const block = stateBlock(units, layers * directions);
  const wanted = Math.max(0, ...words.map((word) => textWidth(word))) * wordSize + 16;
  const least = Math.max(narrowest[directions], directions * block.width + 56, Math.min(128, wanted));
  const pitch = Math.floor(Math.max(least, Math.min(widest, (width - tail) / Math.max(1, steps))));
  const outputY = 60;
  const outputBottom = outputY + 28;
  const laneY = outputBottom + 10;
  const both = directions === 2;
  const gap = both ? 72 : 56;
  let y = outputBottom + (both ? 48 : 36);
  const rows: UnrolledRow[] = [];
  const joints: number[] = [y - 20];
  for (let layer = layers - 1; layer >= 0; layer--) {
    const aside = both ? block.width / 2 + 10 : 0;
    if (both) {
      rows.unshift({ layer, direction: 'backward', x: aside, y });
      y += block.height + 24;
    }
    rows.unshift({ layer, direction: 'forward', x: -aside, y });
    y += block.height + gap;
    joints.unshift(y - 28);
  }
  const inputTop = y - 8;
  const inputY = y + 8;
  return {
    width: pitch * steps + tail,
    height: inputY + 40,
    pitch,
    steps,
    block,
    rows,
    joints: both ? joints : null,
    lossY: 12,
    targetY: 36,
    outputY,
    outputBottom,
    inputTop,
    inputY,
    openY: inputY + 24,
    laneY,
  };
}

/** The middle of a step's column. */
export const columnX = ({ pitch }: UnrolledPlan, t: number): number => (t + 0.5) * pitch;

export interface UnitSpot {
  readonly row: number;
  readonly t: number;
  readonly unit: number;
}

/** Around a block, so that a finger finds it. */
const slack = 14;

/** Which step's column lies at x. */
export const columnAt = ({ pitch, steps }: UnrolledPlan, x: number): number =>
  clamp(Math.floor(x / pitch), steps);

/** The unit of a state at a point, or close beside it. */
export function unitAt(plan: UnrolledPlan, units: number, x: number, y: number): UnitSpot | undefined {
  const { block } = plan;
  const t = columnAt(plan, x);
  const row = plan.rows.findIndex((place) => {
    const left = x - columnX(plan, t) - place.x + block.width / 2;
    return y >= place.y && y < place.y + block.height && left >= -slack && left <= block.width + slack;
  });
  const place = plan.rows[row];
  if (!place) return undefined;
  const left = x - columnX(plan, t) - place.x + block.width / 2;
  const column = clamp(Math.floor(left / block.cellWidth), block.columns);
  const unit = column * block.rows + clamp(Math.floor((y - place.y) / block.cellHeight), block.rows);
  return { row, t, unit: Math.min(units - 1, unit) };
}

/** Where a unit's cell is, in the plan. */
export function unitRect(plan: UnrolledPlan, { row, t, unit }: UnitSpot) {
  const { block } = plan;
  const place = plan.rows[row];
  return {
    x: columnX(plan, t) + (place?.x ?? 0) - block.width / 2 + Math.floor(unit / block.rows) * block.cellWidth,
    y: (place?.y ?? 0) + (unit % block.rows) * block.cellHeight,
    width: block.cellWidth,
    height: block.cellHeight,
  };
}

const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));

/** Which columns a scrolled window shows, and a few beside it. */
export function columnsInView(
  { pitch, steps }: Pick<UnrolledPlan, 'pitch' | 'steps'>,
  left: number,
  width: number,
): { readonly from: number; readonly to: number } {
  const spare = 2;
  return {
    from: Math.max(0, Math.floor(left / pitch) - spare),
    to: Math.min(steps, Math.ceil((left + width) / pitch) + spare),
  };
}

/** How far to scroll so that a column stands in view, with its neighbours where there is room. */
export function scrolledTo(
  plan: Pick<UnrolledPlan, 'pitch' | 'width'>,
  t: number,
  left: number,
  width: number,
): number {
  const beside = Math.min(plan.pitch, Math.max(0, (width - plan.pitch) / 2));
  const from = t * plan.pitch - beside;
  const to = (t + 1) * plan.pitch + beside;
  const wanted = from < left ? from : to > left + width ? to - width : left;
  return Math.max(0, Math.min(plan.width - width, wanted));
}

/** A text cut to fit `width` pixels. */
export function fitted(text: string, width: number, size: number): string {
  if (textWidth(text) * size <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`) * size > width) letters.pop();
  return `${letters.join('')}…`;
}
