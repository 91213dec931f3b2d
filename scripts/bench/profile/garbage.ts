// How many bytes of JavaScript objects a step leaves behind.

import { getHeapStatistics } from 'node:v8';
import { median } from '../statistics.ts';

/** Few enough that the collector seldom comes in between. */
const STEPS = 10;
const TRIALS = 41;

/** @returns bytes for each call of `step`, the median of many trials: where the collector came in between, one is far off */
export function bytesPerStep(step: () => void): number {
  const during = (steps: number) => {
    const before = getHeapStatistics().used_heap_size;
    for (let i = 0; i < steps; i++) step();
    return getHeapStatistics().used_heap_size - before;
  };
  const trials = (steps: number) => median(Array.from({ length: TRIALS }, () => during(steps)));
  return (trials(STEPS) - trials(0)) / STEPS; // the statistics are an object themselves
}
