// A lab of which nothing is known yet: what the page shows before there is a worker. Its actions do nothing.
import { createStore } from 'zustand/vanilla';
import { emptyLab, type LabStore, type LabStoreState } from '../../stores/lab/labStore.ts';
import { figureChoices } from './fitting.ts';

const nothing = () => {};

/** A store that holds the empty lab and never changes by itself. */
export const createEmptyLab = (): LabStore =>
  createStore<LabStoreState>(() => ({
    ...emptyLab({ figures: figureChoices }),
    configure: nothing,
    train: nothing,
    pause: nothing,
    stepOnce: nothing,
    showStep: nothing,
    fork: nothing,
    reset: nothing,
    setSpeed: nothing,
    setText: nothing,
    pin: nothing,
    missNumber: nothing,
    openFigure: nothing,
    setLook: nothing,
    missLook: nothing,
    openAt: nothing,
    beginFor: nothing,
    link: () => '',
    goBack: nothing,
    undo: nothing,
    continuePrevious: nothing,
    retry: nothing,
    dismissNotice: nothing,
    watch: () => nothing,
    answer: () => ({ state: 'empty' }),
    dispose: nothing,
  }));
