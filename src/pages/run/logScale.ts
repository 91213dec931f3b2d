// Where a value of a logarithmic range sits on a slider from 0 to 1000, and back, to two significant digits.

/** Notches of the slider. */
export const notches = 1000;

/** The notch nearest to a value; values outside the range sit at its ends. */
export function notchOf(value: number, min: number, max: number): number {
  const share = Math.log(Math.min(max, Math.max(min, value)) / min) / Math.log(max / min);
  return Math.round(share * notches);
}

/** The value at a notch, rounded to two significant digits and kept inside the range. */
export function valueAt(notch: number, min: number, max: number): number {
  const value = min * (max / min) ** (notch / notches);
  return Math.min(max, Math.max(min, Number(value.toPrecision(2))));
}
