// The legend of backward arrows, drawn by the scale that draws them.
import type { GradientScale } from '../../geometry/lab/gradientStroke.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { DrawnPowers } from '../frame/Powers.tsx';

const each = 64;
const sample = 44;

export function GradientLegend({ label, scale }: { readonly label: string; readonly scale: GradientScale }) {
  const numbers = useNumbers();
  return (
    <div className="legend">
      <div>
        <span className="legend-label">{label}</span>
        <svg width={each * scale.ticks.length} height={34} role="img" aria-label={label}>
          {scale.ticks.map((tick, at) => {
            const stroke = scale.stroke(tick);
            return (
              <g key={tick} transform={`translate(${at * each} 0)`}>
                {stroke && (
                  <line
                    className="unrolled-dashed"
                    style={{ color: roleColour('gradient') }}
                    x1={0}
                    x2={sample}
                    y1={8}
                    y2={8}
                    strokeWidth={stroke.width}
                    opacity={stroke.opacity}
                  />
                )}
                <text className="unrolled-small" x={sample / 2} y={30} textAnchor="middle">
                  <DrawnPowers text={numbers.rate(tick)} />
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </div>
  );
}
