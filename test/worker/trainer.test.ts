import { describe, expect, test } from 'vitest';
import type { TranslationRun } from '../../src/worker/kind.ts';
import type { Frame, Message, Missing, Request } from '../../src/worker/protocol.ts';
import { Trainer } from '../../src/worker/trainer.ts';
import { Translations } from '../../src/worker/translations.ts';
import { config, FakeClock, FakeSession, type FakeSessionOptions } from './fakes.ts';

type Of<Type extends Message['type']> = Extract<Message, { type: Type }>;
type Start = Extract<Request, { type: 'start' }>;

/** A trainer with a page that answers every frame after `drawing` ms; null: never. */
function setUp(
  options: FakeSessionOptions & {
    readonly drawing?: number | null;
    readonly missing?: Missing;
    /** Sessions come only once `arrive` or `fail` has been called. */
    readonly fetched?: boolean;
  } = {},
) {
  const clock = new FakeClock();
  const posted: {
    readonly message: Message;
    readonly time: number;
    readonly transfer: readonly Transferable[];
  }[] = [];
  let session: FakeSession | undefined;
  const make = (given: ConstructorParameters<typeof FakeSession>[0]) => {
    session = new FakeSession(given, clock, options);
    return session;
  };
  const fetches: { arrive(): void; fail(error: Error): void }[] = [];
  const fetched = (given: Parameters<typeof make>[0]) =>
    new Promise<FakeSession>((resolve, reject) => {
      fetches.push({ arrive: () => resolve(make(given)), fail: reject });
    });
  const trainer: Trainer<TranslationRun, FakeSession> = new Trainer<TranslationRun, FakeSession>({
    clock,
    post: (message, transfer) => {
      posted.push({ message, time: clock.time, transfer });
      const { drawing = 1 } = options;
      if (message.type === 'frame' && drawing !== null) {
        clock.later(drawing, () => trainer.receive({ type: 'credit', runId: message.runId }));
      }
    },
    sessions: options.fetched ? { create: fetched, restore: fetched } : { create: make, restore: make },
    watching: (session, options) => new Translations(session, options),
    missing: () => options.missing ?? null,
  });
  const of = <Type extends Message['type']>(type: Type) =>
    posted.map(({ message }) => message).filter((message): message is Of<Type> => message.type === type);
  return {
    clock,
    trainer,
    posted,
    fetches,
    of,
    frames: (): Frame[] => of('frame'),
    last: (): Frame => {
      const frame = of('frame').at(-1);
      if (!frame) throw new Error('no frame yet');
      return frame;
    },
    session: (): FakeSession => {
      if (!session) throw new Error('no session yet');
      return session;
    },
    start: (changes: Partial<Start> = {}) => {
      trainer.receive({
        type: 'start',
        runId: 1,
        origin: { kind: 'config', config },
        kernels: undefined,
        watched: 'the dog',
        stepsPerSecond: null,
        replay: { toStep: 0, quietTo: 0, train: false },
        ...changes,
      });
      clock.run(100);
    },
    send: (type: 'train' | 'pause' | 'step' | 'credit', runId = 1) => trainer.receive({ type, runId }),
  };
}

