// What several figures share: which word or cell is pointed at, and whose attention is shown. The page holds both, so
// that a word lights up in every figure at once.

/** A word of the French output (`target`, index of its step) and of the English phrase (`source`). Absent: none. */
export interface WordCursor {
  readonly target?: number;
  readonly source?: number;
}

/** No word is pointed at. */
export const noCursor: WordCursor = {};

/** Whose attention weights are shown. */
export interface AttentionView {
  /** From 0; null is the last layer, whatever their number. */
  readonly layer: number | null;
  /** From 0; null is the mean over heads. */
  readonly head: number | null;
}

/** The mean over the heads of the last layer. */
export const wholeView: AttentionView = { layer: null, head: null };
