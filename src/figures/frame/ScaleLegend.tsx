// The legend of the sequential scale: its whole domain [0, 1], and what is masked.
import { sequentialStops } from '../../geometry/sequential.ts';
import { useMessages, useNumbers } from '../../i18n/useMessages.ts';
import { RampLegend } from './RampLegend.tsx';
import { useColourScheme } from './useColourScheme.ts';

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
    <RampLegend
      label={label}
      stops={stops}
      ticks={[numbers.integer(0), numbers.rate(0.5), numbers.integer(1)]}
    >
      {masked && (
        <span className="legend-masked">
          <span className="legend-hatch" />
          {legend.masked}
        </span>
      )}
    </RampLegend>
  );
}
