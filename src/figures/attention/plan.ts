// A heatmap figure's plan in pixels: cells as large as the room allows, and a box that keeps its height while a model
// that knows nothing yet writes too many words or too few.
import type { AttentionMap, Prediction } from '../../experiment/prediction.ts';
import { cellSize, type HeatmapLayout, labelTurn } from '../../geometry/heatmap.ts';
import { textWidth } from '../../geometry/textWidth.ts';
import type { Screen } from '../frame/useScreen.ts';
import type { Kind } from './kinds.ts';

const usualSize = 13;
const largestCell = 52;
/** Of all cells together, pixels: however few they are, however many. */
const lowest = 208;
const tallest = 320;
/** What stands above and below the cells of a figure that fills the screen: type, and what does not grow with it. */
const around = { type: 170, rest: 100 };
const labelHeights = { 0: 26, [-45]: 64, [-90]: 68 } as const;

export interface HeatmapPlan {
  readonly layout: HeatmapLayout;
  readonly turn: 0 | -45 | -90;
  readonly labelWidth: number;
  readonly labelHeight: number;
  /** Of cells and labels; the same for one phrase whatever is written. */
  readonly height: number;
}

export function planHeatmap(
  map: AttentionMap,
  kind: Kind,
  prediction: Prediction,
  width: number,
  { scale, height }: Screen = { scale: 1, height: 0 },
): HeatmapPlan {
  const fontSize = usualSize * scale;
  const largest = scale === 1 ? largestCell : 2 * largestCell * scale;
  const widest = (words: readonly string[]): number =>
    Math.max(0, ...words.map((word) => textWidth(word))) * fontSize;
  const queries = kind.expectedQueries(prediction);
  const keys = kind.expectedKeys(prediction);
  const labelWidth = Math.round(Math.min(96 * scale, Math.max(64 * scale, widest(queries) + 14)));
  const room = width - labelWidth;
  // Turned names lean out to the right of the last column.
  const leaning = room - Math.min(64 * scale, Math.round(widest(keys) * 0.71));
  const turnFor = (columns: number) => {
    const turn = labelTurn(keys, cellSize(columns, room, largest), fontSize);
    return turn === -45 ? labelTurn(keys, cellSize(columns, leaning, largest), fontSize) : turn;
  };
  const roomFor = (turn: number) => (turn === -45 ? leaning : room);
  const usual = turnFor(keys.length);
  const labelHeight = Math.round((kind.writesKeys ? labelHeights[-90] : labelHeights[usual]) * scale);
  const highest =
    scale === 1 ? tallest : Math.max(tallest, height - around.type * scale - around.rest - labelHeight);
  const square = Math.min(
    cellSize(keys.length, roomFor(usual), largest),
    cellSize(queries.length, highest, largest),
  );
  const box = Math.max(lowest, square * queries.length);
  const turn = turnFor(map.keys.length);
  const layout = {
    rows: map.queries.length,
    columns: map.keys.length,
    cellWidth: cellSize(map.keys.length, roomFor(turn), square),
    cellHeight: cellSize(map.queries.length, box, square),
  };
  return { layout, turn, labelWidth, labelHeight, height: labelHeight + box };
}
