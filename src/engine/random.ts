// The only randomness there is: sfc32, a small, fast generator that passes PractRand (Chris Doty-Humphrey, 2010).
// Integer arithmetic only, so one seed gives one sequence everywhere.

import { cosine, logarithm, TAU } from './numeric.ts';

/** FNV-1a, 32 bits: turns a stream's name into a number. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * A seeded generator. Streams with different names are independent, so that adding a draw in one place
 * (the split, say) never shifts the numbers drawn in another (the initial weights).
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  private spare: number | undefined;

  /**
   * @param seed any number; its lower 32 bits count
   * @param stream names what is drawn, for example `'split'`
   */
  constructor(seed: number, stream = '') {
    this.a = seed >>> 0;
    this.b = hashText(stream);
    this.c = 0x9e3779b9;
    for (let i = 0; i < 15; i++) this.uint32(); // mixes the seed into all of the state
  }

  /** An integer in [0, 2³²). */
  uint32(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number in [0, 1) with 32 random bits. */
  float(): number {
    return this.uint32() / 4294967296;
  }

  /** An integer in [0, n). Without modulo bias. */
  below(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 4294967296) {
      throw new RangeError(`Random.below: n must be an integer from 1 to 2^32, not ${n}`);
    }
    const limit = 4294967296 - (4294967296 % n);
    let draw = this.uint32();
    while (draw >= limit) draw = this.uint32();
    return draw % n;
  }

  /** Shuffles in place (Fisher–Yates) and returns the same array. */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [items[i], items[j]] = [items[j] as T, items[i] as T];
    }
    return items;
  }

  /** A draw from the normal distribution with mean 0 and variance 1 (Box–Muller). */
  normal(): number {
    if (this.spare !== undefined) {
      const value = this.spare;
      this.spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * logarithm(1 - this.float()));
    const angle = TAU * this.float();
    this.spare = radius * cosine(angle - TAU / 4); // sin(angle)
    return radius * cosine(angle);
  }
}
