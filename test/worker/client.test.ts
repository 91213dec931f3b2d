import { describe, expect, test } from 'vitest';
import { TrainerClient } from '../../src/worker/client.ts';
import type { Missing } from '../../src/worker/protocol.ts';
import type { RunEvent } from '../../src/worker/runClient.ts';
import { config, FakeClock, type FakeSessionOptions } from './fakes.ts';
import { FakeWorker } from './fakeWorker.ts';

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

interface Options extends FakeSessionOptions {
  readonly missing?: Missing;
  /** Makes the n-th worker; the default is one that works. */
  readonly hire?: (n: number, clock: FakeClock) => FakeWorker;
  readonly relaxedKernels?: () => Promise<string>;
}

function setUp(options: Options = {}) {
  const clock = new FakeClock();
  const workers: FakeWorker[] = [];
  const events: RunEvent[] = [];
  const page = { hidden: false, drawing: 16 };
  const client = new TrainerClient(
    {
      createWorker: () => {
        const worker = options.hire?.(workers.length, clock) ?? new FakeWorker(clock, options);
        workers.push(worker);
        return worker;
      },
      missing: () => options.missing ?? null,
      relaxedKernels: options.relaxedKernels ?? (() => Promise.reject(new Error('nobody asks for them'))),
      afterDraw: (task) => void clock.later(page.drawing, task),
      every: clock.every,
      later: clock.later,
      now: clock.now,
      hidden: () => page.hidden,
    },
    (event) => events.push(event),
  );
  const of = <Type extends RunEvent['type']>(type: Type) =>
    events.filter((event): event is EventOf<Type> => event.type === type);
  const worker = (): FakeWorker => {
    const last = workers.at(-1);
    if (!last) throw new Error('no worker yet');
    return last;
  };
  return {
    clock,
    client,
    workers,
    worker,
    events,
    page,
    of,
    shown: () => of('frame').at(-1)?.step ?? 0,
    start: (step = 0, shown = true, relaxed = false) => {
      client.start({
        point: { config, relaxed, snapshot: null, step },
        shown,
        watched: 'the dog',
        stepsPerSecond: 50,
      });
      clock.run(200);
    },
  };
}

describe('a client', () => {
  test('makes one worker for all its runs', () => {
    const { start, workers } = setUp();
    start();
    start();
    expect(workers).toHaveLength(1);
  });

  test('gives credit when the frame has been drawn, and not before', () => {
    const { start, page, clock, client, of } = setUp();
    page.drawing = 5000;
    start();
    client.train();
    clock.run(2000);
    expect(of('frame')).toHaveLength(1);
    clock.run(4000);
    expect(of('frame')).toHaveLength(2);
  });

  test('drops what belongs to an older run', () => {
    const { start, worker, clock, of } = setUp();
    start();
    start();
    const before = of('diverged').length;
    worker().say({ type: 'diverged', runId: 1, step: 5, lastGoodStep: 0 });
    clock.run(10);
    expect(of('diverged')).toHaveLength(before);
  });

  test('tells only the last of several learning rates, so that a slider does not jump back', () => {
    const { start, client, clock, of } = setUp();
    start();
    for (const rate of [0.001, 0.002, 0.003]) client.setLearningRate(rate);
    clock.run(50);
    expect(of('configured')).toHaveLength(1);
    expect(of('configured')[0]?.config.changes.at(-1)?.learningRate).toBe(0.003);
  });

  test('has the present run as a point from which it can be had back', () => {
    const { start, client, clock, of } = setUp();
    start();
    client.train();
    clock.run(3000);
    client.pause();
    clock.run(200);
    const point = client.point();
    const { step, fingerprint } = of('frame').at(-1) ?? {};
    expect(point).toMatchObject({ step, snapshot: { step } });
    start();
    if (point) client.start({ point, shown: false, watched: '', stepsPerSecond: 50 });
    clock.run(200);
    expect(of('frame').at(-1)).toMatchObject({ step, fingerprint, still: true });
  });
});

