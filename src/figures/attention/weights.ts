// Picks from a prediction the weights that are to be shown: one kind, one layer, one head or the mean of all.
import type { AttentionKind, AttentionMap } from '../../experiment/prediction.ts';
import type { AttentionView } from '../view.ts';

/** All layers of one kind, nearest the input first. */
export const layersOf = (maps: readonly AttentionMap[], kind: AttentionKind): readonly AttentionMap[] =>
  maps.filter((map) => map.kind === kind).sort((one, other) => one.layer - other.layer);

/** The layer that is shown, by index: the chosen one while there is such a layer, else the last; −1 when there is none. */
export const shownLayer = (layers: readonly AttentionMap[], { layer }: AttentionView): number =>
  layer !== null && layer < layers.length ? layer : layers.length - 1;

/** The head that is shown: the chosen one while there is such a head, the only one, else null for the mean. */
export const shownHead = (map: AttentionMap, { head }: AttentionView): number | null => {
  if (map.heads === 1) return 0;
  return head !== null && head < map.heads ? head : null;
};

/** The weights of one head, or the mean over heads for null: (queries, keys), row-major. */
export function weightsOf(map: AttentionMap, head: number | null): Float32Array {
  const size = map.queries.length * map.keys.length;
  if (head !== null) return map.weights.subarray(head * size, (head + 1) * size);
  const mean = new Float32Array(size);
  for (let at = 0; at < size; at++) {
    let sum = 0;
    for (let each = 0; each < map.heads; each++) sum += map.weights[each * size + at] ?? 0;
    mean[at] = sum / map.heads;
  }
  return mean;
}

/** Where a row is largest; −1 for a row without cells. */
export function strongest(weights: ArrayLike<number>, columns: number, row: number): number {
  let best = -1;
  for (let column = 0; column < columns; column++)
    if (best < 0 || (weights[row * columns + column] ?? 0) > (weights[row * columns + best] ?? 0))
      best = column;
  return best;
}
