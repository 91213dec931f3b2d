// Words of a phrase have no identity but their place, and the same word may come twice: React is to know them by it.

export interface Placed<T> {
  readonly item: T;
  /** From 0. */
  readonly at: number;
}

/** The items with their places, to be used as keys. */
export const placed = <T>(items: readonly T[]): readonly Placed<T>[] =>
  items.map((item, at) => ({ item, at }));
