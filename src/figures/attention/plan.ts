// A heatmap figure's plan in pixels: cells as large as the room allows, and a box that keeps its height while a model
// that knows nothing yet writes too many words or too few.
import type { AttentionMap, Prediction } from '../../experiment/prediction.ts';
import { type HeatmapLayout, labelTurn, layoutHeatmap } from '../../geometry/heatmap.ts';
import { textWidth } from '../../geometry/textWidth.ts';
import type { Kind } from './kinds.ts';

const fontSize = 13;
const largestCell = 52;
const tallest = 320;
/** Names turned by half a right angle overlap on narrower columns. */
const leastForLeaning = 22;
const labelHeights = { 0: 26, [-45]: 64, [-90]: 76 } as const;

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
  const rows = Math.max(1, queries.length);
  const columns = Math.max(keys.length, map.keys.length);
  const labelWidth = Math.round(Math.min(96, Math.max(64, widest(queries) + 14)));
  const room = width - labelWidth;
  const largestFor = (inner: number) => layoutHeatmap(rows, columns, inner, tallest, largestCell).cell;
  // Turned names lean out to the right of the last column.
  const leaning = Math.floor(room - Math.min(64, widest(keys) * 0.71));
  const upright = labelTurn(keys, largestFor(room), fontSize);
  const turn = upright === 0 || largestFor(leaning) >= leastForLeaning ? upright : -90;
  const inner = turn === -45 ? leaning : room;
  const cell = largestFor(inner);
  const layout = layoutHeatmap(map.queries.length, map.keys.length, inner, cell * rows, cell);
  const labelHeight = labelHeights[turn];
  return { layout, turn, labelWidth, labelHeight, height: labelHeight + cell * rows };
}
