// The adding problem (Hochreiter & Schmidhuber 1997, section 5.4): numbers pass by, two of them are marked, and at the
// end their sum must be said. The first mark lies in the first half, the second in the second.

import { Random } from '../../engine/random.ts';
import { distinctDraws, drawUntil, isHeldOut } from './heldOut.ts';
import { lengths } from './lengths.ts';
import type { Example, PredictionTask } from './task.ts';

/** Numbers are hundredths, 0.00 to 0.99, so that they can be written out without rounding. */
const HUNDRED = 100;
const HELD_OUT = 200;

interface Drawn {
  /** In hundredths. */
  readonly values: readonly number[];
  readonly marked: readonly [number, number];
}

const labelsOf = ({ values, marked }: Drawn) =>
  values.map((value, t) => `${marked.includes(t) ? '+' : ''}${(value / HUNDRED).toFixed(2)}`);

function exampleOf(drawn: Drawn): Example {
  const { values, marked } = drawn;
  const sum = marked.reduce((total, t) => total + (values[t] as number), 0);
  return {
    labels: labelsOf(drawn),
    input: Float32Array.from(values.flatMap((value, t) => [value / HUNDRED, marked.includes(t) ? 1 : 0])),
    target: Float32Array.of(sum / HUNDRED),
  };
}

function draw(random: Random, steps: number): Drawn {
  const half = Math.floor(steps / 2);
  return {
    values: Array.from({ length: steps }, () => random.below(HUNDRED)),
    marked: [random.below(half), half + random.below(steps - half)],
  };
}

const nameOf = (drawn: Drawn) => labelsOf(drawn).join(' ');
/** Always the same: the second number, and the last but one. */
function workedExample(steps: number): Drawn {
  const { values } = draw(new Random(steps, 'adding example'), steps);
  return { values, marked: [1, steps - 2] };
}
/**
 * The example of length 4, 0.67 +0.55 +0.91 0.80: after the fourth number the network must say 1.46. Saying 1, the mean,
 * costs the variance of two numbers, 1/6.
 */
export const adding: PredictionTask = {
  id: 'adding',
  input: { kind: 'numbers', channels: ['value', 'mark'] },
  output: { kind: 'numbers', names: ['sum'], at: 'end' },
  length: lengths.adding,
  blindLoss: () => (HUNDRED * HUNDRED - 1) / (6 * HUNDRED * HUNDRED), // twice the variance of 0.00 … 0.99
  batch(seed, step, size, steps) {
    const random = new Random(seed, `adding ${step}`);
    const worked = nameOf(workedExample(steps));
    const isTaught = (drawn: Drawn) => !isHeldOut(labelsOf(drawn)) && nameOf(drawn) !== worked;
    return Array.from({ length: size }, () => exampleOf(drawUntil(() => draw(random, steps), isTaught)));
  },
  heldOut(seed, steps) {
    const random = new Random(seed, 'adding held out');
    const worked = workedExample(steps);
    const name = nameOf(worked);
    const isOther = (drawn: Drawn) => isHeldOut(labelsOf(drawn)) && nameOf(drawn) !== name;
    const others = distinctDraws(HELD_OUT - 1, () => draw(random, steps), nameOf, isOther);
    return [worked, ...others].map(exampleOf);
  },
  example: (steps) => exampleOf(workedExample(steps)),
};
