// The names of the rows, beside the strip that scrolls. The weights' names are buttons: they light up all their copies.
import type { UnrolledPlan } from '../../geometry/lab/unrolled.ts';
import { roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { RaisedPowers } from '../frame/Powers.tsx';
import { placed } from '../frame/placed.ts';
import type { Lit } from './Column.tsx';
import { type Drawn, weightName, whichWeight } from './drawn.ts';
import { sharesHeight } from './Shares.tsx';
import type { AlongGradient } from './shares.ts';

interface GutterProps {
  readonly drawn: Drawn;
  readonly plan: UnrolledPlan;
  readonly place: number;
  readonly shares: readonly AlongGradient[];
  readonly shown: readonly boolean[];
  readonly lit: Lit | null;
  readonly onLit: (lit: Lit | null) => void;
}

export function Gutter({ drawn, plan, place, shares, shown, lit, onLit }: GutterProps) {
  const { unrolled: m } = useLabMessages();
  const asked = drawn.shape.gradients;
  const names = [
    ...(asked ? [{ y: plan.lossY, text: m.rows.loss, role: 'loss' as const }] : []),
    ...(asked ? [{ y: plan.targetY, text: m.rows.target, role: 'target' as const }] : []),
    { y: plan.outputY, text: m.rows.output, role: 'output' as const },
    ...plan.rows.map(({ y, layer, direction }) => ({
      y: y + plan.block.height / 2,
      text: m.rows.layer(layer),
      way: direction,
      role: 'hidden' as const,
    })),
    { y: plan.inputY, text: m.rows.input, role: 'input' as const },
  ];
  return (
    <div className="unrolled-gutter">
      <div className="unrolled-names" style={{ height: plan.height }} aria-hidden="true">
        {placed(names).map(({ item: { y, text, role, ...own }, at }) => (
          <span key={at} style={{ top: y, color: roleColour(role) }}>
            {text}
            {'way' in own && <Way direction={own.way} />}
          </span>
        ))}
        <span className="unrolled-opens" style={{ top: plan.openY }} data-export="no">
          {m.rows.cell}
        </span>
      </div>
      {placed(shares).map(({ item, at }) => {
        const which = whichWeight(item.weight.name);
        const on = lit?.row === place && lit.which === which;
        const own = { row: place, which } as const;
        const sum = item.along.reduce((total, value, t) => (shown[t] ? total + value : total), 0);
        return (
          <div key={at} className="unrolled-weight" style={{ height: sharesHeight }}>
            <button
              type="button"
              className="unrolled-weight-button"
              aria-pressed={on}
              aria-label={m.lightUp(weightName(which), item.norm)}
              onPointerEnter={(event) => event.pointerType !== 'touch' && onLit(own)}
              onPointerLeave={(event) => event.pointerType !== 'touch' && onLit(null)}
              onFocus={() => onLit(own)}
              onBlur={() => onLit(null)}
              onClick={() => onLit(own)}
            >
              ∂L/∂<i>W</i>
              <sub>{which}</sub>
            </button>
            <span className="unrolled-sum" aria-hidden="true">
              {shown.includes(true) && <RaisedPowers text={m.sumOf(sum, item.norm)} />}
            </span>
          </div>
        );
      })}
    </div>
  );
}

/** Which way a layer reads. Drawn, because not every font has arrows. */
function Way({ direction }: { readonly direction: 'forward' | 'backward' }) {
  const turned = direction === 'backward' ? 'rotate(180 9 5)' : undefined;
  return (
    <svg className="unrolled-way" width={18} height={10} aria-hidden="true">
      <g transform={turned}>
        <line className="unrolled-line" x1={0} x2={12} y1={5} y2={5} />
        <path className="unrolled-head" d="M18 5l-6 -4v8Z" />
      </g>
    </svg>
  );
}
