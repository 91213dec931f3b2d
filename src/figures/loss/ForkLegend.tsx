// What the grey lines of a fork are.
import { useLabMessages } from '../../i18n/useLabMessages.ts';

export function ForkLegend({ from }: { readonly from: number }) {
  const { loss: m } = useLabMessages();
  return (
    <div className="legend loss-legend">
      <span>
        <svg width="24" height="12" aria-hidden="true">
          <path className="loss-earlier" d="M0,6h24" />
        </svg>
        {m.earlier}
      </span>
      <span>
        <svg width="8" height="16" aria-hidden="true">
          <line className="loss-fork" x1={4} x2={4} y1={0} y2={16} />
        </svg>
        {m.forked(from)}
      </span>
    </div>
  );
}
