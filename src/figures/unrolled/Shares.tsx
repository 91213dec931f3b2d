// How each shared weight's gradient is put together: one bar a step, under the step, each beginning where the one before
// it ended. The last one ends at ‖∂L/∂W‖.
import { columnX, type UnrolledPlan } from '../../geometry/lab/unrolled.ts';
import { timeBack } from '../../geometry/lab/unrolledBeats.ts';
import { waterfall } from '../../geometry/lab/waterfall.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { DrawnPowers } from '../frame/Powers.tsx';
import { placed } from '../frame/placed.ts';
import { weightName } from './drawn.ts';
import type { AlongGradient } from './shares.ts';

export const sharesHeight = 112;
const margin = 20;

interface SharesProps {
  readonly shares: AlongGradient;
  readonly which: 'ih' | 'hh';
  readonly direction: 'forward' | 'backward';
  readonly plan: UnrolledPlan;
  /** shown[t]: whether step t's share has been added. */
  readonly shown: readonly boolean[];
  readonly lit: boolean;
}

export function Shares({ shares, which, direction, plan, shown, lit }: SharesProps) {
  const { unrolled: m } = useLabMessages();
  const { steps, pitch } = plan;
  const order = Array.from({ length: steps }, (_, at) => timeBack(steps, direction, at));
  const { bars, zero } = waterfall(shares.along, order, sharesHeight, margin);
  const wide = Math.min(40, Math.round(pitch * 0.4));
  const onwards = direction === 'forward' ? -1 : 1;
  const name = m.sharesName(weightName(which));
  const hatch = `unrolled-less-${which}`;
  return (
    <svg
      className={lit ? 'unrolled-shares unrolled-shares-lit' : 'unrolled-shares'}
      width={plan.width}
      height={sharesHeight}
      role="img"
      aria-label={name}
      style={{ color: roleColour('gradient') }}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="unrolled-hatch" x1="0" y1="0" x2="0" y2="5" />
        </pattern>
      </defs>
      <line className="unrolled-zero" x1={0} x2={plan.width} y1={zero} y2={zero} />
      {placed(bars).map(({ item: bar, at: t }) => {
        if (!shown[t]) return null;
        const x = columnX(plan, t);
        const next = t + onwards;
        return (
          <g key={t} className="unrolled-share">
            <rect
              x={x - wide / 2}
              y={bar.top}
              width={wide}
              height={Math.max(1, bar.bottom - bar.top)}
              {...(bar.value < 0
                ? { className: 'unrolled-less', fill: `url(#${hatch})` }
                : { className: 'unrolled-more' })}
              data-value={bar.value}
            />
            {next >= 0 && next < steps && shown[next] && (
              <line
                className="unrolled-step"
                x1={x + (onwards * wide) / 2}
                x2={columnX(plan, next) - (onwards * wide) / 2}
                y1={bar.after}
                y2={bar.after}
              />
            )}
            <text
              className="unrolled-norm"
              x={x}
              y={bar.value < 0 ? bar.bottom + 14 : bar.top - 6}
              textAnchor="middle"
            >
              <DrawnPowers text={m.value(bar.value)} />
            </text>
          </g>
        );
      })}
    </svg>
  );
}
