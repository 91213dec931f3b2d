// Each task's default run learns, within a few seconds, what the task is about: judged on examples it never saw.

import { describe, expect, it } from 'vitest';
import type { LabConfig } from '../../../src/experiment/lab/config.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfigFor } from '../../../src/experiment/lab/settings.ts';

/** Trains until a judgement is good enough, or the steps are used up. */
function trained(config: LabConfig, steps: number, isGood: (metric: number) => boolean): LabSession {
  const session = LabSession.create(config);
  while (session.stepCount < steps) {
    expect(session.step().diverged).toBe(false);
    if (session.evaluationDue && isGood(session.evaluate().metric)) return session;
  }
  throw new Error(`${config.task} is at ${session.evaluations.at(-1)?.metric} after ${steps} updates`);
}

// The steps are about half as many again as were needed when this was written.
describe('the default run', () => {
  it('sentiment: tells good from bad in 98 % of reviews, negated and contrasted ones among them', () => {
    const session = trained(defaultLabConfigFor('sentiment'), 180, (share) => share >= 0.98);
    expect(session.answer({ kind: 'samples', count: 1 }).samples[0]).toMatchObject({ right: true });
  });

  it('firstToken: remembers over 12 steps', () => {
    trained(defaultLabConfigFor('firstToken'), 300, (share) => share === 1);
  });

  it('adding: finds the sum to 0.05 (a 67th of the variance)', () => {
    trained(defaultLabConfigFor('adding'), 450, (error) => error < 0.0025);
  });

  it('nextCharacter: foresees three of five characters, where the commonest alone is one of five', () => {
    const session = trained(defaultLabConfigFor('nextCharacter'), 300, (share) => share >= 0.6);
    const { continued } = session.answer({ kind: 'samples', count: 0 });
    expect(continued?.slice(0, 3).join('')).toBe('hen');
    expect(continued).toHaveLength(43);
  });

  it('nextWord: foresees what can be known, and writes a sentence', () => {
    const session = trained(defaultLabConfigFor('nextWord'), 220, (share) => share >= 0.69);
    const { continued } = session.answer({ kind: 'samples', count: 0 });
    expect(continued?.slice(0, 3)).toEqual(['she', 'takes', 'the']);
    expect(continued?.at(-1)).toBe('.');
  });

  it('sine: foresees to a 25th of the variance', () => {
    trained(defaultLabConfigFor('sine'), 300, (error) => error < 0.012);
  });

  it('series: foresees the season of years it never saw', () => {
    trained(defaultLabConfigFor('series'), 300, (error) => error < 0.2);
  });
});
