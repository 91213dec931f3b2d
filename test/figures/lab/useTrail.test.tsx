// What a trail remembers, and what it must not: frames that were seen by chance while a run was on its way.
import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useTrail } from '../../../src/figures/lab/useTrail.ts';

const frames = Array.from({ length: 12 }, (_, step) => ({ step }));
const stepsAfter = (seen: readonly (readonly [step: number, run: string | null])[]) => {
  const { result, rerender } = renderHook(({ step, run }) => useTrail(frames[step] ?? null, run), {
    initialProps: { step: seen[0]?.[0] ?? 0, run: seen[0]?.[1] ?? null },
  });
  for (const [step, run] of seen.slice(1)) rerender({ step, run });
  return result.current.map(({ step }) => step);
};

test('keeps the last eight frames of a run, oldest first', () => {
  expect(stepsAfter(frames.map(({ step }) => [step, 'a']))).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
});

test('forgets what came later when time goes back, and all of another run', () => {
  expect(
    stepsAfter([
      [1, 'a'],
      [5, 'a'],
      [9, 'a'],
      [6, 'a'],
    ]),
  ).toEqual([1, 5, 6]);
  expect(
    stepsAfter([
      [1, 'a'],
      [5, 'a'],
      [6, 'b'],
    ]),
  ).toEqual([6]);
});

test('begins with the step that a run was opened at, whatever was seen on the way', () => {
  expect(
    stepsAfter([
      [2, null],
      [3, null],
      [7, null],
      [7, 'a'],
    ]),
  ).toEqual([7]);
  expect(
    stepsAfter([
      [2, null],
      [7, 'a'],
      [8, 'a'],
    ]),
  ).toEqual([7, 8]);
});