describe('a run that begins', () => {
  test('says what it is, that it is there, and shows itself before it evaluates', () => {
    const { start, posted, of } = setUp();
    start();
    expect(posted.slice(0, 4).map(({ message }) => message.type)).toEqual([
      'ready',
      'built',
      'reached',
      'frame',
    ]);
    expect(of('built')[0]).toMatchObject({
      parameterCount: 1234,
      heldOutExamples: ['the big red dog', 'I love you'],
    });
    expect(of('frame')[0]).toMatchObject({ step: 0, loss: null, fingerprint: 'at 0', still: true });
  });

  test('is evaluated at step 0, and stands still with that', () => {
    const { start, last, session, clock } = setUp();
    start();
    expect(last().evaluations).toHaveLength(1);
    clock.run(1000);
    expect(session().stepCount).toBe(0);
  });

  test('recomputes up to a step with all its frames, and then stands exactly there', () => {
    const { start, clock, session, frames, of, last } = setUp();
    start({ replay: { toStep: 148, quietTo: 0, train: false } });
    clock.run(2000);
    expect(session().stepCount).toBe(148);
    expect(of('reached')).toEqual([{ type: 'reached', runId: 1, step: 148, running: false }]);
    expect(last()).toMatchObject({ step: 148, still: true, fingerprint: 'at 148' });
    expect(frames().length).toBeGreaterThan(5);
  });

  test('recomputes as fast as it can, whatever its speed', () => {
    const { start, clock, session } = setUp();
    start({ stepsPerSecond: 1, replay: { toStep: 148, quietTo: 0, train: false } });
    clock.run(600);
    expect(session().stepCount).toBe(148);
  });

  test('shows nothing before the step that the page has seen, then goes on as it was', () => {
    const { start, clock, session, frames, of } = setUp();
    start({ replay: { toStep: 60, quietTo: 60, train: true } });
    clock.run(2000);
    expect(frames()[0]?.step).toBeGreaterThanOrEqual(60);
    expect(of('reached')[0]).toMatchObject({ step: 60, running: true });
    expect(session().stepCount).toBeGreaterThan(200);
  });

  test('stops recomputing when paused', () => {
    const { start, clock, session, send, of } = setUp();
    start({ replay: { toStep: 100_000, quietTo: 0, train: false } });
    send('pause');
    clock.settle();
    const { stepCount } = session();
    clock.run(1000);
    expect(session().stepCount).toBe(stepCount);
    expect(of('reached')[0]).toMatchObject({ step: stepCount, running: false });
  });

  test('does not stop in the part that the page has seen already', () => {
    const { start, clock, session, send, last } = setUp();
    start({ replay: { toStep: 60, quietTo: 60, train: true } });
    send('pause');
    clock.run(1000);
    expect(session().stepCount).toBe(60);
    expect(last()).toMatchObject({ step: 60, still: true });
  });

  test('makes a change of learning rate that was asked for during a replay after it', () => {
    const { start, clock, trainer, of } = setUp();
    start({ replay: { toStep: 60, quietTo: 60, train: false } });
    trainer.receive({ type: 'setLearningRate', runId: 1, learningRate: 0.1 });
    clock.run(1000);
    expect(of('configured')[0]?.config.changes).toEqual([{ step: 60, learningRate: 0.1 }]);
  });
});

