// How thick a line is: by the size of the numbers that go along it.

/** Pixels of a line that carries nothing but zeros, and of the largest. */
const thinnest = 1.25;
const thickest = 8;

/** @param size root mean square; @param domain where the scale ends */
export const edgeWidth = (size: number, domain: number): number =>
  thinnest + (thickest - thinnest) * (domain > 0 ? Math.min(1, Math.max(0, size / domain)) : 0);
