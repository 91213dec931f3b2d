// The one line that says where the run stands claims no more than its numbers.
import { describe, expect, test } from 'vitest';
import { currentLocale } from '../../src/i18n/locale.ts';
import { announcement, headline } from '../../src/pages/home/headline.ts';
import { emptyRun } from '../../src/pages/run/emptyRun.ts';
import type { RunState } from '../../src/stores/runStore.ts';
import { pausedRun } from './fakeRun.ts';

const { home } = currentLocale().messages;
const say = (state: Partial<RunState>) => headline({ ...emptyRun, ...pausedRun, ...state }, home.headline);
const scored = (right: number, step = 140) => ({
  evaluations: [{ step, loss: 0.4, exactMatch: right / 156 }],
});

describe('the headline', () => {
  const cases: [what: string, state: Partial<RunState>, words: RegExp][] = [
    ['nothing is there yet', { status: 'loading' }, /^Setting up/],
    ['it catches up', { status: 'replaying', step: 50, replayTarget: 148 }, /step 50 of 148/],
    ['it is untrained', { step: 0 }, /knowing nothing.*Press Train/],
    [
      'it was judged at this very step',
      scored(97, 148),
      /^Paused at step 148\. 97 of the 156 phrases.*come out/,
    ],
    [
      'it was judged some steps ago',
      {},
      /^Paused at step 148\. At step 140, 97 of 156 unseen phrases came out right\.$/,
    ],
    ['nothing is right yet', { status: 'running', ...scored(0) }, /^Learning\. At step 140, none of 156/],
    [
      'one is right',
      { status: 'running', ...scored(1) },
      /^Learning\. At step 140, 1 of 156 unseen phrases came/,
    ],
    ['one is right now', scored(1, 148), /1 of the 156 phrases it has never seen comes out/],
    ['some are right', { status: 'running', ...scored(97) }, /^Learning\. At step 140, 97 of 156/],
    ['154 of 156 is not fluent', { status: 'running', ...scored(154) }, /^Learning/],
    [
      '155 of 156 is fluent, and not all',
      { status: 'running', ...scored(155) },
      /^Fluent\. At step 140, 155 of 156/,
    ],
    ['all are right', scored(156, 148), /^Fluent\. All 156.*Try your own/],
    ['all were right a moment ago', scored(156), /^Fluent\. At step 140, all 156.*came.*Try your own/],
    ['it has just begun', { status: 'running', step: 0 }, /begun to learn/],
    [
      'it broke down',
      { status: 'diverged', divergence: { step: 12, lastGoodStep: 10, nextLearningRate: 0.1 } },
      /broke down at step 12/,
    ],
    ['it failed', { status: 'failed' }, /has stopped/],
    ['it cannot run', { status: 'unsupported' }, /cannot run/],
  ];
  test.each(cases)('when %s', (_what, state, words) => {
    expect(say(state)).toMatch(words);
  });
});

describe('what was measured before the model changed', () => {
  const changes = (step: number) => ({
    config: { ...emptyRun.config, changes: [{ step, learningRate: 10 }] },
  });
  const doubtful: [what: string, state: Partial<RunState>][] = [
    ['the loss has risen far since', { loss: 1.2 }],
    ['the loss is not a number', { loss: Number.NaN }],
    ['the learning rate has been changed since, and an update made with it', changes(147)],
    ['the learning rate was changed right after it', changes(140)],
  ];
  test.each(doubtful)('is no claim of fluency when %s', (_what, state) => {
    for (const status of ['paused', 'running'] as const) {
      const words = say({ status, ...scored(156), ...state });
      expect(words).not.toMatch(/Fluent|try/);
      expect(words).toMatch(/At step 140, all 156 unseen phrases came out right\.$/);
      expect(announcement({ ...emptyRun, ...pausedRun, status, ...scored(156), ...state }, home)).not.toMatch(
        /fluent/i,
      );
    }
  });
  test('a loss a little higher, or a rate that no update has used yet, changes nothing', () => {
    expect(say({ ...scored(156), loss: 1 })).toMatch(/^Fluent/);
    expect(say({ ...scored(156), ...changes(148) })).toMatch(/^Fluent/);
    expect(say({ ...scored(156), ...changes(139) })).toMatch(/^Fluent/);
  });
});

describe('what is spoken', () => {
  const spoken = (state: Partial<RunState>) => announcement({ ...emptyRun, ...pausedRun, ...state }, home);
  test('changes with the state, not with the numbers', () => {
    expect(spoken({ status: 'running', step: 10 })).toBe(
      spoken({ status: 'running', step: 11, ...scored(90) }),
    );
    expect(spoken({ status: 'running', ...scored(156) })).toMatch(/Fluent/);
    expect(spoken({ step: 0 })).toBe('');
    expect(spoken({})).toBe('Paused.');
  });
});
