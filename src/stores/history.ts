// A history that only grows, or is cut back by a rewind: losses over updates. Adding to it costs what is added, not
// what is already there, because the array is shared and only the small wrapper around it is new.

/** Loss of every update. Only the first `length` entries of `values` count; the rest is spare room. */
export interface LossHistory {
  /** values[k] is the loss of update k's batch, before that update. */
  readonly values: Float32Array;
  readonly length: number;
}

export const emptyHistory: LossHistory = { values: new Float32Array(0), length: 0 };

/**
 * The history cut to `from` entries and continued with `added`; a new wrapper, or the same one when nothing changes.
 * A `from` past the end (a frame went missing) fills the gap with NaN, which a curve draws as a gap.
 */
export function extend(history: LossHistory, from: number, added: Float32Array): LossHistory {
  const length = from + added.length;
  if (from === history.length && added.length === 0) return history;
  let values = history.values;
  if (length > values.length) {
    values = new Float32Array(Math.max(256, length, values.length * 2));
    values.set(history.values.subarray(0, Math.min(history.length, from)));
  }
  if (from > history.length) values.fill(Number.NaN, history.length, from);
  values.set(added, from);
  return { values, length };
}