describe('training', () => {
  test('at full speed does nothing but train', () => {
    const { start, clock, session, send } = setUp({ stepCost: 2, slices: 1, sliceCost: 2 });
    start();
    send('train');
    clock.run(1000);
    expect(session().stepCount).toBeGreaterThan(400); // 500 less one evaluation for ten updates
  });

  test('keeps to its pace without drifting, evaluations included', () => {
    const { start, clock, session, send } = setUp({ stepCost: 7, slices: 5, sliceCost: 9 });
    start({ stepsPerSecond: 25 });
    send('train');
    clock.run(20_000);
    expect(session().stepCount).toBeGreaterThanOrEqual(498);
    expect(session().stepCount).toBeLessThanOrEqual(501);
  });

  test('does not catch up after a sleep', () => {
    const { start, clock, session, send } = setUp();
    start({ stepsPerSecond: 5 });
    send('train');
    clock.run(1000);
    const before = session().stepCount;
    clock.sleep(3_600_000);
    clock.run(1000);
    expect(session().stepCount - before).toBeLessThanOrEqual(7);
  });

  test('takes a new speed at once', () => {
    const { start, clock, session, trainer, send } = setUp();
    start({ stepsPerSecond: 1 });
    send('train');
    clock.run(100);
    trainer.receive({ type: 'speed', runId: 1, stepsPerSecond: 100 });
    clock.run(1000);
    expect(session().stepCount).toBeGreaterThan(95);
  });

  test('comes back to listen after 12 ms, or after one update that takes longer', () => {
    for (const stepCost of [1, 5, 30]) {
      const { start, clock, send } = setUp({ stepCost, slices: 6, sliceCost: 5 });
      start();
      send('train');
      let longest = 0;
      const end = clock.time + 2000;
      while (clock.time < end) {
        const began = clock.time;
        if (!clock.turn()) clock.time++;
        else longest = Math.max(longest, clock.time - began);
      }
      expect(longest).toBeLessThan(12 + Math.max(stepCost, 5));
    }
  });

  test('stops within the turn that hears the pause, even in the middle of an evaluation', () => {
    const { start, clock, session, send, last } = setUp({ slices: 20, sliceCost: 5 });
    start();
    send('train');
    clock.run(130); // ten updates in, the evaluation of step 10 has begun
    const { stepCount } = session();
    expect(session().evaluationDue).toBe(true);
    const { turns } = clock;
    send('pause');
    while (!last().still || last().step !== stepCount) clock.turn();
    expect(clock.turns - turns).toBeLessThanOrEqual(2);
    expect(last()).toMatchObject({ step: stepCount, still: true, fingerprint: `at ${stepCount}` });
    clock.run(1000);
    expect(session().stepCount).toBe(stepCount);
    expect(session().evaluationDue).toBe(false); // what was begun is finished while standing
    expect(last().evaluations).toHaveLength(1);
  });

  test('step does one update for each request', () => {
    const { start, clock, session, send, last } = setUp();
    start();
    send('step');
    send('step');
    send('step');
    clock.run(100);
    expect(session().stepCount).toBe(3);
    expect(last()).toMatchObject({ step: 3, still: true });
  });

  test('step while running stands still after one more', () => {
    const { start, clock, session, send } = setUp();
    start();
    send('train');
    clock.run(100);
    const { stepCount } = session();
    send('step');
    clock.run(500);
    expect(session().stepCount).toBe(stepCount + 1);
  });
});

