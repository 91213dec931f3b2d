// A run store without a worker: a state that a test sets, and actions that are only counted.
import { vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Prediction } from '../../src/experiment/prediction.ts';
import { emptyRun } from '../../src/pages/run/emptyRun.ts';
import type { RunStore } from '../../src/pages/run/runContext.ts';
import type { RunActions, RunState, RunStoreState } from '../../src/stores/runStore.ts';

const split: NonNullable<RunState['split']> = {
  train: 1404,
  heldOut: 156,
  heldOutExamples: [
    'the big red dog',
    'my black cat',
    'i see a house',
    'she eats the apple',
    'a small table',
  ],
};

const french = ['le', 'gros', 'chien', 'rouge', '<eos>'];

/** A prediction that is right, with made-up probabilities and even attention. */
export function predictionOf(input: string, patch: Partial<Prediction> = {}): Prediction {
  const source = input.split(' ').map((word) => ({ word, known: true }));
  const even = (queries: readonly string[], keys: readonly string[]) => ({
    layer: 0,
    heads: 2,
    queries,
    keys,
    weights: new Float32Array(2 * queries.length * keys.length).fill(1 / keys.length),
  });
  const words = source.map((token) => token.word);
  const read = ['<bos>', ...french.slice(0, -1)];
  return {
    input,
    source,
    dropped: 0,
    steps: french.map((word, id) => ({
      chosen: { id, word, probability: 0.9 },
      best: [word, 'la', 'un', 'une', 'mon'].map((choice, k) => ({
        id: id + k,
        word: choice,
        probability: k === 0 ? 0.9 : 0.02,
      })),
    })),
    ended: true,
    reference: french.slice(0, -1),
    origin: 'heldOut',
    attention: [
      { kind: 'encoderSelf', ...even(words, words) },
      { kind: 'decoderSelf', ...even(read, read) },
      { kind: 'cross', ...even(french, words) },
    ],
    ...patch,
  };
}

/** A run that stands at step 148 with a right translation. */
export const pausedRun: Partial<RunState> = {
  status: 'paused',
  step: 148,
  loss: 0.312,
  parameterCount: 31_972,
  fingerprint: '3fa90c1d2e4b5a69',
  losses: { values: new Float32Array(148).fill(1), length: 148 },
  evaluations: [
    { step: 0, loss: 4, exactMatch: 0 },
    { step: 140, loss: 0.4, exactMatch: 97 / 156 },
  ],
  split,
  prediction: predictionOf('the big red dog'),
};

/** A run before its first step. */
export const freshRun: Partial<RunState> = {
  ...pausedRun,
  step: 0,
  loss: null,
  losses: { values: new Float32Array(0), length: 0 },
  evaluations: [{ step: 0, loss: 4, exactMatch: 0 }],
};

export function fakeRun(state: Partial<RunState> = {}) {
  const actions = {
    train: vi.fn(),
    pause: vi.fn(),
    stepOnce: vi.fn(),
    reset: vi.fn(),
    setSpeed: vi.fn(),
    setHyperparameter: vi.fn(),
    setRelaxed: vi.fn(),
    setPhrase: vi.fn(),
    link: vi.fn(() => 'http://example.test/#v=1&seed=7'),
    goBack: vi.fn(),
    undo: vi.fn(),
    continuePrevious: vi.fn(),
    retry: vi.fn(),
    dismissNotice: vi.fn(),
    dispose: vi.fn(),
  } satisfies RunActions;
  const store: RunStore = createStore<RunStoreState>(() => ({ ...emptyRun, ...state, ...actions }));
  return { store, actions };
}
