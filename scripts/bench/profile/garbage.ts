// How many bytes of JavaScript objects a step leaves behind.

import { getHeapStatistics } from 'node:v8';
import { median } from '../statistics.ts';

const TRIALS = 101;

/** @returns bytes for each call of `step`, the median of many trials: where the collector came in between, one is far off */
export function bytesPerStep(step: () => void): number {
  const during = (body: () => void) => {
    const before = getHeapStatistics().used_heap_size;
    body();
    return getHeapStatistics().used_heap_size - before;
  };
  // One step at a time: the collector may come after every megabyte.
  const trials = (body: () => void) => median(Array.from({ length: TRIALS }, () => during(body)));
  return trials(step) - trials(() => {}); // the statistics are an object themselves
}
