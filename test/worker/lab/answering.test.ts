import { describe, expect, test } from 'vitest';
import type { Query } from '../../../src/experiment/lab/queries.ts';
import { Answering } from '../../../src/worker/lab/answering.ts';
import { buffersIn } from '../../../src/worker/lab/buffersIn.ts';
import type { ExplorableSession } from '../../../src/worker/lab/kind.ts';
import { queryKey } from '../../../src/worker/lab/queryKey.ts';
import { FakeClock } from '../fakes.ts';

const impulse = (length: number): Query => ({ kind: 'impulse', length, strength: 1 });
const keys = (...lengths: number[]) => lengths.map((length) => queryKey(impulse(length)));

/** A session whose every answer takes `cost` ms. */
function setUp(cost: number | ((query: Query) => number)) {
  const clock = new FakeClock();
  const answering = new Answering(clock.now);
  const session: Pick<ExplorableSession, 'answer'> = {
    answer: (query) => {
      clock.time += typeof cost === 'number' ? cost : cost(query);
      return { asked: query } as never;
    },
  };
  const round = (step: number, still: boolean, rewinds = 0) => {
    const { answers, more } = answering.answer({ session, step, rewinds }, still);
    return { keys: answers.map(({ key }) => key), more };
  };
  return { clock, answering, round };
}

describe('answering', () => {
  test('answers each query once for a step, and again for another or another way there', () => {
    const { answering, round } = setUp(1);
    answering.watch([impulse(1), impulse(2)]);
    expect(round(5, true)).toEqual({ keys: keys(1, 2), more: false });
    expect(round(5, true)).toEqual({ keys: [], more: false });
    expect(round(6, true).keys).toEqual(keys(1, 2));
    expect(round(6, true, 1).keys).toEqual(keys(1, 2));
  });

  test('a query watched later is answered first, one that is left not at all', () => {
    const { answering, round } = setUp(1);
    answering.watch([impulse(1), impulse(2)]);
    round(5, true);
    answering.watch([impulse(2), impulse(3)]);
    expect(round(5, true).keys).toEqual(keys(3));
    expect(round(6, true).keys).toEqual(keys(2, 3));
  });

  test('what does not fit into a frame comes with the next, and none is forgotten', () => {
    const { answering, round } = setUp(10);
    answering.watch([impulse(1), impulse(2), impulse(3)]);
    round(1, true);
    round(1, true);
    round(1, true);
    expect(round(2, true)).toEqual({ keys: keys(1), more: true });
    expect(round(2, true)).toEqual({ keys: keys(2), more: true });
    expect(round(2, true)).toEqual({ keys: keys(3), more: false });
    expect(round(3, true).keys).toEqual(keys(1));
    expect(round(4, true).keys).toEqual(keys(2));
  });

  test('takes a third of the time while training, however slow a query is', () => {
    const { clock, answering, round } = setUp(90);
    answering.watch([impulse(1)]);
    let answered = 0;
    for (let step = 0; clock.time < 10_000; step++) {
      answered += round(step, false).keys.length;
      clock.time += 36;
    }
    expect(answered).toBeGreaterThan(30);
    expect(answered * 90).toBeLessThan(10_000 * 0.36);
  });

  test('a slow query is answered less often than a fast one, and neither never', () => {
    const { clock, answering, round } = setUp((query) =>
      query.kind === 'impulse' && query.length === 1 ? 200 : 1,
    );
    answering.watch([impulse(1), impulse(2)]);
    const counts = new Map<string, number>();
    for (let step = 0; clock.time < 20_000; step++) {
      for (const key of round(step, false).keys) counts.set(key, (counts.get(key) ?? 0) + 1);
      clock.time += 36;
    }
    const [slow = 0, fast = 0] = keys(1, 2).map((key) => counts.get(key));
    expect(slow).toBeGreaterThan(15);
    expect(slow * 200).toBeLessThan(20_000 / 4);
    expect(fast).toBeGreaterThan(10 * slow);
  });

  test('a query that fails says why, and the others are answered', () => {
    const answering = new Answering(() => 0);
    answering.watch([impulse(1), impulse(2), impulse(3), impulse(4)]);
    const named = (name: string) => Object.assign(new Error(`because of ${name}`), { name });
    const errors = [named('TraceTooLargeError'), named('TextProblem'), named('RangeError')];
    const session: Pick<ExplorableSession, 'answer'> = {
      answer: (query) => {
        const error = query.kind === 'impulse' ? errors[query.length - 1] : undefined;
        if (error) throw error;
        return { step: 1 } as never;
      },
    };
    const { answers } = answering.answer({ session, step: 1, rewinds: 0 }, true);
    expect(answers.map(({ answer }) => answer)).toEqual([
      { state: 'failed', reason: 'tooLarge', message: 'because of TraceTooLargeError' },
      { state: 'failed', reason: 'text', message: 'because of TextProblem' },
      { state: 'failed', reason: 'error', message: 'because of RangeError' },
      { state: 'ready', value: { step: 1 } },
    ]);
  });
});

describe('what is moved to the page', () => {
  test('is every array in an answer, once, and no part of a larger one', () => {
    const shared = new Float32Array(3);
    const part = new Float32Array(8).subarray(2, 4);
    const answer = { a: [shared, { b: shared }], c: new Float32Array(2), part, none: null, text: 'x' };
    expect(buffersIn(answer)).toEqual([shared.buffer, answer.c.buffer]);
  });
});

describe('a key', () => {
  test('is the same for equal queries, however they are written', () => {
    const request = { text: 'a b', clamps: { forget: 1, input: 0 }, truncation: 0 } as const;
    const same = { truncation: 0, clamps: { input: 0, forget: 1 }, text: 'a b' } as const;
    expect(queryKey({ kind: 'trace', request })).toBe(queryKey({ request: same, kind: 'trace' }));
    expect(queryKey({ kind: 'trace', request })).not.toBe(
      queryKey({ kind: 'trace', request: { ...request, text: null } }),
    );
  });
});
