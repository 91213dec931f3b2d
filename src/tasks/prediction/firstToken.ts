// Remember the first token: what came first must be said at the end, whatever came in between. Nothing is asked but
// memory, and how long it must last is chosen; after Hochreiter & Schmidhuber 1997, section 5.2.

import { logarithm } from '../../engine/numeric.ts';
import { Random } from '../../engine/random.ts';
import { distinctDraws, drawUntil, isHeldOut } from './heldOut.ts';
import { lengths } from './lengths.ts';
import type { Example, PredictionTask } from './task.ts';

/** What may come first, and is asked for. */
const first = ['A', 'B', 'C', 'D'] as const;
/** What comes after it and says nothing. */
const noise = ['u', 'v', 'w', 'x', 'y', 'z'] as const;
const vocabulary: readonly string[] = [...first, ...noise];
const length = lengths.firstToken;
const HELD_OUT = 200;

function exampleOf(ids: readonly number[]): Example {
  return {
    labels: ids.map((id) => vocabulary[id] as string),
    input: Int32Array.from(ids),
    target: Int32Array.of(ids[0] as number),
  };
}

function draw(random: Random, steps: number): number[] {
  const noises = Array.from({ length: steps - 1 }, () => first.length + random.below(noise.length));
  return [random.below(first.length), ...noises];
}

/** C, then the noise in its order: the same for every seed. */
function workedExample(steps: number): number[] {
  return Array.from({ length: steps }, (_, t) => (t === 0 ? 2 : first.length + ((t - 1) % noise.length)));
}

const same = (a: readonly number[], b: readonly number[]) => a.every((id, t) => id === b[t]);
const isKept = (ids: readonly number[]) => isHeldOut(ids) || same(ids, workedExample(ids.length));

/**
 * The example of length 5, C u v w x: after the fifth step the network must say C. Its four answers come equally often,
 * so a network that has forgotten loses ln 4.
 */
export const firstToken: PredictionTask = {
  id: 'firstToken',
  input: { kind: 'tokens', vocabulary },
  output: { kind: 'classes', classes: first, at: 'end' },
  length,
  blindLoss: () => logarithm(first.length),
  batch(seed, step, size, steps) {
    const random = new Random(seed, `firstToken ${step}`);
    return Array.from({ length: size }, () =>
      exampleOf(
        drawUntil(
          () => draw(random, steps),
          (ids) => !isKept(ids),
        ),
      ),
    );
  },
  heldOut(seed, steps) {
    const random = new Random(seed, 'firstToken held out');
    const worked = workedExample(steps);
    const others = distinctDraws(
      HELD_OUT - 1,
      () => draw(random, steps),
      (ids) => ids.join(' '),
      (ids) => isHeldOut(ids) && !same(ids, worked),
    );
    return [worked, ...others].map(exampleOf);
  },
  example: (steps) => exampleOf(workedExample(steps)),
  read(text) {
    const ids: number[] = [];
    for (const symbol of text.replace(/\s/g, '')) {
      const id = vocabulary.indexOf(symbol);
      if (id < 0) return { problem: 'unknown', detail: symbol };
      ids.push(id);
    }
    if (ids.length === 0) return { problem: 'empty', detail: '' };
    if (ids.length > length.max) return { problem: 'tooLong', detail: String(length.max) };
    const [asked = 0] = ids;
    return { ...exampleOf(ids), target: Int32Array.of(asked < first.length ? asked : -1) };
  },
};