describe('frames', () => {
  test('at most one is under way', () => {
    const { start, clock, send, frames } = setUp({ drawing: null });
    start();
    expect(frames()).toHaveLength(1);
    send('train');
    clock.run(3000);
    expect(frames()).toHaveLength(1);
    send('credit');
    clock.run(3000);
    expect(frames()).toHaveLength(2);
  });

  test('the one that follows a credit holds the newest state and all losses since the last', () => {
    const { start, clock, send, session, last } = setUp({ drawing: null });
    start();
    send('train');
    clock.run(3000);
    send('pause');
    clock.run(100);
    send('credit');
    clock.run(1);
    expect(last()).toMatchObject({ step: session().stepCount, lossesFrom: 0, still: true });
    expect(last().losses).toEqual(session().losses);
  });

  test('of what stands still come at once, without waiting for their turn', () => {
    const { start, clock, send, last } = setUp();
    start();
    for (let step = 1; step <= 3; step++) {
      send('step');
      clock.run(6);
      expect(last()).toMatchObject({ step, still: true });
    }
  });

  test('give every loss and every evaluation exactly once', () => {
    const { start, clock, send, session, frames } = setUp();
    start();
    send('train');
    clock.run(1500);
    send('pause');
    clock.run(200);
    let length = 0;
    for (const { lossesFrom, losses } of frames()) {
      expect(lossesFrom).toBe(length);
      length += losses.length;
    }
    expect(length).toBe(session().stepCount);
    expect(frames().flatMap(({ evaluations }) => evaluations)).toEqual(session().evaluations);
  });

  test('come about 25 times a second and not more', () => {
    const { start, clock, send, frames } = setUp();
    start();
    const before = frames().length;
    send('train');
    clock.run(2000);
    const count = frames().length - before;
    expect(count).toBeGreaterThan(40);
    expect(count).toBeLessThanOrEqual(56);
  });

  test('show every update of a run of 25 a second', () => {
    const { start, clock, send, frames } = setUp({ slices: 1 });
    start({ stepsPerSecond: 25 });
    send('train');
    clock.run(4000);
    const steps = new Set(frames().map(({ step }) => step));
    expect(steps.size).toBeGreaterThan(97);
  });

  test('show an evaluation as soon as it is done, though the next update is far off', () => {
    const { start, clock, send, session, last } = setUp({ slices: 6, sliceCost: 5 });
    start({ stepsPerSecond: 1, replay: { toStep: 9, quietTo: 0, train: false } });
    send('train');
    clock.run(100);
    expect(session().stepCount).toBe(10);
    expect(session().evaluations.at(-1)?.step).toBe(10);
    expect(last().evaluations.at(-1)?.step).toBe(10);
  });

  test('have a fingerprint only a few times a second while running', () => {
    const { start, clock, send, session } = setUp();
    start();
    const before = session().fingerprints;
    send('train');
    clock.run(3000);
    expect(session().fingerprints - before).toBeGreaterThan(8);
    expect(session().fingerprints - before).toBeLessThanOrEqual(13);
  });

  test('say how many examples a second are learnt from, and nothing of it while standing', () => {
    const { start, clock, send, last } = setUp({ slices: 1 });
    start({ stepsPerSecond: 25 });
    expect(last().examplesPerSecond).toBeNull();
    send('train');
    clock.run(3000);
    expect(last().examplesPerSecond).toBeCloseTo(25 * 32, -2);
    send('pause');
    clock.run(100);
    expect(last().examplesPerSecond).toBeNull();
  });

  test('move their arrays instead of copying them', () => {
    const { start, posted } = setUp();
    start();
    for (const { message, transfer } of posted) {
      if (message.type === 'frame') expect(transfer).toEqual([message.losses.buffer]);
    }
  });
});

describe('the watched phrase', () => {
  test('is translated at once while standing still', () => {
    const { start, clock, trainer, last } = setUp();
    start();
    trainer.receive({ type: 'watch', runId: 1, watched: 'I love you' });
    clock.run(5);
    expect(last().prediction?.input).toBe('I love you');
  });

  test('is translated once for one state of the model', () => {
    const { start, clock, session } = setUp();
    start();
    clock.run(1000);
    expect(session().predicted).toEqual(['the dog']);
  });

  test('may be empty', () => {
    const { start, clock, trainer, last } = setUp();
    start();
    trainer.receive({ type: 'watch', runId: 1, watched: '' });
    clock.run(5);
    expect(last().prediction).toBeNull();
  });

  test('does not stop the run when it cannot be translated, and is complained of once', () => {
    const { start, clock, send, session, of, last } = setUp();
    start();
    session().breaks = 'predict';
    send('train');
    clock.run(500);
    expect(of('failed')).toEqual([
      { type: 'failed', runId: 1, during: 'prediction', message: 'no such word' },
    ]);
    expect(last().prediction).toBeNull();
    expect(last().step).toBeGreaterThan(10);
  });
});

