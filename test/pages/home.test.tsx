// The whole home page over a fake run: its parts, its names, and what is left when one of them breaks.
import { act, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { App } from '../../src/pages/App.tsx';
import type { RunState } from '../../src/stores/runStore.ts';
import { stubBrowser } from '../figures/browser.ts';
import { fakeRun, freshRun, pausedRun, predictionOf } from './fakeRun.ts';

stubBrowser();

const open = (state: Partial<RunState> = {}) => {
  const run = fakeRun(state);
  return { ...run, ...render(<App store={run.store} />) };
};

const states: Record<string, Partial<RunState>> = {
  loading: {},
  fresh: freshRun,
  running: { ...pausedRun, status: 'running', examplesPerSecond: 20_000 },
  paused: pausedRun,
  replaying: { ...pausedRun, status: 'replaying', replayTarget: 300 },
  diverged: {
    ...pausedRun,
    status: 'diverged',
    loss: Number.NaN,
    divergence: { step: 148, lastGoodStep: 140, nextLearningRate: 0.005 },
  },
  failed: { ...pausedRun, status: 'failed', failure: 'no memory', failureReason: 'error' },
  unsupported: { status: 'unsupported', missing: 'simd' },
};

describe.each(Object.entries(states))('the page when %s', (name, state) => {
  test('has every control that people and tools rely on, once', () => {
    open(state);
    const moving = name === 'running' || name === 'replaying';
    for (const words of [moving ? 'Pause' : 'Train', 'Step', 'Reset', 'Copy link']) {
      expect(screen.getAllByRole('button', { name: words })).toHaveLength(1);
    }
    for (const label of ['Speed', 'Seed', 'Learning rate', 'Layers', 'Heads', 'Width', 'English phrase']) {
      expect(screen.getAllByLabelText(label)).toHaveLength(1);
    }
    expect(screen.getAllByRole('region', { name: 'Translation' })).toHaveLength(1);
    expect(screen.getAllByRole('region', { name: 'Fingerprint' })).toHaveLength(1);
  });

  test('has one heading of the first level and the phrase in sight', () => {
    open(state);
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
    expect(screen.getByRole('region', { name: 'Translation' })).toHaveTextContent('red');
  });
});

describe('no other name', () => {
  test('contains that of a button of the transport, so that tools find the one they mean', () => {
    open(pausedRun);
    const names = screen
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label') ?? button.textContent);
    const alike = names.filter((name) => /train|pause|step|reset/i.test(name ?? ''));
    expect(alike).toEqual(['Train', 'Step', 'Reset']);
  });
});

describe('the page', () => {
  test('draws the cross-attention as one picture or table', () => {
    open(pausedRun);
    const pictures = screen.queryAllByRole('img', { name: /cross-attention/i });
    const tables = screen.queryAllByRole('table', { name: /cross-attention/i });
    expect([...pictures, ...tables]).toHaveLength(1);
  });

  test('follows the run', () => {
    const { store } = open(freshRun);
    act(() =>
      store.setState({ ...pausedRun, phrase: 'my black cat', prediction: predictionOf('my black cat') }),
    );
    expect(screen.getByRole('region', { name: 'Translation' })).toHaveTextContent('black');
    expect(screen.getByText(/^Paused at step 148/)).toBeVisible();
  });

  test('the empty phrase leaves the figures empty and says what to do', () => {
    open({ ...pausedRun, phrase: '', prediction: null });
    expect(screen.getByLabelText('English phrase')).toHaveAccessibleDescription(/Type a few English words/);
  });
});

describe('an error', () => {
  afterEach(() => vi.restoreAllMocks());

  test('in the data of the figures stays in their places; the run can still be driven', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    // A map that is none: every figure that reads it throws.
    const prediction = predictionOf('the big red dog', { attention: [null] as unknown as [] });
    open({ ...pausedRun, prediction });
    expect(screen.getAllByText(/This figure could not be drawn/).length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: 'Train' })).toBeEnabled();
    expect(screen.getByRole('button', { name: 'Copy link' })).toBeEnabled();
  });

  test('in the page itself leaves the link to the run, so that nothing is lost', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    open({ ...pausedRun, notices: null as unknown as [] });
    expect(screen.getByRole('alert')).toHaveTextContent(/could not be drawn/);
    expect(screen.getByRole('link')).toHaveAttribute('href', 'http://example.test/#v=1&seed=7');
  });
});
