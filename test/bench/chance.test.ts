import { describe, expect, test } from 'vitest';
import { SHORTEST, tooLittle } from '../../scripts/bench/chance.ts';

describe('numbers that rest on too little', () => {
  test('come with a sentence that says what was short and what to give', () => {
    expect(tooLittle(0.0025, SHORTEST.kernel, 1)).toBe(
      'WARNING: these numbers rest on too little: turns of 2.5 ms (20 ms or more are steady), 1 round (3 or more have a median without strays). Give more --secs and more --rounds.',
    );
    expect(tooLittle(1, SHORTEST.training, 2)).toMatch(/: 2 rounds \(.*\. Give more --rounds\.$/);
    expect(tooLittle(0.05, SHORTEST.training, 5)).toMatch(/: turns of 50 ms \(.*\. Give more --secs\.$/);
  });

  test('come without one where turns are long and many, at the very limit as well', () => {
    expect(tooLittle(SHORTEST.kernel, SHORTEST.kernel, 3)).toBeUndefined();
    expect(tooLittle(0.3 / 3, SHORTEST.training, 3)).toBeUndefined();
  });
});
