// A heatmap figure's plan in pixels: cells as large as the room allows, and a box that keeps its height while a model
// that knows nothing yet writes too many words or too few.
import type { AttentionMap, Prediction } from '../../experiment/prediction.ts';
import { cellSize, type HeatmapLayout, labelTurn } from '../../geometry/heatmap.ts';
import { textWidth } from '../../geometry/textWidth.ts';
import type { Kind } from './kinds.ts';

const fontSize = 13;
const largestCell = 52;
/** Of all cells together, pixels: however few they are, however many. */
const lowest = 208;
const tallest = 320;
const labelHeights = { 0: 26, [-45]: 64, [-90]: 68 } as const;

export interface HeatmapPlan {
  readonly layout: HeatmapLayout;
  readonly turn: 0 | -45 | -90;
  readonly labelWidth: number;
  readonly labelHeight: number;
  /** Of cells and labels; the same for one phrase whatever is written. */
  readonly height: number;
}

const widest = (words: readonly string[]): number =>
  Math.max(0, ...words.map((word) => textWidth(word))) * fontSize;

export function planHeatmap(
  map: AttentionMap,
  kind: Kind,
  prediction: Prediction,
  width: number,
): HeatmapPlan {
  const queries = kind.expectedQueries(prediction);
  const keys = kind.expectedKeys(prediction);
  const labelWidth = Math.round(Math.min(96, Math.max(64, widest(queries) + 14)));
  const room = width - labelWidth;
  // Turned names lean out to the right of the last column.
  const leaning = room - Math.min(64, Math.round(widest(keys) * 0.71));
  const turnFor = (columns: number) => {
    const turn = labelTurn(keys, cellSize(columns, room, largestCell), fontSize);
    return turn === -45 ? labelTurn(keys, cellSize(columns, leaning, largestCell), fontSize) : turn;
  };
  const roomFor = (turn: number) => (turn === -45 ? leaning : room);
  const usual = turnFor(keys.length);
  const square = Math.min(
    cellSize(keys.length, roomFor(usual), largestCell),
    cellSize(queries.length, tallest, largestCell),
  );
  const box = Math.max(lowest, square * queries.length);
  const turn = turnFor(map.keys.length);
  const layout = {
    rows: map.queries.length,
    columns: map.keys.length,
    cellWidth: cellSize(map.keys.length, roomFor(turn), square),
    cellHeight: cellSize(map.queries.length, box, square),
  };
  const labelHeight = kind.writesKeys ? labelHeights[-90] : labelHeights[usual];
  return { layout, turn, labelWidth, labelHeight, height: labelHeight + box };
}
