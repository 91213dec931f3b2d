// A line's name and present value, beside its end: on one line of words, or on two where there is little room.
import { DrawnPowers } from '../frame/Powers.tsx';

interface EndNameProps {
  readonly of: string;
  readonly name: string;
  readonly value: string;
  /** Where the line ends. */
  readonly x: number;
  /** The middle of the first line of words. */
  readonly y: number;
  readonly stacked: boolean;
}

export function EndName({ of, name, value, x, y, stacked }: EndNameProps) {
  const place = stacked ? { x: x + 10, dy: 17 } : { dx: 6 };
  return (
    <text className={`lc-name lc-${of}`} x={x + 10} y={y + 4.5}>
      <tspan>{name}</tspan>
      <tspan className="lc-value" {...place}>
        <DrawnPowers text={value} />
      </tspan>
    </text>
  );
}
