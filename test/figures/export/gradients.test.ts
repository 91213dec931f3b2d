// A scale's ramp on the page and in an exported picture are the same colours at the same places.
import { expect, test } from 'vitest';
import { placedStops, readGradient } from '../../../src/figures/frame/export/gradients.ts';

const read = (css: string) => {
  const gradient = readGradient(css);
  if (!gradient) throw new Error(`no gradient: ${css}`);
  return gradient;
};

test('a ramp’s colours stand evenly, from its beginning to its end', () => {
  const ramp = read('linear-gradient(to right, rgb(0, 71, 171), rgb(255, 255, 255), rgb(168, 66, 0))');
  expect(ramp.angle).toBeCloseTo(Math.PI / 2, 12);
  expect(ramp.repeats).toBe(false);
  expect(placedStops(ramp, 176)).toEqual([
    { colour: 'rgb(0, 71, 171)', at: 0 },
    { colour: 'rgb(255, 255, 255)', at: 0.5 },
    { colour: 'rgb(168, 66, 0)', at: 1 },
  ]);
});

test('a hatch repeats after its last stop, measured in pixels', () => {
  const hatch = read(
    'repeating-linear-gradient(135deg, rgb(90, 90, 90) 0px, rgb(90, 90, 90) 1px, rgba(0, 0, 0, 0) 1px, rgba(0, 0, 0, 0) 5px)',
  );
  expect(hatch.repeats).toBe(true);
  expect(hatch.angle).toBeCloseTo((135 * Math.PI) / 180, 12);
  expect(placedStops(hatch, 20).map(({ at }) => at)).toEqual([0, 0.05, 0.05, 0.25]);
});

test('stops without a place stand evenly between those that have one; one colour may have two places', () => {
  const gradient = read(
    'linear-gradient(rgb(1, 1, 1) 20%, rgb(2, 2, 2), rgb(3, 3, 3) 60% 80%, rgb(4, 4, 4))',
  );
  expect(gradient.angle).toBeCloseTo(Math.PI, 12);
  const at = placedStops(gradient, 100).map((stop) => Math.round(stop.at * 1000) / 1000);
  expect(at).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
});

test.each(['none', 'url("x.png")', 'radial-gradient(red, blue)', ''])('“%s” is none', (css) => {
  expect(readGradient(css)).toBeUndefined();
});
