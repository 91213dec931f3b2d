import { describe, expect, test } from 'vitest';
import { Standing } from '../../scripts/bench/contest.ts';
import { mainThreadTasks } from '../../scripts/bench/frames/trace.ts';
import { rounded } from '../../scripts/bench/report.ts';
import { table } from '../../scripts/bench/table.ts';

describe('a table', () => {
  test('has its first column to the left and the others to the right, as wide as their widest cell', () => {
    const text = table(
      ['shape', 'speed'],
      [
        ['a', '12.5'],
        ['longer', '1234.5'],
      ],
    );
    expect(text.split('\n')).toEqual([
      'shape    speed',
      '──────  ──────',
      'a         12.5',
      'longer  1234.5',
    ]);
  });
});

describe('rounding', () => {
  test('keeps significant digits', () => {
    expect([rounded(1234.56), rounded(0.000123456, 2), rounded(99_999)]).toEqual([1235, 0.00012, 100_000]);
  });
});

describe('a standing', () => {
  const round = (steps: number, seconds: number, cpuSeconds?: number) => ({ steps, seconds, cpuSeconds });

  test('is the median of rounds, by the wall and by the processor', () => {
    const own = new Standing('a', [round(10, 1, 0.5), round(10, 2, 0.5), round(30, 1, 1)]);
    expect([own.rate('wall'), own.rate('cpu')]).toEqual([10, 20]);
  });

  test('has no rate by a clock that was not read', () => {
    expect(new Standing('a', [round(1, 1)]).rate('cpu')).toBeNaN();
  });

  test('is compared round by round, so that a slow moment for both does not count', () => {
    const ours = new Standing('ours', [round(20, 1, 2), round(2, 1, 2), round(40, 1, 2)]);
    const theirs = new Standing('theirs', [round(10, 1, 1), round(1, 1, 1), round(10, 1, 1)]);
    expect([ours.ratioTo(theirs, 'wall'), ours.ratioTo(theirs, 'cpu')]).toEqual([2, 1]);
  });
});

describe('main-thread tasks', () => {
  const thread = (name: string, pid: number, tid: number) => ({
    name: 'thread_name',
    ph: 'M',
    pid,
    tid,
    args: { name },
  });
  const task = (pid: number, tid: number, dur: number) => ({
    name: 'ThreadControllerImpl::RunTask',
    ph: 'X',
    pid,
    tid,
    dur,
    tdur: dur - 500, // taken by another thread for half a millisecond
  });

  test('are those of the page’s main thread, in milliseconds, without the tiniest', () => {
    const traceEvents = [
      task(1, 7, 2500), // before its thread is named
      thread('CrRendererMain', 1, 7),
      thread('DedicatedWorker thread', 1, 8),
      task(1, 7, 20),
      task(1, 8, 90_000),
      task(2, 7, 90_000),
      { ...task(1, 7, 5000), name: 'FunctionCall' },
    ];
    expect(mainThreadTasks(JSON.stringify({ traceEvents }))).toEqual([{ wall: 2.5, cpu: 2 }]);
  });

  test('of a trace without a page are an error', () => {
    expect(() => mainThreadTasks('{"traceEvents":[]}')).toThrow(/no main thread/);
  });
});
