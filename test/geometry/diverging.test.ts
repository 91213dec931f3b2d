import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divergingScale, divergingStops, roundExtent } from '../../src/geometry/diverging.ts';
import { colourOf } from '../../src/geometry/palette.ts';

describe.each(['light', 'dark'] as const)('the diverging scale, %s', (scheme) => {
  const scale = divergingScale(2, scheme);

  test('is the ground at zero, blue below, orange above', () => {
    expect([scale(-2), scale(0), scale(2)]).toEqual([
      colourOf('negativeEnd', scheme),
      colourOf('ground', scheme),
      colourOf('positiveEnd', scheme),
    ]);
  });

  test('keeps to its ends outside the domain, and paints neither NaN nor an empty domain', () => {
    expect([scale(-9), scale(Infinity), scale(Number.NaN)]).toEqual([scale(-2), scale(2), scale(0)]);
    expect(divergingScale(0, scheme)(5)).toBe(scale(0));
  });

  test('its legend is painted by itself', () => {
    expect(divergingStops(scheme, 3)).toEqual([scale(-2), scale(0), scale(2)]);
  });
});

describe('roundExtent', () => {
  test('covers every finite value with a round number, and no more than twice of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })),
        (values) => {
          const extent = roundExtent(values);
          const largest = Math.max(0, ...values.map(Math.abs));
          expect(extent).toBeGreaterThanOrEqual(largest * (1 - 1e-9));
          if (largest > 0) expect(extent).toBeLessThanOrEqual(largest * 2);
        },
      ),
    );
  });

  test('is 1 where there is nothing', () => {
    expect(roundExtent([])).toBe(1);
    expect(roundExtent([0, Number.NaN, Infinity])).toBe(1);
  });
});
