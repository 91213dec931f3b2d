// How a figure's component gets the answers to its queries: watched while it is active, and never longer.
import { useCallback, useSyncExternalStore } from 'react';
import type { Answer, AnswerTo, Query } from '../../experiment/lab/queries.ts';
import type { LabStore } from '../../stores/lab/labStore.ts';
import { queryKey } from '../../worker/lab/queryKey.ts';

const empty: Answer<never> = { state: 'empty' };

/**
 * What there is to a query, as it changes.
 * @param query null asks nothing; a new object with the same content is the same query
 * @param active whether the figure is on screen. While it is not, the last answer stays
 */
export function useAnswer<Q extends Query>(
  lab: LabStore,
  query: Q | null,
  active: boolean,
): Answer<AnswerTo<Q>> {
  const key = query && queryKey(query);
  const subscribe = useCallback(
    (changed: () => void) =>
      key === null || !active ? () => {} : lab.getState().watch(JSON.parse(key) as Query, changed),
    [lab, key, active],
  );
  const read = () => (query ? lab.getState().answer(query) : empty);
  return useSyncExternalStore(subscribe, read, () => empty);
}
