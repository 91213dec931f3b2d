// The one line that says where the run stands claims no more than its numbers.
import { describe, expect, test } from 'vitest';
import { currentLocale } from '../../src/i18n/locale.ts';
import { announcement, headline } from '../../src/pages/home/headline.ts';
import { emptyRun } from '../../src/pages/run/emptyRun.ts';
import type { RunState } from '../../src/stores/runStore.ts';
import { pausedRun } from './fakeRun.ts';

const { home } = currentLocale().messages;
const say = (state: Partial<RunState>) => headline({ ...emptyRun, ...pausedRun, ...state }, home.headline);
const scored = (right: number) => ({ evaluations: [{ step: 140, loss: 0.4, exactMatch: right / 156 }] });

describe('the headline', () => {
  const cases: [what: string, state: Partial<RunState>, words: RegExp][] = [
    ['nothing is there yet', { status: 'loading' }, /^Setting up/],
    ['it catches up', { status: 'replaying', step: 50, replayTarget: 148 }, /step 50 of 148/],
    ['it is untrained', { step: 0 }, /knowing nothing.*Press Train/],
    ['it stands', {}, /^Paused at step 148\. 97 of the 156 phrases/],
    ['nothing is right yet', { status: 'running', ...scored(0) }, /^Learning\. None of the 156/],
    [
      'one is right',
      { status: 'running', ...scored(1) },
      /^Learning\. 1 of the 156 phrases it has never seen comes/,
    ],
    ['some are right', { status: 'running', ...scored(97) }, /^Learning\. 97 of the 156/],
    ['154 of 156 is not fluent', { status: 'running', ...scored(154) }, /^Learning/],
    ['155 of 156 is fluent, and not all', { status: 'running', ...scored(155) }, /^Fluent\. 155 of the 156/],
    ['all are right', { ...scored(156) }, /^Fluent\. All 156.*Now try your own/],
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
