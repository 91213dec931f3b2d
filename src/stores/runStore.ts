// The store of the one run that the page shows. Vanilla zustand: it never imports React. What it holds is in
// runState.ts, how it gets there in runController.ts.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { canRelax } from '../engine/relaxed.ts';
import { pageClient } from '../worker/pageClient.ts';
import { pageAddress } from './address.ts';
import { pageTimer } from './pageTimer.ts';
import { RunController } from './runController.ts';
import type { RunStoreDependencies } from './runDependencies.ts';
import type { RunStoreState } from './runState.ts';
import { createStorage } from './storage.ts';

export type { RunStoreDependencies } from './runDependencies.ts';
export type * from './runState.ts';

/** The store, with the run of the page's link, or a fresh one; its worker begins at once. */
export function createRunStore(dependencies: RunStoreDependencies): StoreApi<RunStoreState> {
  const controller = new RunController(dependencies);
  const store = createStore<RunStoreState>()((set, get) => controller.stateFor((patch) => set(patch), get));
  controller.open();
  return store;
}

/** What the store needs, as a page has it. */
export function pageDependencies(): RunStoreDependencies {
  return {
    client: pageClient,
    storage: createStorage(() => localStorage),
    address: pageAddress(),
    canRelax: canRelax(),
    later: pageTimer,
  };
}
