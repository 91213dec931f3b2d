// Eigenvalues on the complex plane: one scale for all planes of a figure, the unit circle, and points as one path, so
// that 128 of them with their trail are a handful of marks.
import { roundUp } from '../ticks.ts';

export interface Eigenvalue {
  readonly re: number;
  readonly im: number;
  readonly modulus: number;
}

/** @param pairs [re, im, re, im …]. The largest modulus first; of a pair of conjugates the upper one. */
export function eigenvaluesOf(pairs: ArrayLike<number>): readonly Eigenvalue[] {
  return Array.from({ length: pairs.length / 2 }, (_, at) => {
    const re = pairs[2 * at] ?? Number.NaN;
    const im = pairs[2 * at + 1] ?? Number.NaN;
    return { re, im, modulus: Math.hypot(re, im) };
  }).sort((a, b) => b.modulus - a.modulus || b.im - a.im || b.re - a.re);
}

/** Half the side of the square that shows all of them and the unit circle; it moves seldom. */
export function planeExtent(all: Iterable<ArrayLike<number>>): number {
  let largest = 0;
  for (const pairs of all) {
    for (const { modulus } of eigenvaluesOf(pairs))
      if (modulus > largest && modulus < Infinity) largest = modulus;
  }
  const wanted = largest * 1.05;
  return wanted > 10 ? roundUp(wanted, 10) : Math.max(1.25, Math.ceil(wanted * 4) / 4);
}

export interface Plane {
  readonly size: number;
  readonly centre: number;
  /** Pixels of 1. */
  readonly unit: number;
  readonly x: (re: number) => number;
  readonly y: (im: number) => number;
}

export function planPlane(size: number, extent: number): Plane {
  const centre = size / 2;
  const unit = centre / extent;
  return { size, centre, unit, x: (re) => centre + re * unit, y: (im) => centre - im * unit };
}

const short = (pixels: number) => Math.round(pixels * 100) / 100;

/** All eigenvalues as circles, in one path. */
export function circles(plane: Plane, values: readonly Eigenvalue[], radius: number): string {
  return values
    .filter(({ modulus }) => Number.isFinite(modulus))
    .map(({ re, im }) => {
      const r = radius;
      return `M${short(plane.x(re) - r)} ${short(plane.y(im))}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
    })
    .join('');
}

/** Index of the eigenvalue nearest to a point, within `reach` pixels; undefined for none. */
export function nearestEigenvalue(
  plane: Plane,
  values: readonly Eigenvalue[],
  at: { readonly x: number; readonly y: number },
  reach: number,
): number | undefined {
  let best: number | undefined;
  let least = reach;
  values.forEach(({ re, im }, index) => {
    const distance = Math.hypot(plane.x(re) - at.x, plane.y(im) - at.y);
    if (distance <= least) {
      best = index;
      least = distance;
    }
  });
  return best;
}
