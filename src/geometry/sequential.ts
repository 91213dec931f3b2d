// The one scale for probabilities and attention: domain [0, 1], from the ground to one deep hue, in even steps.
import { mix } from './colour.ts';
import { type ColourScheme, colourOf } from './palette.ts';

/** Finer than an eye or a screen can tell apart. */
const shades = 256;

/** A weight's colour, `#rrggbb`. What is not a number, or outside [0, 1], takes the nearer end. */
export type SequentialScale = (weight: number) => string;

const made = new Map<ColourScheme, SequentialScale>();

export function sequentialScale(scheme: ColourScheme): SequentialScale {
  const known = made.get(scheme);
  if (known !== undefined) return known;
  const ground = colourOf('ground', scheme);
  const end = colourOf('scaleEnd', scheme);
  const table = Array.from({ length: shades }, (_, shade) => mix(ground, end, shade / (shades - 1)));
  const scale: SequentialScale = (weight) => {
    const clamped = weight > 0 ? Math.min(1, weight) : 0;
    return table[Math.round(clamped * (shades - 1))] ?? ground;
  };
  made.set(scheme, scale);
  return scale;
}

/** Stops for a CSS gradient that shows the scale itself. */
export function sequentialStops(scheme: ColourScheme, count = 9): readonly string[] {
  const scale = sequentialScale(scheme);
  return Array.from({ length: count }, (_, stop) => scale(stop / (count - 1)));
}