describe('snapshots', () => {
  test('are sent when the run stands still, with what it knows by then', () => {
    const { start, clock, send, of } = setUp();
    start();
    expect(of('snapshot')).toHaveLength(0); // at step 0 the config says it all
    for (let i = 0; i < 10; i++) send('step');
    clock.run(200);
    const snapshot = of('snapshot').at(-1)?.snapshot;
    expect(snapshot?.step).toBe(10);
    expect(snapshot?.evaluations.map(({ step }) => step)).toEqual([0, 10]);
    clock.run(2000);
    expect(of('snapshot')).toHaveLength(1);
  });

  test('are sent while running, at growing intervals of one to four seconds', () => {
    const { start, clock, send, posted } = setUp();
    start();
    send('train');
    clock.run(30_000);
    const times = posted.filter(({ message }) => message.type === 'snapshot').map(({ time }) => time);
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    expect(times[0]).toBeLessThan(1200);
    expect(Math.min(...gaps)).toBeGreaterThan(950);
    expect(gaps.at(-1)).toBeGreaterThan(3900);
    expect(Math.max(...gaps)).toBeLessThan(4100);
  });

  test('move their arrays', () => {
    const { start, clock, send, posted } = setUp();
    start();
    send('step');
    clock.run(100);
    const sent = posted.find(({ message }) => message.type === 'snapshot');
    expect(sent?.transfer).toHaveLength(4);
  });
});

describe('divergence', () => {
  const diverge = () => {
    const made = setUp({ divergesAt: 33 });
    made.start();
    made.send('train');
    made.clock.run(1000);
    return made;
  };

  test('stops the run and says where, and where it was still sound', () => {
    const { of, last, session, clock } = diverge();
    expect(of('diverged')).toEqual([{ type: 'diverged', runId: 1, step: 33, lastGoodStep: 20 }]);
    expect(last()).toMatchObject({ step: 33, still: true });
    expect(last().loss).toBeNaN();
    clock.run(1000);
    expect(session().stepCount).toBe(33);
  });

  test('leaves the page with a snapshot from before it, if any', () => {
    const { of } = diverge();
    expect(of('snapshot').filter(({ snapshot }) => snapshot.step === 33)).toEqual([]);
  });

  test('is not trained on from', () => {
    const { of, send, clock } = diverge();
    send('train');
    send('step');
    clock.run(500);
    expect(of('diverged')).toHaveLength(1);
  });

  test('goes back to the sound step with another rate, and cuts the page’s history', () => {
    const { trainer, clock, of, last, send, session } = diverge();
    trainer.receive({ type: 'goBack', runId: 1, learningRate: 0.0005 });
    clock.run(100);
    expect(of('configured')[0]).toMatchObject({
      step: 20,
      config: { changes: [{ step: 20, learningRate: 0.0005 }] },
    });
    expect(last()).toMatchObject({
      step: 20,
      lossesFrom: 20,
      evaluationsFrom: 3,
      still: true,
      fingerprint: 'at 20',
    });
    send('train');
    clock.run(20);
    expect(session().stepCount).toBeGreaterThan(20);
  });

  test('during a replay ends the replay', () => {
    const { start, clock, of } = setUp({ divergesAt: 33 });
    start({ replay: { toStep: 100, quietTo: 0, train: true } });
    clock.run(1000);
    expect(of('diverged')[0]?.step).toBe(33);
    expect(of('reached')).toHaveLength(0);
  });
});

describe('a learning rate', () => {
  test('is confirmed with the config that the session recorded', () => {
    const { start, trainer, of } = setUp();
    start();
    trainer.receive({ type: 'setLearningRate', runId: 1, learningRate: 0.01 });
    expect(of('configured')[0]?.config.changes).toEqual([{ step: 0, learningRate: 0.01 }]);
  });

  test('that the session refuses is said and does not stop the run', () => {
    const { start, clock, trainer, session, of, send } = setUp();
    start();
    session().breaks = 'setLearningRate';
    send('train');
    trainer.receive({ type: 'setLearningRate', runId: 1, learningRate: 0.01 });
    clock.run(100);
    expect(of('failed')[0]).toMatchObject({
      during: 'setting',
      message: expect.stringContaining('40 times'),
    });
    expect(of('configured')[0]?.config).toEqual(config);
    expect(session().stepCount).toBeGreaterThan(0);
  });
});

