// Where an axis is marked: few, round and even.
import { ticks } from 'd3';

/** Round values from `from` to `to`, about `count` of them. */
export const linearTicks = (from: number, to: number, count: number): number[] => ticks(from, to, count);

/** Powers of ten within a range of positive numbers; 1, 2 and 5 times them where there would be fewer than two. */
export function logTicks(from: number, to: number, most: number): number[] {
  const lowest = Math.floor(Math.log10(from) + 1e-9);
  const highest = Math.ceil(Math.log10(to) - 1e-9);
  const within = (value: number) => value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9);
  const tens: number[] = [];
  // Dividing keeps 0.01 exactly 0.01.
  for (let power = lowest; power <= highest; power++) tens.push(power < 0 ? 1 / 10 ** -power : 10 ** power);
  const decades = tens.filter(within);
  if (decades.length >= 2) {
    const every = Math.ceil(decades.length / most);
    return decades.filter((_, at) => (decades.length - 1 - at) % every === 0);
  }
  return tens
    .flatMap((ten) => [ten, 2 * ten, 5 * ten])
    .filter(within)
    .slice(-most);
}

/** The least of 1, 1.5, 2, 3, 5, 7.5 × 10ᵏ that is at least `value` and at least `least`. */
export function roundUp(value: number, least: number): number {
  const wanted = Math.max(value, least);
  const ten = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 1.5, 2, 3, 5, 7.5, 10].find((each) => each * ten >= wanted * (1 - 1e-12)) ?? 10;
  return factor * ten;
}
