// How components reach the lab's store.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { LabStore, LabStoreState } from '../../stores/lab/labStore.ts';

export const LabStoreContext = createContext<LabStore | null>(null);

/** The store itself, for actions and for watching. */
export function useLabStore(): LabStore {
  const store = useContext(LabStoreContext);
  if (store === null) throw new Error('useLabStore: no LabStoreContext above');
  return store;
}

/** Whether there is no worker that computes the run, and none to come unless the visitor tries again. */
export const hasEnded = (status: LabStoreState['status']): boolean =>
  status === 'failed' || status === 'unsupported';

/** One slice of the lab's run; the component renders again when this slice changes, and only then. */
export function useLab<T>(select: (state: LabStoreState) => T): T {
  return useStore(useLabStore(), select);
}
