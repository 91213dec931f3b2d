import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabConfig } from '../../../src/experiment/lab/config.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { Checkpoints } from '../../../src/worker/lab/checkpoints.ts';
import type { ExplorableSession } from '../../../src/worker/lab/kind.ts';
import { TimeMachine } from '../../../src/worker/lab/timeMachine.ts';
import { config } from './fakes.ts';

/** A run with its machine, and the fingerprint it had at every step. */
function setUp(bytes?: number, from: LabConfig | ReturnType<LabSession['snapshot']> = config) {
  const session = 'parameters' in from ? LabSession.restore(from) : LabSession.create(from);
  const checkpoints = new Checkpoints(bytes);
  checkpoints.begin(session);
  let made = 0;
  const counted = (other: ExplorableSession) => {
    made++;
    return other;
  };
  const machine = new TimeMachine(session, checkpoints, {
    create: (given) => counted(LabSession.create(given)),
    restore: (snapshot) => counted(LabSession.restore(snapshot)),
  });
  const had: string[] = [];
  had[session.stepCount] = session.fingerprint();
  const train = (to: number) => {
    while (session.stepCount < to) {
      session.step();
      checkpoints.offer(session);
      had[session.stepCount] = session.fingerprint();
    }
  };
  /** Works until the step is shown. @returns the session that stands there, and the pieces of work it took */
  const show = (step: number | null) => {
    machine.show(step);
    let pieces = 0;
    for (; machine.busy; pieces++) machine.work();
    const shown = machine.session;
    if (!shown) throw new Error('not busy, and nothing shown');
    return { shown, pieces };
  };
  return { session, checkpoints, machine, had, train, show, made: () => made };
}

describe('the time machine', () => {
  test('shows any step as it was, in whatever order they are asked for', () => {
    const { had, train, show } = setUp();
    train(70);
    for (const step of [0, 1, 7, 8, 9, 69, 68, 40, 41, 42, 3, 64, 16, 70, 0, 33]) {
      const { shown } = show(step);
      expect([step, shown.stepCount, shown.fingerprint()]).toEqual([step, step, had[step]]);
    }
  });

  test('leaves the run as it is, and the run goes on as it would have', () => {
    const { session, train, show } = setUp();
    const other = setUp();
    train(30);
    show(12);
    expect(session.stepCount).toBe(30);
    train(50);
    other.train(50);
    expect(session.fingerprint()).toBe(other.session.fingerprint());
  });

  test('knows the learning rates that were set on the way, before and after the step it shows', () => {
    const { session, had, train, show } = setUp();
    train(13);
    session.setLearningRate(0.05);
    train(29);
    show(20);
    session.setLearningRate(0.002); // while the past is shown
    train(50);
    for (const step of [12, 13, 14, 28, 29, 30, 31, 20, 49])
      expect([step, show(step).shown.fingerprint()]).toEqual([step, had[step]]);
  });

  test('shows the newest step while none is asked for, or one that the run has not come to', () => {
    const { session, machine, train } = setUp();
    train(10);
    expect(machine.session).toBe(session);
    machine.show(25);
    expect([machine.session, machine.busy]).toEqual([session, false]);
    train(26);
    expect([machine.session, machine.busy]).toEqual([null, true]);
    machine.show(null);
    expect(machine.session).toBe(session);
  });

  test('forgets what a run that went back has left behind', () => {
    const { session, checkpoints, machine, had, train, show } = setUp();
    train(59);
    show(50);
    session.goBack();
    machine.rewound();
    expect(session.stepCount).toBe(40);
    expect(Math.max(...checkpoints.steps)).toBeLessThanOrEqual(40);
    session.setLearningRate(0.0001);
    const before = had[50];
    train(59);
    expect(had[50]).not.toBe(before);
    for (const step of [50, 41, 40, 39]) expect(show(step).shown.fingerprint()).toBe(had[step]);
  });

  test('a run that began at a snapshot shows the steps before it too', () => {
    const first = setUp();
    first.train(45);
    const { had, train, show } = setUp(undefined, first.session.snapshot());
    train(60);
    for (const step of [44, 45, 46, 59]) {
      const expected = step < 45 ? first.had[step] : had[step];
      expect([step, show(step).shown.fingerprint()]).toEqual([step, expected]);
    }
  });

  test('is right whatever happens to the run and in whatever order', () => {
    const moves = fc.oneof(
      fc.record({ move: fc.constant('train' as const), by: fc.integer({ min: 1, max: 20 }) }),
      fc.record({ move: fc.constant('rate' as const), by: fc.integer({ min: 1, max: 50 }) }),
      fc.record({ move: fc.constant('show' as const), by: fc.integer({ min: 0, max: 100 }) }),
      fc.record({ move: fc.constant('newest' as const), by: fc.constant(0) }),
      fc.record({ move: fc.constant('goBack' as const), by: fc.constant(0) }),
    );
    const property = fc.property(fc.array(moves, { maxLength: 12 }), (made) => {
      const { session, machine, had, train, show } = setUp(30_000);
      for (const { move, by } of made) {
        if (move === 'train') train(session.stepCount + by);
        else if (move === 'rate') session.setLearningRate(by / 1000);
        else if (move === 'newest') machine.show(null);
        else if (move === 'goBack') {
          if (session.goBack() !== null) machine.rewound();
        } else {
          const step = Math.round((session.stepCount * by) / 100);
          const { shown } = show(step);
          expect([shown.stepCount, shown.fingerprint()]).toEqual([step, had[step]]);
        }
      }
    });
    fc.assert(property, { numRuns: 60, seed: 5 });
  });

  test('knows what the last update did to the parameters, also at a step that it keeps', () => {
    const { session, train, show } = setUp();
    train(16);
    const { last } = session.snapshot();
    train(30);
    expect(show(16).shown.snapshot().last).toEqual(last);
  });

  test('recomputes from the checkpoint before, and goes on from where it stands', () => {
    const { train, show, made } = setUp();
    train(64);
    expect(show(60).pieces).toBe(1 + 4);
    expect(show(63).pieces).toBe(3);
    expect(show(62).pieces).toBe(1 + 6);
    expect(made()).toBe(1);
  });
});

describe('checkpoints', () => {
  test('take no more memory than they may, and stay evenly spread', () => {
    const { session, checkpoints, had, train, show } = setUp(20_000);
    const { parameters, state } = session.snapshot();
    const size = (1 + state.length) * parameters.byteLength;
    train(200);
    expect(checkpoints.bytes).toBe(checkpoints.steps.length * size);
    expect(checkpoints.bytes).toBeLessThanOrEqual(20_000);
    expect(checkpoints.steps.length).toBeGreaterThan(20_000 / size / 2 - 1);
    const gaps = checkpoints.steps.map((step, i, steps) => step - (steps[i - 1] ?? 0));
    expect(Math.max(...gaps.slice(1))).toBeLessThanOrEqual(2 * Math.ceil(200 / (20_000 / size)));
    for (const step of [5, 100, 131, 199]) expect(show(step).shown.fingerprint()).toBe(had[step]);
    expect(checkpoints.bytes).toBeLessThanOrEqual(20_000);
  });

  test('hold the bytes of what they keep after a way back', () => {
    const { session, checkpoints, train } = setUp();
    const { parameters, state } = session.snapshot();
    train(50);
    checkpoints.cut(33);
    expect(checkpoints.steps).toEqual([8, 16, 24, 32]);
    expect(checkpoints.bytes).toBe(4 * (1 + state.length) * parameters.byteLength);
  });
});
