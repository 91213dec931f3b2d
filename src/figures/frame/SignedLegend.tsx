// The legend of the diverging scale: blue below zero, orange above, from −extent to extent.
import { divergingStops } from '../../geometry/diverging.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { RampLegend } from './RampLegend.tsx';
import { useColourScheme } from './useColourScheme.ts';

export function SignedLegend({ label, extent }: { readonly label: string; readonly extent: number }) {
  const numbers = useNumbers();
  const end = numbers.rate(extent);
  return <RampLegend label={label} stops={divergingStops(useColourScheme())} ticks={[`−${end}`, '0', end]} />;
}
