// How much of the impulse is left, step by step, for the three networks: a line each, named at its end.
import { useMemo } from 'react';
import { type Columns, planRinging } from '../../geometry/lab/ringing.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { placed } from '../frame/placed.ts';

interface RingingLinesProps {
  readonly shares: {
    readonly recurrent: readonly number[];
    readonly window: readonly number[];
    readonly feedForward: readonly number[];
  };
  readonly columns: Columns;
  readonly beat: number;
  readonly width: number;
}

/** In drawing order. The network of this page has its colour; what it is compared with has none, and dashes. */
export const networks = [
  { id: 'feedForward', dash: '2 3' },
  { id: 'window', dash: '7 4' },
  { id: 'recurrent', dash: '' },
] as const;

export function RingingLines({ shares, columns, beat, width }: RingingLinesProps) {
  const { impulse: m } = useLabMessages();
  const plan = useMemo(
    () =>
      planRinging(
        networks.map(({ id }) => shares[id]),
        columns,
        width,
        beat + 1,
      ),
    [shares, columns, width, beat],
  );
  return (
    <>
      {!columns.named && (
        <div className="impulse-key">
          {placed(networks).map(({ item: { id, dash } }) => (
            <span key={id} className={`impulse-${id}`}>
              <svg width={28} height={10} aria-hidden="true">
                <path className="impulse-line" d="M1,5H27" strokeDasharray={dash} />
              </svg>
              {m[id]}
            </span>
          ))}
        </div>
      )}
      <svg className="impulse-lines" width={width} height={plan.height} role="img" aria-label={m.linesTitle}>
        {plan.shares.map(({ value, at }) => (
          <g key={value}>
            <line className="impulse-rule" x1={plan.left} x2={plan.right} y1={at} y2={at} />
            <text className="impulse-tick" x={plan.left - 8} y={at} dy="0.35em" textAnchor="end">
              {m.share(value)}
            </text>
          </g>
        ))}
        {plan.steps.map(({ value, at }) => (
          <text key={value} className="impulse-tick" x={at} y={plan.bottom + 18} textAnchor="middle">
            {value}
          </text>
        ))}
        <text className="impulse-tick" x={plan.left} y={plan.bottom + 38}>
          {m.axisSteps}
        </text>
        {placed(networks).map(({ item: { id, dash }, at }) => {
          const end = plan.ends[at];
          return (
            <g key={id} className={`impulse-${id}`}>
              <path className="impulse-line" d={plan.paths[at]} strokeDasharray={dash} />
              {end && <circle className="impulse-dot" cx={end.x} cy={end.y} r={3.5} />}
              {end && columns.named && (
                <text className="impulse-end" x={end.x + 8} y={end.name} dy="0.35em">
                  {m[id]}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </>
  );
}
