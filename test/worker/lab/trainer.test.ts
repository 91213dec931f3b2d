// The lab's worker as its page sees it: the real loop and real sessions, on a clock that is turned by hand.
import { describe, expect, test } from 'vitest';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { config, nothing, samples, setUpTrainer } from './fakes.ts';

/** The fingerprint of the run at a step, computed apart. */
function fingerprintAt(step: number): string {
  const session = LabSession.create(config);
  while (session.stepCount < step) session.step();
  return session.fingerprint();
}

describe('a run of the lab', () => {
  test('says what it is, and how a blind guess would do', () => {
    const { clock, start, of } = setUpTrainer();
    start();
    clock.run(100);
    const { blindLoss, parameterCount } = LabSession.create(config);
    expect(of('built')).toEqual([{ type: 'built', runId: 1, config, step: 0, parameterCount, blindLoss }]);
  });

  test('trains as it would without being watched', () => {
    const { clock, trainer, start, frame } = setUpTrainer();
    start({ ...nothing, queries: [samples] });
    trainer.receive({ type: 'train', runId: 1 });
    clock.run(150);
    trainer.receive({ type: 'pause', runId: 1 });
    clock.run(100);
    expect(frame()).toMatchObject({ still: true });
    expect(frame()?.step).toBeGreaterThan(40);
    expect(frame()?.fingerprint).toBe(fingerprintAt(frame()?.step ?? 0));
  });

  test('sends every loss once', () => {
    const { clock, trainer, start, of, frame } = setUpTrainer();
    start();
    trainer.receive({ type: 'train', runId: 1 });
    clock.run(400);
    trainer.receive({ type: 'pause', runId: 1 });
    clock.run(100);
    let sent = 0;
    for (const { lossesFrom, losses } of of('frame')) {
      expect(lossesFrom).toBe(sent);
      sent += losses.length;
    }
    expect(sent).toBe(frame()?.step);
  });

  test('answers what is watched with the state of every frame, and once while it stands', () => {
    const { clock, trainer, start, of, answers, frame } = setUpTrainer();
    start({ ...nothing, queries: [samples] });
    clock.run(200);
    expect(answers()).toEqual([
      {
        key: '{"count":2,"kind":"samples"}',
        answer: { state: 'ready', value: LabSession.create(config).answer(samples) },
      },
    ]);
    trainer.receive({ type: 'train', runId: 1 });
    clock.run(300);
    const moving = of('frame').filter(({ step }) => step > 0);
    expect(moving.length).toBeGreaterThan(4);
    for (const { step, answers } of moving)
      expect(answers).toMatchObject([{ answer: { state: 'ready', value: { step } } }]);
    expect(frame()?.shown).toEqual({ step: frame()?.step, fingerprint: null });
  });

  test('shows a past step: its answers and its fingerprint, and then the newest again', () => {
    const { clock, trainer, start, watch, frame, answers } = setUpTrainer();
    start({ ...nothing, queries: [samples] });
    trainer.receive({ type: 'train', runId: 1 });
    clock.run(120);
    trainer.receive({ type: 'pause', runId: 1 });
    clock.run(100);
    const last = frame()?.step;
    watch({ queries: [samples], shown: 21 });
    clock.run(200);
    expect(frame()).toMatchObject({
      step: last,
      still: true,
      shown: { step: 21, fingerprint: fingerprintAt(21) },
    });
    expect(answers().at(-1)?.answer).toMatchObject({ state: 'ready', value: { step: 21 } });
    watch({ queries: [samples] });
    clock.run(100);
    expect(frame()?.shown).toEqual({ step: last, fingerprint: null });
    expect(answers().at(-1)?.answer).toMatchObject({ state: 'ready', value: { step: last } });
  });

  test('hears the page while it recomputes a past step', () => {
    const { clock, trainer, start, watch, of, frame } = setUpTrainer();
    start(nothing, { replay: { toStep: 400, quietTo: 400, train: false } });
    clock.run(1000);
    expect(frame()?.step).toBe(400);
    // A worker that began at a snapshot knows nothing of the steps before it.
    const snapshot = of('snapshot').at(-1)?.snapshot;
    if (!snapshot) throw new Error('no snapshot');
    start(nothing, { runId: 1, origin: { kind: 'snapshot', snapshot } });
    clock.run(50);
    watch({ shown: 390 });
    const began = clock.time;
    const { turns } = clock;
    clock.run(300);
    expect(frame()).toMatchObject({ still: false, shown: null });
    expect((clock.time - began) / (clock.turns - turns)).toBeLessThan(20);
    trainer.receive({ type: 'ping', serial: 5 });
    expect(of('pong')).toEqual([{ type: 'pong', serial: 5 }]);
    clock.run(700);
    expect(frame()?.shown).toEqual({ step: 390, fingerprint: fingerprintAt(390) });
  });

  test('gives the state of the shown step to whoever wants to begin there', () => {
    const { clock, trainer, start, watch, of } = setUpTrainer();
    start();
    trainer.receive({ type: 'train', runId: 1 });
    clock.run(120);
    trainer.receive({ type: 'pause', runId: 1 });
    watch({ shown: 17, take: true });
    clock.run(200);
    const taken = of('frame').flatMap((frame) => frame.taken ?? []);
    expect(taken).toHaveLength(1);
    const [snapshot] = taken;
    if (!snapshot) throw new Error('nothing was taken');
    expect([snapshot.step, LabSession.restore(snapshot).fingerprint()]).toEqual([17, fingerprintAt(17)]);
  });

  test('after a way back answers again, for the same step too', () => {
    const { clock, trainer, start, answers, frame } = setUpTrainer();
    start({ ...nothing, queries: [samples] });
    trainer.receive({ type: 'train', runId: 1 });
    clock.run(100);
    trainer.receive({ type: 'pause', runId: 1 });
    clock.run(100);
    trainer.receive({ type: 'goBack', runId: 1, learningRate: 0.001 });
    clock.run(100);
    expect(frame()?.step).toBe(40);
    expect(answers().at(-1)?.answer).toMatchObject({ state: 'ready', value: { step: 40 } });
  });
});
