// Where an axis is marked: few, round and even.
import { ticks } from 'd3';

/** Round values from `from` to `to`, about `count` of them. */
const linearTicks = (from: number, to: number, count: number): number[] => ticks(from, to, count);

/** The round values of at most about `most` marks that are `roomy`; of one, where none are. */
export function fittingTicks(
  from: number,
  to: number,
  most: number,
  roomy: (values: readonly number[]) => boolean,
): readonly number[] {
  for (let count = most; count > 1; count--) {
    const values = linearTicks(from, to, count);
    if (roomy(values)) return values;
  }
  return linearTicks(from, to, 1);
}

/** 10ᵏ, exactly as it would be written: 10 ** -5 is not. */
export const tenTo = (power: number): number => Number(`1e${power}`);

/**
 * Powers of ten within a range of positive numbers: at most `most`, evenly spread, and the same ones while the range
 * grows a little. 1, 2 and 5 times them where there would be fewer than two.
 */
export function logTicks(from: number, to: number, most: number): number[] {
  const lowest = Math.floor(Math.log10(from) + 1e-9);
  const highest = Math.ceil(Math.log10(to) - 1e-9);
  const within = (value: number) => value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9);
  const powers = Array.from({ length: highest - lowest + 1 }, (_, at) => lowest + at);
  const decades = powers.filter((power) => within(tenTo(power)));
  if (decades.length >= 2) {
    const every = Math.ceil(decades.length / most);
    return decades.filter((power) => power % every === 0).map(tenTo);
  }
  return powers
    .map(tenTo)
    .flatMap((ten) => [ten, 2 * ten, 5 * ten])
    .filter(within)
    .slice(-most);
}

/** The least of 1, 1.5, 2, 3, 5, 7.5 × 10ᵏ that is at least `value` and at least `least`. */
export function roundUp(value: number, least: number): number {
  const wanted = Math.max(value, least);
  const ten = tenTo(Math.floor(Math.log10(wanted)));
  const factor = [1, 1.5, 2, 3, 5, 7.5, 10].find((each) => each * ten >= wanted * (1 - 1e-12)) ?? 10;
  return factor * ten;
}
