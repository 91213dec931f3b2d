// The legend of the sequential scale, made from the scale itself: its colours, its whole domain, three ticks.
import { sequentialStops } from '../../geometry/sequential.ts';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { useColourScheme } from './useColourScheme.ts';

const ticks = [0, 0.5, 1];

interface ScaleLegendProps {
  readonly label: string;
  /** Whether masked cells are to be explained too. */
  readonly masked?: boolean;
}

export function ScaleLegend({ label, masked }: ScaleLegendProps) {
  const { legend } = useMessages().figures;
  const numbers = useNumbers();
  const stops = sequentialStops(useColourScheme(), 17);
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
            <span key={tick}>{tick === 0 || tick === 1 ? numbers.integer(tick) : numbers.rate(tick)}</span>
          ))}
        </div>
      </div>
      {masked && (
        <span className="legend-masked">
          <span className="legend-hatch" />
          {legend.masked}
        </span>
      )}
    </div>
  );
}
