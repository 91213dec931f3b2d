// A real series: how much the CO₂ over Mauna Loa rises or falls from month to month. The network reads the changes and
// says the next one; it learns from the years to 2007 and is judged by those after.

import { Random } from '../../../engine/random.ts';
import { lengths } from '../lengths.ts';
import { changeText } from '../numberText.ts';
import type { Example, PredictionTask } from '../task.ts';
import { concentrations, firstYear } from './maunaLoa.ts';

/** Years from this one on are held out. */
const HELD_OUT_FROM = 2008;
/** Months from one held-out window to the next. */
const STRIDE = 2;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** changes[k]: from month k to month k + 1, in parts per million. */
const changes = concentrations.slice(1).map((value, k) => value - (concentrations[k] as number));
/** Changes that end before the held-out years. */
const taught = (HELD_OUT_FROM - firstYear) * 12 - 1;

const mean = changes.slice(0, taught).reduce((sum, x) => sum + x, 0) / taught;
const variance = changes.slice(0, taught).reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / taught;
const deviation = Math.sqrt(variance);

function windowAt(from: number, steps: number): Example {
  const scaled = Float32Array.from(changes.slice(from, from + steps + 1), (x) => (x - mean) / deviation);
  return {
    labels: Array.from(
      { length: steps },
      (_, t) => `${months[(from + t + 1) % 12]} ${changeText(changes[from + t] as number)}`,
    ),
    input: scaled.slice(0, steps),
    target: scaled.slice(1),
  };
}

const lastWindow = (steps: number) => changes.length - steps - 1;

/**
 * The example of length 12 begins Dec +1.11, Jan +1.69, Feb +0.74 (2018 and 2019, in ppm): after Dec the network must say
 * what January will bring, +1.69. It reads and says them normalised by the mean and deviation of the years to learn from
 * (`units`), so saying the mean costs 1.
 * Plants breathe in from May to September, the rest of the year lets go: the season is what there is to be learnt.
 */
export const series: PredictionTask = {
  id: 'series',
  input: { kind: 'numbers', channels: ['change'] },
  output: { kind: 'numbers', names: ['next change'], at: 'everyStep' },
  units: { name: 'ppm', mean, deviation },
  length: lengths.series,
  blindLoss: () => 1,
  batch(seed, step, size, steps) {
    const random = new Random(seed, `series ${step}`);
    return Array.from({ length: size }, () => windowAt(random.below(taught - steps), steps));
  },
  heldOut(_seed, steps) {
    const windows: Example[] = [];
    for (let from = lastWindow(steps); from >= taught; from -= STRIDE) windows.push(windowAt(from, steps));
    return windows;
  },
  example: (steps) => windowAt(lastWindow(steps), steps),
};
