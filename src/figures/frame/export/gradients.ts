// The page's gradients (a scale's ramp, the hatch of what is masked) as those of SVG, from the very colours and places
// that the page paints.
import { type Box, make, pixels } from './make.ts';

export interface GradientStop {
  readonly colour: string;
  /** 0 at the gradient's beginning, 1 at its end. */
  readonly at: number;
}

export interface CssGradient {
  /** Begins again where it ends. */
  readonly repeats: boolean;
  /** Where it goes, radians: 0 is up, π/2 is right. */
  readonly angle: number;
  readonly stops: readonly { readonly colour: string; readonly place: string | undefined }[];
}

/** At commas that are not inside of parentheses. */
const listed = (text: string) => text.split(/,(?![^(]*\))/).map((part) => part.trim());

const sides: Readonly<Record<string, number>> = { top: 0, right: 90, bottom: 180, left: 270 };

/** A computed `background-image`; undefined where it is no linear gradient. */
export function readGradient(css: string): CssGradient | undefined {
  const [, repeating, inside] = /^(repeating-)?linear-gradient\((.*)\)$/s.exec(css.trim()) ?? [];
  if (inside === undefined) return undefined;
  const parts = listed(inside);
  const [, degrees, side] = /^(?:(-?[\d.]+)deg|to (\w+))$/.exec(parts[0] ?? '') ?? [];
  const isTold = degrees !== undefined || side !== undefined;
  const angle = degrees === undefined ? (sides[side ?? 'bottom'] ?? 180) : Number(degrees);
  const stops = parts.slice(isTold ? 1 : 0).flatMap((part) => {
    const places = part.match(/-?[\d.]+(?:px|%)(?=\s|$)/g) ?? [];
    const colour = part.replaceAll(/\s+-?[\d.]+(?:px|%)(?=\s|$)/g, '');
    return places.length > 0
      ? places.map((place) => ({ colour, place }))
      : [{ colour, place: undefined as string | undefined }];
  });
  return { repeats: repeating !== undefined, angle: (angle * Math.PI) / 180, stops };
}

/** The stops' places along a line of `length` pixels; those without one stand evenly between their neighbours. */
export function placedStops({ stops }: CssGradient, length: number): GradientStop[] {
  const last = stops.length - 1;
  const known = stops.map(({ place }, k) => {
    if (place === undefined) return k === 0 ? 0 : k === last ? 1 : undefined;
    return place.endsWith('%') ? pixels(place) / 100 : pixels(place) / length;
  });
  return stops.map(({ colour }, k) => {
    const at = known[k];
    if (at !== undefined) return { colour, at };
    const before = known.findLastIndex((place, j) => j < k && place !== undefined);
    const after = known.findIndex((place, j) => j > k && place !== undefined);
    const [from = 0, to = 1] = [known[before], known[after]];
    return { colour, at: from + ((to - from) * (k - before)) / (after - before) };
  });
}

/** A gradient of SVG that paints the box as the page does. */
export function drawnGradient(id: string, gradient: CssGradient, box: Box): SVGElement {
  const direction = { x: Math.sin(gradient.angle), y: -Math.cos(gradient.angle) };
  const length = Math.abs(box.width * direction.x) + Math.abs(box.height * direction.y);
  const stops = placedStops(gradient, length);
  // What repeats, repeats from its last stop on.
  const [start, end] = gradient.repeats ? [stops[0]?.at ?? 0, stops.at(-1)?.at ?? 1] : [0, 1];
  const at = (share: number) => ({
    x: box.x + box.width / 2 + direction.x * length * (share - 0.5),
    y: box.y + box.height / 2 + direction.y * length * (share - 0.5),
  });
  const [from, to] = [at(start), at(end)];
  const drawn = make('linearGradient', {
    id,
    gradientUnits: 'userSpaceOnUse',
    x1: from.x,
    y1: from.y,
    x2: to.x,
    y2: to.y,
    ...(gradient.repeats ? { spreadMethod: 'repeat' } : {}),
  });
  for (const stop of stops) {
    const offset = String((stop.at - start) / (end - start));
    drawn.append(make('stop', { offset, 'stop-color': stop.colour }));
  }
  return drawn;
}
