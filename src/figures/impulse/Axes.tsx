// Which unit and which step: numbers beside the map, as many as there is room for, and always that of the present step.
import { type Columns, middleOf, nameEvery } from '../../geometry/lab/ringing.ts';

interface AxesProps {
  readonly columns: Columns;
  readonly units: number;
  readonly cellHeight: number;
  readonly step: number;
  /** The unit that is pointed at. */
  readonly unit: number | undefined;
}

/** Pixels that a number needs. */
const wide = 28;
const tall = 16;
export const axisHeight = 24;

/** Its own number always, the others' every so often, none too close to it. */
function shown(count: number, every: number, from: number, own: number | undefined, room: number): number[] {
  return Array.from({ length: count }, (_, at) => at).filter(
    (at) => at === own || ((at + from) % every === 0 && (own === undefined || Math.abs(at - own) >= room)),
  );
}

/** For the eye: the map tells its cells itself. */
export function Axes({ columns, units, cellHeight, step, unit }: AxesProps) {
  const { left, cellWidth, count } = columns;
  const label = (own: boolean) => (own ? 'impulse-label impulse-own' : 'impulse-label');
  return (
    <div aria-hidden="true">
      {shown(count, nameEvery(cellWidth, wide), 0, step, wide / cellWidth).map((at) => (
        <span key={at} className={label(at === step)} style={{ left: middleOf(columns, at), top: 12 }}>
          {at}
        </span>
      ))}
      {shown(units, nameEvery(cellHeight, tall), 1, unit, tall / cellHeight).map((at) => (
        <span
          key={at}
          className={`${label(at === unit)} impulse-unit`}
          style={{ width: left - 8, top: axisHeight + (at + 0.5) * cellHeight }}
        >
          {at + 1}
        </span>
      ))}
    </div>
  );
}
