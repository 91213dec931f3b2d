// Which generated sequences are never learnt from: decided by the sequence itself, so that it needs no list and holds
// for every seed, batch and length.

import { Random } from '../../engine/random.ts';

/** One in this many sequences is held out. */
const HELD_OUT_SHARE = 5;
/** Draws after which a stream that finds nothing new is taken to be exhausted. */
const PATIENCE = 200;

/** Whether a sequence of tokens or words belongs to those that no batch shows. */
export function isHeldOut(sequence: readonly (string | number)[]): boolean {
  return new Random(sequence.length, sequence.join(' ')).below(HELD_OUT_SHARE) === 0;
}

/** Draws until one is kept. */
export function drawUntil<T>(draw: () => T, keep: (drawn: T) => boolean): T {
  let drawn = draw();
  while (!keep(drawn)) drawn = draw();
  return drawn;
}

/** Up to `count` different draws that are kept; fewer where there are no more. */
export function distinctDraws<T>(
  count: number,
  draw: () => T,
  nameOf: (drawn: T) => string,
  keep: (drawn: T) => boolean,
): T[] {
  const found = new Map<string, T>();
  for (let missed = 0; found.size < count && missed < PATIENCE; ) {
    const drawn = draw();
    const name = nameOf(drawn);
    if (!keep(drawn) || found.has(name)) missed += 1;
    else {
      found.set(name, drawn);
      missed = 0;
    }
  }
  return [...found.values()];
}
