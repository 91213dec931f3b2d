// How much of the impulse is left, step by step, for the three networks: a line each, named at its end.
import { useMemo } from 'react';
import { planRinging } from '../../geometry/lab/ringing.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { placed } from '../frame/placed.ts';

interface RingingLinesProps {
  readonly shares: {
    readonly recurrent: readonly number[];
    readonly window: readonly number[];
    readonly feedForward: readonly number[];
  };
  readonly beat: number;
  readonly width: number;
}

/** In drawing order; the dash is the second cue. */
const networks = [
  { id: 'feedForward', role: 'input', dash: '2 3' },
  { id: 'window', role: 'target', dash: '7 4' },
  { id: 'recurrent', role: 'hidden', dash: '' },
] as const;

export function RingingLines({ shares, beat, width }: RingingLinesProps) {
  const { impulse: m } = useLabMessages();
  const plan = useMemo(
    () =>
      planRinging(
        networks.map(({ id }) => shares[id]),
        networks.map(({ id }) => m[id]),
        width,
        beat + 1,
      ),
    [shares, m, width, beat],
  );
  return (
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
      <text className="impulse-tick" x={plan.width} y={plan.bottom + 18} textAnchor="end">
        {m.axisSteps}
      </text>
      {placed(networks).map(({ item: { id, role, dash }, at }) => {
        const end = plan.ends[at];
        return (
          <g key={id} style={{ color: roleColour(role) }}>
            <path className="impulse-line" d={plan.paths[at]} strokeDasharray={dash} />
            {end && <circle className="impulse-dot" cx={end.x} cy={end.y} r={3.5} />}
            {end && (
              <text className="impulse-end" x={end.x + 8} y={end.name} dy="0.35em">
                {m[id]}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