describe('a point', () => {
  test('is not before its snapshot, though the page has not drawn that far', () => {
    const { start, client, clock, page, shown } = setUp();
    page.drawing = 60_000;
    start();
    client.train();
    clock.run(3000);
    const point = client.point();
    expect(shown()).toBe(0);
    expect(point?.snapshot?.step).toBeGreaterThan(50);
    expect(point?.step).toBe(point?.snapshot?.step);
  });
});

describe('a worker that dies', () => {
  const running = (options: Options = {}) => {
    const made = setUp(options);
    made.start();
    made.client.train();
    made.clock.run(3000);
    return made;
  };

  test('in silence is replaced within three seconds, and the run goes on', () => {
    const { workers, worker, clock, of, shown } = running();
    const before = shown();
    worker().die();
    clock.run(3000);
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(true);
    expect(of('restarted')).toHaveLength(1);
    clock.run(2000);
    expect(shown()).toBeGreaterThan(before + 50);
  });

  test('never makes the page jump back', () => {
    const { worker, clock, of } = running();
    worker().die();
    clock.run(5000);
    const steps = of('frame').map(({ step }) => step);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(of('restarted')[0]?.step).toBeGreaterThanOrEqual(140);
  });

  test('leaves a history without a gap or a difference', () => {
    const { worker, clock, of } = running();
    worker().die();
    clock.run(5000);
    let losses: number[] = [];
    for (const frame of of('frame')) losses = [...losses.slice(0, frame.lossesFrom), ...frame.losses];
    expect(losses).toEqual(losses.map((_, k) => Math.fround(1 / (1 + k))));
    expect(losses.length).toBeGreaterThan(200);
  });

  test('is resumed from its last snapshot, not from the beginning', () => {
    const { worker, clock } = running();
    worker().die();
    clock.run(3000);
    const start = worker().requests.find(({ type }) => type === 'start');
    expect(start).toMatchObject({ origin: { kind: 'snapshot' }, stepsPerSecond: 50, watched: 'the dog' });
  });

  test('by an error event is replaced at once', () => {
    const { workers, worker, clock, of } = running();
    worker().fail('out of memory');
    expect(workers).toHaveLength(2);
    clock.run(200);
    expect(of('restarted')).toHaveLength(1);
  });

  test('with a message that cannot be read is replaced at once', () => {
    const { workers, worker } = running();
    worker().onmessageerror?.({} as MessageEvent);
    expect(workers).toHaveLength(2);
  });

  test('while paused comes back paused, at the same step and state', () => {
    const { client, worker, clock, of, shown } = running();
    client.pause();
    clock.run(500);
    const before = of('frame').at(-1);
    worker().die();
    clock.run(4000);
    expect(of('restarted')).toEqual([{ type: 'restarted', step: before?.step }]);
    expect(of('frame').at(-1)).toMatchObject({
      step: before?.step,
      fingerprint: before?.fingerprint,
      still: true,
    });
    clock.run(2000);
    expect(shown()).toBe(before?.step);
  });

  test('before its first snapshot is resumed from the config', () => {
    const { start, client, clock, worker, shown } = setUp();
    start();
    client.train();
    clock.run(500);
    const before = shown();
    worker().die();
    clock.run(4000);
    expect(shown()).toBeGreaterThan(before);
  });

  test('during a replay goes on with it', () => {
    const { start, clock, worker, of, shown } = setUp();
    start(2000);
    expect(shown()).toBeLessThan(1000);
    worker().die();
    clock.run(9000);
    expect(shown()).toBe(2000);
    expect(of('reached')).toEqual([{ type: 'reached', step: 2000 }]);
  });

  test('takes no learning rate with it that it had not confirmed', () => {
    const { client, worker, clock, of } = running();
    worker().die();
    client.setLearningRate(0.1);
    clock.run(4000);
    expect(of('configured').at(-1)?.config.changes.at(-1)?.learningRate).toBe(0.1);
  });

  test('takes no confirmed learning rate with it, though the snapshot is older', () => {
    const { client, worker, clock, of } = running();
    client.setLearningRate(0.1);
    clock.run(100);
    const { config: confirmed } = of('configured').at(-1) ?? {};
    worker().die();
    clock.run(4000);
    expect(of('built').at(-1)?.config).toEqual(confirmed);
  });

  test('after the run went back is not resumed from what was given up', () => {
    const { start, client, clock, worker, shown, of } = setUp({ divergesAt: 133 });
    start(130);
    clock.run(2000);
    client.train();
    clock.run(4000);
    expect(shown()).toBe(133);
    client.goBack(0.0001);
    while (of('configured').length === 0) clock.turn();
    worker().die(); // before it has sent a frame or a snapshot of where it went back to
    clock.run(4000);
    expect(shown()).toBe(120);
  });

  test('three times without progress is given up, and retry() begins anew', () => {
    let broken = true;
    const made = setUp({
      hire: (n, clock) => {
        const worker = new FakeWorker(clock);
        if (broken && n > 0) clock.later(1, () => worker.die());
        return worker;
      },
    });
    const { start, client, clock, worker, workers, of, shown } = made;
    start();
    client.train();
    clock.run(2000);
    const before = shown();
    worker().die();
    clock.run(30_000);
    expect(workers).toHaveLength(3);
    expect(of('failed')).toEqual([{ type: 'failed', reason: 'worker-died', message: 'no answer' }]);
    expect(client.running).toBe(false);
    broken = false;
    client.retry();
    clock.run(1000);
    expect(of('frame').at(-1)).toMatchObject({ step: before, still: true });
  });

  test('again and again, but with progress between, is replaced each time', () => {
    const { worker, workers, clock, of } = running();
    for (let i = 0; i < 6; i++) {
      worker().die();
      clock.run(5000);
    }
    expect(workers).toHaveLength(7);
    expect(of('failed')).toHaveLength(0);
  });
});

