import type { Query } from '../../experiment/lab/queries.ts';

/** The same text for equal queries, in whatever order their fields were written. */
export function queryKey(query: Query): string {
  return JSON.stringify(query, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
