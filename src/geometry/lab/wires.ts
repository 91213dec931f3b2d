// A line of right angles with rounded corners, and the arrow's head at its end.

export type Point = readonly [x: number, y: number];
/** Of a box, seen with the flow. */
export type Side = 'before' | 'after' | 'above' | 'below';

const rounding = 6;
const head = 6;

const written = (value: number) => String(Math.round(value * 10) / 10);
const spot = ([x, y]: Point) => `${written(x)} ${written(y)}`;

/** `reach` of the way from one point to another, in pixels. */
function towards([x, y]: Point, [toX, toY]: Point, reach: number): Point {
  const length = Math.hypot(toX - x, toY - y);
  const share = length === 0 ? 0 : Math.min(1, reach / length);
  return [x + (toX - x) * share, y + (toY - y) * share];
}

/** @param corners at least two; the line stops at the base of its head */
export function wire(corners: readonly Point[]): { readonly line: string; readonly head: string } {
  const first = corners[0] as Point;
  const tip = corners.at(-1) as Point;
  const base = towards(tip, corners.at(-2) as Point, head);
  let line = `M${spot(first)}`;
  for (let at = 1; at < corners.length - 1; at++) {
    const [last, here, next] = [corners[at - 1], corners[at], corners[at + 1]] as [Point, Point, Point];
    const reach = (other: Point) =>
      Math.min(rounding, Math.hypot(other[0] - here[0], other[1] - here[1]) / 2);
    line += `L${spot(towards(here, last, reach(last)))}Q${spot(here)} ${spot(towards(here, next, reach(next)))}`;
  }
  line += `L${spot(base)}`;
  const [dx, dy] = [(tip[0] - base[0]) * 0.6, (tip[1] - base[1]) * 0.6];
  const wings: [Point, Point] = [
    [base[0] - dy, base[1] + dx],
    [base[0] + dy, base[1] - dx],
  ];
  return { line, head: `M${spot(tip)}L${spot(wings[0])}L${spot(wings[1])}Z` };
}
