// The one scale for signed values: blue below zero, the ground at zero, orange above, symmetric about zero.
import { mix } from './colour.ts';
import { type ColourScheme, colourOf } from './palette.ts';
import { roundUp } from './ticks.ts';

const shades = 128;

/** A value's colour, `#rrggbb`. Outside the domain it takes the nearer end; NaN takes the middle. */
export type DivergingScale = (value: number) => string;

const tables = new Map<ColourScheme, readonly string[]>();

/** The colours from −1 to 1, an odd number of them. */
function table(scheme: ColourScheme): readonly string[] {
  const known = tables.get(scheme);
  if (known !== undefined) return known;
  const middle = colourOf('ground', scheme);
  const side = (end: string) => Array.from({ length: shades }, (_, k) => mix(middle, end, (k + 1) / shades));
  const made = [
    ...side(colourOf('negativeEnd', scheme)).reverse(),
    middle,
    ...side(colourOf('positiveEnd', scheme)),
  ];
  tables.set(scheme, made);
  return made;
}

/** @param extent the domain is [−extent, extent]; 0 or less paints everything neutral */
export function divergingScale(extent: number, scheme: ColourScheme): DivergingScale {
  const colours = table(scheme);
  return (value) => {
    const share = extent > 0 ? value / extent : 0;
    const clamped = share > -1 ? Math.min(1, share) : share <= -1 ? -1 : 0;
    return colours[Math.round(clamped * shades) + shades] as string;
  };
}

/** Stops for a CSS gradient that shows the scale itself, from −extent to extent. */
export function divergingStops(scheme: ColourScheme, count = 17): readonly string[] {
  const scale = divergingScale(1, scheme);
  return Array.from({ length: count }, (_, stop) => scale((2 * stop) / (count - 1) - 1));
}

/** The least round number (1, 1.5, 2, 3, 5, 7.5 × 10ᵏ) that covers all values: a domain that does not twitch. */
export function roundExtent(values: Iterable<number>): number {
  const largest = largestOf(values);
  return largest === 0 ? 1 : roundUp(largest, 0);
}

/** The largest finite size among the values; 0 where there is none. */
export function largestOf(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}
