// A client whose run asks for the relaxed kernels: they are fetched once, the run waits for them, and where they cannot
// be had it is a plain one, which owes nothing to them.
import { describe, expect, test } from 'vitest';
import { TrainerClient } from '../../src/worker/client.ts';
import type { Request } from '../../src/worker/protocol.ts';
import type { RunEvent } from '../../src/worker/runClient.ts';
import { config, FakeClock } from './fakes.ts';
import { FakeWorker } from './fakeWorker.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const clock = new FakeClock();
  const workers: FakeWorker[] = [];
  const events: RunEvent[] = [];
  const fetches: { give(packed: string): Promise<void>; refuse(error: Error): Promise<void> }[] = [];
  const client = new TrainerClient(
    {
      createWorker: () => {
        const worker = new FakeWorker(clock);
        workers.push(worker);
        return worker;
      },
      missing: () => null,
      relaxedKernels: () =>
        new Promise((resolve, reject) => {
          const then = async (settle: () => void) => {
            settle();
            await turn();
            clock.run(200);
          };
          fetches.push({
            give: (packed) => then(() => resolve(packed)),
            refuse: (error) => then(() => reject(error)),
          });
        }),
      afterDraw: (task) => void clock.later(16, task),
      every: clock.every,
      later: clock.later,
      now: clock.now,
      hidden: () => false,
    },
    (event) => events.push(event),
  );
  const start = (relaxed: boolean, seed = 7) => {
    const point = { config: { ...config, seed }, relaxed, snapshot: null, step: 0 };
    client.start({ point, shown: true, watched: 'the dog', stepsPerSecond: 50 });
    clock.run(200);
  };
  const starts = () =>
    workers
      .flatMap(({ requests }) => requests)
      .filter((request): request is Extract<Request, { type: 'start' }> => request.type === 'start');
  const fetched = () => {
    const last = fetches.at(-1);
    if (!last) throw new Error('nobody asked for the kernels');
    return last;
  };
  const step = () => events.findLast((event) => event.type === 'frame')?.step;
  return { client, clock, workers, events, fetches, fetched, start, starts, step };
}

describe('a relaxed run', () => {
  test('waits for its kernels and takes them to the worker', async () => {
    const { client, start, starts, fetched, events } = setUp();
    start(true);
    expect(starts()).toEqual([]);
    expect(events).toEqual([]);
    expect(client.point()).toMatchObject({ relaxed: true });
    await fetched().give('kernels');
    expect(starts().map(({ kernels }) => kernels)).toEqual(['kernels']);
    expect(events.map(({ type }) => type)).toContain('reached');
  });

  test('fetches them once, and a plain run never', async () => {
    const { start, starts, fetches, fetched } = setUp();
    start(false);
    expect(fetches).toHaveLength(0);
    start(true);
    await fetched().give('kernels');
    start(true);
    start(false);
    expect(fetches).toHaveLength(1);
    expect(starts().map(({ kernels }) => kernels)).toEqual([undefined, 'kernels', 'kernels', undefined]);
  });

  test('has them in the next worker too when one dies, from the snapshot on', async () => {
    const { client, clock, start, starts, fetches, fetched, workers, events, step } = setUp();
    start(true);
    await fetched().give('kernels');
    client.train();
    clock.run(3000);
    const seen = step() ?? 0;
    workers.at(-1)?.die();
    clock.run(5000);
    expect(fetches).toHaveLength(1);
    expect(starts().at(-1)).toMatchObject({ kernels: 'kernels', origin: { kind: 'snapshot' } });
    expect(events.map(({ type }) => type)).toContain('restarted');
    expect(step()).toBeGreaterThan(seen);
    expect(client.point()).toMatchObject({ relaxed: true });
  });

  test('keeps the worker of the run before from going on meanwhile', () => {
    const { client, clock, start, workers } = setUp();
    start(false);
    client.train();
    clock.run(500);
    start(true);
    const there = workers[0]?.session?.stepCount;
    clock.run(5000);
    expect(workers).toHaveLength(1);
    expect(there).toBeGreaterThan(10);
    expect(workers[0]?.session?.stepCount).toBe(there);
  });

  test('takes what was asked of it while it waited: training', async () => {
    const { client, start, clock, fetched, step } = setUp();
    start(true);
    client.step();
    client.train();
    await fetched().give('kernels');
    clock.run(1000);
    expect(step()).toBeGreaterThan(10);
  });

  test('takes what was asked of it while it waited: two steps and no more', async () => {
    const { client, start, clock, fetched, step } = setUp();
    start(true);
    client.train();
    client.step();
    client.step();
    await fetched().give('kernels');
    clock.run(1000);
    expect(step()).toBe(2);
    client.retry();
    clock.run(1000);
    expect(step()).toBe(2);
  });

  test('takes what was asked of it while it waited: to stand still, at another rate', async () => {
    const { client, start, clock, fetched, step, events } = setUp();
    start(true);
    client.step();
    client.setLearningRate(0.25);
    client.pause();
    await fetched().give('kernels');
    clock.run(1000);
    expect(step()).toBe(0);
    expect(events.findLast((event) => event.type === 'configured')?.config.changes).toEqual([
      { step: 0, learningRate: 0.25 },
    ]);
  });

  test('does not come back when another has begun meanwhile', async () => {
    const { start, starts, fetched, events } = setUp();
    start(true);
    start(false, 9);
    const before = events.length;
    await fetched().give('kernels');
    expect(starts().map(({ kernels }) => kernels)).toEqual([undefined]);
    expect(events.slice(before).filter(({ type }) => type === 'built')).toEqual([]);
  });

  test('whose kernels cannot be had is told of, and is a plain one', async () => {
    const { client, start, starts, fetched, fetches, events } = setUp();
    start(true);
    await fetched().refuse(new TypeError('Failed to fetch'));
    expect(events[0]).toEqual({ type: 'relaxedRefused', message: 'Failed to fetch' });
    expect(starts()).toMatchObject([{ kernels: undefined, origin: { kind: 'config' } }]);
    expect(client.point()).toMatchObject({ relaxed: false, snapshot: null });
    start(true);
    expect(fetches).toHaveLength(2); // the next one tries again
  });

  test('refused after another has begun says nothing', async () => {
    const { start, fetched, events } = setUp();
    start(true);
    start(false);
    await fetched().refuse(new TypeError('Failed to fetch'));
    expect(events.map(({ type }) => type)).not.toContain('relaxedRefused');
  });

  test('disposed of while it waits begins nothing', async () => {
    const { client, start, fetched, workers } = setUp();
    start(true);
    client.dispose();
    await fetched().give('kernels');
    expect(workers).toEqual([]);
  });
});
