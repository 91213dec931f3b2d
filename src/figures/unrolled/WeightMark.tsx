// One copy of a weight, on the line along which it multiplies. Its name stands over it or beside it.

export interface WeightMarkProps {
  readonly x: number;
  readonly y: number;
  readonly which: 'ih' | 'hh';
  readonly named: boolean;
  readonly lit: boolean;
  /** To which side the name of W_ih stands. */
  readonly side: 'start' | 'end';
}

export function WeightMark({ x, y, which, named, lit, side }: WeightMarkProps) {
  const over = which === 'hh';
  return (
    <g className={lit ? 'unrolled-tag unrolled-lit' : 'unrolled-tag'} data-weight={which}>
      <rect x={x - 4} y={y - 4} width={8} height={8} />
      {(lit || named) && (
        <text
          className="unrolled-tag-name"
          x={over ? x : x + (side === 'end' ? -10 : 10)}
          y={over ? y - 10 : y}
          dy={over ? undefined : '0.35em'}
          textAnchor={over ? 'middle' : side}
        >
          W
          <tspan className="unrolled-small" dy="0.25em">
            {which}
          </tspan>
        </text>
      )}
    </g>
  );
}
