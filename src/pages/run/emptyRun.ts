// A run of which nothing is known yet: what the page shows before there is a worker. Its actions do nothing.
// The page that is written into index.html at build time is drawn from it.
import { createStore } from 'zustand/vanilla';
import { beginning } from '../../stores/runEvents.ts';
import type { RunState, RunStoreState } from '../../stores/runStore.ts';
import { firstWay } from '../../stores/runWays.ts';
import type { RunStore } from './runContext.ts';

export const emptyRun: RunState = {
  ...beginning(firstWay()),
  canRelax: true,
  parameterCount: null,
  split: null,
  prediction: null,
  notices: [],
};

const nothing = () => {};

/** A store that holds the empty run and never changes by itself. */
export const createEmptyStore = (): RunStore =>
  createStore<RunStoreState>(() => ({
    ...emptyRun,
    train: nothing,
    pause: nothing,
    stepOnce: nothing,
    reset: nothing,
    setSpeed: nothing,
    setHyperparameter: nothing,
    setRelaxed: nothing,
    setPhrase: nothing,
    link: () => '',
    goBack: nothing,
    undo: nothing,
    continuePrevious: nothing,
    retry: nothing,
    dismissNotice: nothing,
    dispose: nothing,
  }));
