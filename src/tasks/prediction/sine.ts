// Sine: noisy waves of many periods, phases and heights; after each number the network says the next one.

import { sine as sin, TAU } from '../../engine/numeric.ts';
import { Random } from '../../engine/random.ts';
import { lengths } from './lengths.ts';
import { numberText } from './numberText.ts';
import type { Example, PredictionTask } from './task.ts';

/** Steps of a whole wave. */
const PERIOD = { min: 8, max: 24 } as const;
const HEIGHT = { min: 0.5, max: 1 } as const;
/** Standard deviation of what is added to each number, and cannot be foretold. */
const NOISE = 0.05;
const HELD_OUT = 120;

const between = (random: Random, { min, max }: { min: number; max: number }) =>
  min + random.float() * (max - min);

function draw(random: Random, steps: number): Example {
  const period = between(random, PERIOD);
  const height = between(random, HEIGHT);
  const phase = random.float();
  const values = Float32Array.from(
    { length: steps + 1 },
    (_, t) => height * sin(TAU * (phase + t / period)) + NOISE * random.normal(),
  );
  return {
    labels: Array.from(values.subarray(0, steps), numberText),
    input: values.slice(0, steps),
    target: values.slice(1),
  };
}

const workedExample = (steps: number) => draw(new Random(1, 'sine example'), steps);

/**
 * The example's first numbers, 0.15 −0.15 −0.28 −0.60: after 0.15 the network must say −0.15, after −0.28 it must say −0.60.
 * From two numbers the period cannot be told for the noise, so the network gets better with every step it has read. The
 * noise, a mean squared error of 0.0025, is all that must remain.
 */
export const sine: PredictionTask = {
  id: 'sine',
  input: { kind: 'numbers', channels: ['now'] },
  output: { kind: 'numbers', names: ['next'], at: 'everyStep' },
  length: lengths.sine,
  // E[height²]/2 + noise², the height being uniform: its square's mean is (min² + min·max + max²)/3.
  blindLoss: () =>
    (HEIGHT.min * HEIGHT.min + HEIGHT.min * HEIGHT.max + HEIGHT.max * HEIGHT.max) / 6 + NOISE * NOISE,
  batch(seed, step, size, steps) {
    const random = new Random(seed, `sine ${step}`);
    return Array.from({ length: size }, () => draw(random, steps));
  },
  heldOut(seed, steps) {
    const random = new Random(seed, 'sine held out');
    return [workedExample(steps), ...Array.from({ length: HELD_OUT - 1 }, () => draw(random, steps))];
  },
  example: workedExample,
};
