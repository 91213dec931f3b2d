// From numbers to pixels and back: a linear and a logarithmic scale of two numbers onto two others. d3-scale does much
// more, and would add 9 kB to a first load that has to stay small; of d3 the curves take line() and ticks().

/** A number's place; numbers outside the domain land outside the range, unless said otherwise. */
export type Scale = (value: number) => number;
type Pair = readonly [number, number];

export const linearScale =
  ([from, to]: Pair, [start, end]: Pair): Scale =>
  (value) =>
    start + ((value - from) / (to - from)) * (end - start);

/** For positive numbers: equal ratios take equal room. Kept inside the range. */
export function logScale([from, to]: Pair, range: Pair): Scale {
  const place = linearScale([Math.log(from), Math.log(to)], range);
  return (value) => place(Math.log(Math.min(to, Math.max(from, value))));
}
