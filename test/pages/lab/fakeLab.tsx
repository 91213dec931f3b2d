// Draws a part of the lab over a store without a worker: a state that a test sets, actions that are only counted, and
// real answers where a test gives them.
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Answer, Query } from '../../../src/experiment/lab/queries.ts';
import { createEmptyLab } from '../../../src/pages/lab/emptyLab.ts';
import { LabProvider } from '../../../src/pages/lab/LabProvider.tsx';
import type { LabState, LabStoreState } from '../../../src/stores/lab/labStore.ts';

export type FakeAnswers = Partial<Record<Query['kind'], Answer<unknown>>>;

/** A run that stands at step 120. */
export function pausedLab(view: Partial<LabState['view']> = {}): Partial<LabState> {
  return {
    status: 'paused',
    loss: 0.31,
    fingerprint: '3fa90c1d2e4b5a69',
    view: {
      ...createEmptyLab().getState().view,
      step: 120,
      lastStep: 120,
      evaluations: [{ step: 120, loss: 0.4, metric: 0.9 }],
      blindLoss: 0.69,
      ...view,
    },
  };
}

const asked: Answer<never> = { state: 'computing', value: null };

export function drawLab(part: ReactElement, state: Partial<LabState> = {}, answers: FakeAnswers = {}) {
  const actions = {
    configure: vi.fn(),
    train: vi.fn(),
    pause: vi.fn(),
    stepOnce: vi.fn(),
    showStep: vi.fn(),
    fork: vi.fn(),
    reset: vi.fn(),
    setSpeed: vi.fn(),
    setText: vi.fn(),
    pin: vi.fn(),
    missNumber: vi.fn(),
    openFigure: vi.fn(),
    openAt: vi.fn(),
    beginFor: vi.fn(),
    dismissNotice: vi.fn(),
  };
  const store = createStore<LabStoreState>(() => ({
    ...createEmptyLab().getState(),
    ...state,
    ...actions,
    // The one place where the test knows better than the types which answer belongs to which query.
    answer: (query) => (answers[query.kind] ?? asked) as Answer<never>,
  }));
  return { store, actions, ...render(<LabProvider store={store}>{part}</LabProvider>) };
}
