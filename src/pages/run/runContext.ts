// How components reach the one run store: by context, so that tests and the prerendered page can bring their own.
import { createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { RunStoreState } from '../../stores/runStore.ts';

export type RunStore = StoreApi<RunStoreState>;

export const RunStoreContext = createContext<RunStore | null>(null);

/** The store itself, for actions and for transient subscriptions. */
export function useRunStore(): RunStore {
  const store = useContext(RunStoreContext);
  if (store === null) throw new Error('useRunStore: no RunStoreContext above');
  return store;
}

/** One slice of the run; the component renders again when this slice changes, and only then. */
export function useRun<T>(select: (state: RunStoreState) => T): T {
  return useStore(useRunStore(), select);
}
