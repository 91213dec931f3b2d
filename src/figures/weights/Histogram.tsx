// How the numbers that are shown are spread: a bar for each size, in the colour that the matrix gives it.
import { useMemo } from 'react';
import { divergingScale } from '../../geometry/diverging.ts';
import { planHistogram } from '../../geometry/lab/weightsHistogram.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { DrawnPowers, Powers } from '../frame/Powers.tsx';
import { useColourScheme } from '../frame/useColourScheme.ts';
import type { Mode } from './parameters.ts';

interface HistogramProps {
  readonly values: Float32Array;
  readonly mode: Mode;
  readonly extent: number;
  readonly width: number;
  /** The number under the cursor: its place is marked. */
  readonly pointed: number | undefined;
}

/** Flatter where it has the whole width. */
const heights = { narrow: 184, wide: 136 };
const roomy = 520;

export function Histogram({ values, mode, extent, width, pointed }: HistogramProps) {
  const { weights: m } = useLabMessages();
  const numbers = useNumbers();
  const scheme = useColourScheme();
  const height = width >= roomy ? heights.wide : heights.narrow;
  const plan = useMemo(
    () => planHistogram(values, extent, { width, height }),
    [values, extent, width, height],
  );
  const scale = useMemo(() => divergingScale(extent, scheme), [extent, scheme]);
  const facts = m.histogram.facts(plan.mean, plan.deviation);
  const ends = [-extent, 0, extent];
  return (
    <div className="weights-part" style={{ width }}>
      <h4 className="weights-name">{m.histogram.title(mode)}</h4>
      <svg
        className="weights-picture"
        width={width}
        height={height}
        role="img"
        aria-label={`${m.histogram.title(mode)}: ${facts}`}
      >
        <text className="weights-tick" x={plan.left} y={14}>
          {m.histogram.count(plan.largest)}
        </text>
        {plan.bars.map(
          (bar) =>
            bar.count > 0 && (
              <rect
                key={bar.value}
                className="weights-bar"
                x={bar.x}
                y={bar.y}
                width={Math.max(0, bar.width)}
                height={bar.height}
                fill={scale(bar.value)}
              />
            ),
        )}
        <line className="weights-axis" x1={plan.left} x2={plan.right} y1={plan.bottom} y2={plan.bottom} />
        {ends.map((end, at) => (
          <text
            key={end}
            className="weights-tick"
            x={plan.x(end)}
            y={plan.bottom + 18}
            textAnchor={(['start', 'middle', 'end'] as const)[at]}
          >
            <DrawnPowers text={end < 0 ? `−${numbers.rate(-end)}` : numbers.rate(end)} />
          </text>
        ))}
        {pointed !== undefined && Number.isFinite(pointed) && (
          <path className="weights-marker" d={`M${plan.x(pointed)} ${plan.bottom + 4}V${plan.top - 4}`} />
        )}
      </svg>
      <p className="weights-note">
        <Powers text={facts} />
      </p>
    </div>
  );
}
