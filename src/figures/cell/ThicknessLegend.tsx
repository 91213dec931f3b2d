// The legend of the lines' thickness: a wedge, made from the scale that draws them.
import { useNumbers } from '../../i18n/useMessages.ts';
import { edgeWidth } from './thickness.ts';

const width = 176;
const height = 12;

export function ThicknessLegend({ label, domain }: { readonly label: string; readonly domain: number }) {
  const numbers = useNumbers();
  const [thin, thick] = [edgeWidth(0, domain) / 2, edgeWidth(domain, domain) / 2];
  const middle = height / 2;
  return (
    <div className="legend">
      <div>
        <span className="legend-label">{label}</span>
        <svg width={width} height={height} className="cell-wedge" aria-hidden="true">
          <path d={`M0 ${middle - thin}L${width} ${middle - thick}V${middle + thick}L0 ${middle + thin}Z`} />
        </svg>
        <div className="legend-ticks">
          <span>0</span>
          <span>{numbers.rate(domain)}</span>
        </div>
      </div>
    </div>
  );
}
