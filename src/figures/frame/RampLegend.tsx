// The legend of a colour scale, made from the scale itself: its colours and its true domain, with ticks.
import type { ReactNode } from 'react';

interface RampLegendProps {
  readonly label: string;
  /** Colours along the scale, from its least to its greatest value. */
  readonly stops: readonly string[];
  /** What stands under it, evenly spread. */
  readonly ticks: readonly string[];
  readonly children?: ReactNode;
}

export function RampLegend({ label, stops, ticks, children }: RampLegendProps) {
  return (
    <div className="legend">
      <div>
        <span className="legend-label">{label}</span>
        <div
          className="legend-ramp"
          style={{ backgroundImage: `linear-gradient(to right, ${stops.join(', ')})` }}
        />
        <div className="legend-ticks">
          {ticks.map((tick) => (
            <span key={tick}>{tick}</span>
          ))}
        </div>
      </div>
      {children}
    </div>
  );
}
