// The store of the one run that the lab shows. Vanilla zustand: it never imports React. What it holds is in labState.ts,
// how it gets there in labController.ts.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { labClient } from '../../worker/lab/labClient.ts';
import { pageTimer } from '../pageTimer.ts';
import { defaultSpeed } from '../speeds.ts';
import { createStorage, labKey } from '../storage.ts';
import { labAddress } from './labAddress.ts';
import { LabController } from './labController.ts';
import type { LabStoreDependencies } from './labDependencies.ts';
import { beginning, wayTo } from './labEvents.ts';
import type { LabState, LabStoreState } from './labState.ts';

export type * from './labDependencies.ts';
export type * from './labState.ts';

export type LabStore = StoreApi<LabStoreState>;

/** The store, with what the page's link asks for, or with a fresh run; its worker begins at once. */
export function createLabStore(dependencies: LabStoreDependencies): LabStore {
  let controller: LabController | undefined;
  const store = createStore<LabStoreState>()((set, get) => {
    controller = new LabController(dependencies, set, get);
    return { ...emptyLab(dependencies), ...controller.actions };
  });
  controller?.open();
  return store;
}

/** A run of which nothing is known yet but what it will be. */
export function emptyLab({ figures }: Pick<LabStoreDependencies, 'figures'>): LabState {
  return {
    ...beginning(wayTo(figures.opening(null).config, 0, defaultSpeed)),
    parameterCount: null,
    notices: [],
    text: null,
    pinned: null,
    linkedNumber: null,
    figure: null,
    look: new Map(),
    lookGiven: 0,
    place: null,
  };
}

/** What the store needs, as a page has it. */
export function labPageDependencies(figures: LabStoreDependencies['figures']): LabStoreDependencies {
  return {
    client: labClient,
    storage: createStorage(() => localStorage, labKey),
    address: labAddress(),
    figures,
    later: pageTimer,
  };
}
