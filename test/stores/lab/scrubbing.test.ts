// The time machine through the real store, the real client and real sessions: whatever step it stands at, that is the
// run's state at that step, and a fork goes on as the run did.
import { describe, expect, test } from 'vitest';
import type { LabConfig } from '../../../src/experiment/lab/config.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { readStep } from '../../../src/figures/loss/reading.ts';
import { config, samples } from '../../worker/lab/fakes.ts';
import { hashOf, setUp } from './setUp.ts';

/** What a run is at every step up to the last, computed apart. */
function walked(last: number, of: LabConfig = config) {
  const session = LabSession.create(of);
  const fingerprints = [session.fingerprint()];
  const answers = [session.answer(samples)];
  while (session.stepCount < last) {
    session.step();
    fingerprints.push(session.fingerprint());
    answers.push(session.answer(samples));
  }
  return { session, fingerprints, answers };
}

type SetUp = ReturnType<typeof setUp>;

/** Shows a step and waits until figures show it. */
function scrub({ run, until }: SetUp, step: number | null): void {
  run().showStep(step);
  until(`step ${step} is shown`, () => {
    const { view, asked, fingerprint } = run();
    return view.step === (asked ?? view.lastStep) && fingerprint !== null && run().still;
  });
}

describe.each([
  ['an RNN that remembers', {}],
  [
    'an LSTM that reads reviews',
    { task: 'sentiment', cell: 'lstm', optimiser: 'momentum', learningRate: 0.1 },
  ],
  [
    'a GRU that adds, by truncated gradients',
    { task: 'adding', cell: 'gru', truncation: 2, optimiser: 'rmsprop' },
  ],
] as const)('%s', (_, changes) => {
  const own: LabConfig = { ...config, ...changes };
  const last = 37;
  const { session, fingerprints, answers } = walked(last, own);
  const begun = () => {
    const lab = setUp({ hash: hashOf({ config: own, step: 0 }) });
    lab.stands();
    lab.run().watch(samples, () => {});
    lab.trainTo(last);
    return lab;
  };

  test('shows exactly the state of every step it is scrubbed to, on, back and at random', () => {
    const lab = begun();
    expect(lab.run().fingerprint).toBe(fingerprints[last]);
    for (const step of [36, 35, 12, 13, 14, 0, 1, 31, 8, 16, 7, 24, 36, 2]) {
      scrub(lab, step);
      const { view, fingerprint } = lab.run();
      expect([view.step, fingerprint]).toEqual([step, fingerprints[step]]);
      expect(lab.run().answer(samples)).toEqual({ state: 'ready', value: answers[step] });
      expect(readStep(view, step).loss).toBe(session.losses[step - 1]);
    }
    scrub(lab, null);
    expect([lab.run().view.step, lab.run().fingerprint]).toEqual([last, fingerprints[last]]);
    expect(new Set(fingerprints).size).toBe(last + 1);
  });

  test('a fork has the same fingerprint where it begins, and after as many steps as the run made', () => {
    const lab = begun();
    scrub(lab, 11);
    lab.run().fork();
    lab.until('the fork stands', () => lab.run().view.lastStep === 11 && lab.run().still);
    expect(lab.run()).toMatchObject({ asked: null, fingerprint: fingerprints[11] });
    expect(lab.run().view.losses).toEqual(session.losses.slice(0, 11));
    for (const step of [12, 20, 37]) {
      lab.trainTo(step);
      expect(lab.run().fingerprint).toBe(fingerprints[step]);
    }
    expect(lab.run().view.losses).toEqual(session.losses);
  });

  test('a fork can be scrubbed too, also to before it began', () => {
    const lab = begun();
    scrub(lab, 19);
    lab.run().fork();
    lab.until('the fork stands', () => lab.run().view.lastStep === 19 && lab.run().still);
    lab.trainTo(25);
    for (const step of [22, 19, 18, 3, 0, 24]) {
      scrub(lab, step);
      expect([lab.run().view.step, lab.run().fingerprint]).toEqual([step, fingerprints[step]]);
    }
  });
});

describe('a fork that takes another way', () => {
  test('parts from the run after the fork, and the run comes back whole', () => {
    const lab = setUp();
    lab.trainTo(20);
    const { fingerprint } = lab.run();
    scrub(lab, 10);
    lab.run().fork();
    lab.until('the fork stands', () => lab.run().view.lastStep === 10 && lab.run().still);
    lab.run().configure({ learningRate: 0.05 });
    lab.clock.run(200);
    lab.trainTo(20);
    const steered: LabConfig = { ...config, changes: [{ step: 10, learningRate: 0.05 }] };
    expect(lab.run().fingerprint).toBe(walked(20, steered).fingerprints[20]);
    expect(lab.run().fingerprint).not.toBe(fingerprint);
    lab.run().undo();
    lab.stands();
    expect([lab.run().view.lastStep, lab.run().fingerprint]).toEqual([20, fingerprint]);
  });
});

describe('while it is on its way', () => {
  test('the view stays where it was, and says where it goes', () => {
    const lab = setUp();
    lab.trainTo(20);
    lab.run().showStep(3);
    expect(lab.run()).toMatchObject({ asked: 3, view: { step: 20 } });
    lab.run().showStep(5);
    scrub(lab, 5);
    expect(lab.run().fingerprint).toBe(walked(5).fingerprints[5]);
  });
});