describe('requests and errors', () => {
  test('a request of an older run is dropped', () => {
    const { start, clock, send, session } = setUp();
    start();
    start({ runId: 2 });
    send('train', 1);
    clock.run(200);
    expect(session().stepCount).toBe(0);
  });

  test('nothing is heard of a run that was replaced, whatever it was doing', () => {
    for (let moment = 0; moment < 40; moment++) {
      const { start, clock, send, posted } = setUp();
      start();
      send('train');
      clock.run(200 + moment);
      const after = posted.length;
      start({ runId: 2 });
      clock.run(200);
      const older = posted.slice(after).filter(({ message }) => 'runId' in message && message.runId === 1);
      expect(older).toEqual([]);
    }
  });

  test('a ping is answered while training', () => {
    const { start, clock, send, trainer, of } = setUp();
    start();
    send('train');
    clock.run(100);
    trainer.receive({ type: 'ping', serial: 5 });
    expect(of('pong')).toEqual([{ type: 'pong', serial: 5 }]);
  });

  test('an error while training reaches the page, ends the run and spares the worker', () => {
    const { start, clock, send, session, of } = setUp();
    start();
    session().breaks = 'step';
    send('train');
    clock.run(100);
    expect(of('failed')).toEqual([
      {
        type: 'failed',
        runId: 1,
        during: 'run',
        message: 'matmul: inner dimensions differ: (32, 64) · (32, 128)',
      },
    ]);
    send('train');
    clock.run(100);
    expect(of('failed')).toHaveLength(1);
    start({ runId: 2 });
    expect(of('built').at(-1)?.runId).toBe(2);
  });

  test('an error while building reaches the page', () => {
    const clock = new FakeClock();
    const posted: Message[] = [];
    const broken = () => {
      throw new Error('out of memory');
    };
    const trainer = new Trainer<TranslationRun, FakeSession>({
      clock,
      post: (message) => posted.push(message),
      sessions: { create: broken, restore: broken },
      watching: broken,
      missing: () => null,
    });
    trainer.receive({
      type: 'start',
      runId: 1,
      origin: { kind: 'config', config },
      kernels: undefined,
      watched: '',
      stepsPerSecond: null,
      replay: { toStep: 0, quietTo: 0, train: false },
    });
    expect(posted.at(-1)).toEqual({ type: 'failed', runId: 1, during: 'build', message: 'out of memory' });
  });

  test('a browser without SIMD is told so before anything is built', () => {
    const { start, of } = setUp({ missing: 'simd' });
    start();
    expect(of('unsupported')).toEqual([{ type: 'unsupported', runId: 1, missing: 'simd' }]);
    expect(of('built')).toHaveLength(0);
  });
});

describe('a run whose model has to be fetched', () => {
  const settled = () => Promise.resolve().then(() => Promise.resolve());

  test('begins once it is there, and then does what was asked meanwhile', async () => {
    const { start, send, fetches, of, clock, last } = setUp({ fetched: true });
    start();
    send('step');
    expect(of('built')).toHaveLength(0);
    fetches[0]?.arrive();
    await settled();
    clock.run(100);
    expect(of('built')).toHaveLength(1);
    expect(last()).toMatchObject({ step: 1, still: true });
  });

  test('never begins when another has taken its place', async () => {
    const { start, fetches, of } = setUp({ fetched: true });
    start();
    start({ runId: 2 });
    fetches[1]?.arrive();
    fetches[0]?.arrive();
    await settled();
    expect(of('built').map(({ runId }) => runId)).toEqual([2]);
  });

  test('says why it cannot begin, if it is still wanted', async () => {
    const { start, fetches, of } = setUp({ fetched: true });
    start();
    fetches[0]?.fail(new Error('no connection'));
    await settled();
    expect(of('failed')).toEqual([{ type: 'failed', runId: 1, during: 'build', message: 'no connection' }]);
    start({ runId: 2 });
    start({ runId: 3 });
    fetches[1]?.fail(new Error('no connection'));
    await settled();
    expect(of('failed')).toHaveLength(1);
  });
});
