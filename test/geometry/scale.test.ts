// The two scales, held against d3's.
import { scaleLinear, scaleLog } from 'd3';
import { expect, test } from 'vitest';
import { linearScale, logScale } from '../../src/geometry/scale.ts';

test('the linear scale is d3’s', () => {
  const [ours, theirs] = [linearScale([0, 40], [46, 300]), scaleLinear([0, 40], [46, 300])];
  for (const value of [-3, 0, 1, 17.5, 40, 90]) expect(ours(value)).toBeCloseTo(theirs(value));
});

test('the logarithmic scale is d3’s, clamped', () => {
  const ours = logScale([0.01, 10], [120, 8]);
  const theirs = scaleLog([0.01, 10], [120, 8]).clamp(true);
  for (const value of [0.001, 0.01, 0.3, 1, 10, 99]) expect(ours(value)).toBeCloseTo(theirs(value));
});
