// What the colours promise: legible text, visible marks, and roles that stay apart for every kind of colour vision.
import { describe, expect, test } from 'vitest';
import { contrast, parseHex, toLab } from '../../src/geometry/colour.ts';
import { type ColourScheme, colourOf, palette, paletteCss, type Role } from '../../src/geometry/palette.ts';
import { sequentialScale, sequentialStops } from '../../src/geometry/sequential.ts';
import { distance, visions } from './vision.ts';

const schemes: readonly ColourScheme[] = ['light', 'dark'];
const grounds: readonly Role[] = ['ground', 'surface'];
const notText: readonly Role[] = ['ground', 'surface', 'hairline', 'rule', 'onAccent'];
const text = (Object.keys(palette) as Role[]).filter((role) => !notText.includes(role));

/** Roles that meet in one picture. Correct is accuracy's colour: both say "right". */
const pictures: readonly (readonly Role[])[] = [
  ['input', 'output', 'target', 'wrong', 'attention', 'accent'],
  ['query', 'key', 'value', 'attention'],
  ['loss', 'accuracy', 'wrong', 'attention', 'accent'],
  ['input', 'hidden', 'cell', 'forgetGate', 'inputGate', 'candidate', 'outputGate', 'gradient'],
  ['negativeEnd', 'positiveEnd'],
  ['input', 'hidden', 'output', 'target', 'loss', 'gradient'],
];
const pairs = pictures.flatMap((roles) =>
  roles.flatMap((one, at) => roles.slice(0, at).map((other) => [one, other] as const)),
);

describe.each(schemes)('palette, %s', (scheme) => {
  const colour = (role: Role) => colourOf(role, scheme);

  test.each(text)('text in %s has a contrast of at least 4.5 on every ground', (role) => {
    for (const ground of grounds) expect(contrast(colour(role), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test('lines that carry meaning have a contrast of at least 3', () => {
    for (const ground of grounds) expect(contrast(colour('rule'), colour(ground))).toBeGreaterThanOrEqual(3);
  });

  test('text on the accent has a contrast of at least 4.5', () => {
    expect(contrast(colour('onAccent'), colour('accent'))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs)('%s and %s stay apart for every kind of colour vision', (one, other) => {
    // 8 of OKLab's hundredths is four times what can just be told apart.
    for (const vision of visions) expect(distance(colour(one), colour(other), vision)).toBeGreaterThan(8);
  });

  test('the sequential scale begins at the ground and takes even steps of one hue', () => {
    const scale = sequentialScale(scheme);
    expect(scale(0)).toBe(colour('ground'));
    expect(scale(1)).toBe(colour('scaleEnd'));
    const stops = sequentialStops(scheme, 11);
    const steps = stops.slice(1).map((stop, k) => distance(stop, stops[k] ?? '', 'usual'));
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    for (const step of steps) expect(Math.abs(step / mean - 1)).toBeLessThan(0.08); // 8 bits a channel, and gamut
    const hues = stops.slice(3).map((stop) => {
      const [, a, b] = toLab(parseHex(stop));
      return (Math.atan2(b, a) * 180) / Math.PI;
    });
    expect(Math.max(...hues) - Math.min(...hues)).toBeLessThan(8);
  });

  test('the sequential scale keeps to its ends outside [0, 1] and for NaN', () => {
    const scale = sequentialScale(scheme);
    expect([scale(-1), scale(Number.NaN), scale(2)]).toEqual([scale(0), scale(0), scale(1)]);
  });
});

test('paletteCss gives every role as a property that follows the system, unless the page says otherwise', () => {
  const css = paletteCss();
  expect(css).toContain(`--ink-muted:${palette.inkMuted.light}`);
  expect(css).toMatch(/^:root\{color-scheme:light dark;--ground:#ffffff;/);
  expect(css).toContain(
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--ground:${palette.ground.dark};`,
  );
  expect(css).toContain(`:root[data-theme=dark]{color-scheme:dark;--ground:${palette.ground.dark};`);
  expect(css).toContain(':root[data-theme=light]{color-scheme:light}');
});