describe('a worker that lives', () => {
  test('is not buried after a laptop’s sleep', () => {
    const { start, client, clock, workers } = setUp();
    start();
    client.train();
    for (let i = 0; i < 5; i++) {
      clock.run(700);
      clock.sleep(8 * 3_600_000);
    }
    clock.run(2000);
    expect(workers).toHaveLength(1);
  });

  test('is not asked while the page is hidden', () => {
    const { start, clock, workers, page, worker } = setUp();
    start();
    page.hidden = true;
    worker().die();
    clock.run(60_000);
    expect(workers).toHaveLength(1);
    page.hidden = false;
    clock.run(3000);
    expect(workers).toHaveLength(2);
  });

  test('may take its time to load', () => {
    const { start, clock, workers } = setUp({ hire: (_, clock) => new FakeWorker(clock, {}, false) });
    start();
    clock.run(20_000);
    expect(workers).toHaveLength(1);
  });
});

describe('a page without workers', () => {
  test('says what is missing', () => {
    const { start, events } = setUp({ missing: 'worker' });
    start();
    expect(events).toEqual([{ type: 'unsupported', missing: 'worker' }]);
  });

  test('says why a worker was refused, and tries again when told to', () => {
    let allowed = false;
    const { start, client, clock, events, shown, of } = setUp({
      hire: (_, clock) => {
        if (!allowed) throw new Error('Refused by the Content Security Policy');
        return new FakeWorker(clock);
      },
    });
    start(30);
    expect(events).toEqual([
      { type: 'failed', reason: 'worker-refused', message: 'Refused by the Content Security Policy' },
    ]);
    allowed = true;
    client.retry();
    clock.run(500);
    expect(shown()).toBe(30);
    expect(of('reached')).toHaveLength(1);
  });

  test('gives up when the script cannot be loaded', () => {
    const { start, clock, of, workers } = setUp({
      hire: (_, clock) => {
        const worker = new FakeWorker(clock, {}, false);
        clock.later(5, () => worker.fail(''));
        return worker;
      },
    });
    start();
    clock.run(5000);
    expect(workers).toHaveLength(3);
    expect(of('failed')).toEqual([
      { type: 'failed', reason: 'worker-refused', message: 'the script could not be loaded' },
    ]);
  });
});
