// What the steps have added so far to the gradients of the shared weights: of the folded picture, which has no place for
// a bar a step.
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { Powers } from '../frame/Powers.tsx';
import { placed } from '../frame/placed.ts';
import { whichWeight } from './drawn.ts';
import type { AlongGradient } from './shares.ts';

interface TotalsProps {
  readonly shares: readonly AlongGradient[];
  /** shown[t]: whether step t's share has been added. */
  readonly shown: readonly boolean[];
}

export function Totals({ shares, shown }: TotalsProps) {
  const { unrolled: m } = useLabMessages();
  return (
    <dl className="unrolled-totals">
      {placed(shares).map(({ item: { weight, along, norm }, at }) => {
        const sum = along.reduce((total, value, t) => (shown[t] ? total + value : total), 0);
        const part = norm > 0 ? Math.min(1, Math.max(0, sum / norm)) : 0;
        return (
          <div key={at} className="unrolled-total">
            <dt>
              ∂L/∂<i>W</i>
              <sub>{whichWeight(weight.name)}</sub>
            </dt>
            <dd>
              <span className="unrolled-total-whole">
                <span data-part={part} style={{ width: `${part * 100}%` }} />
              </span>
              <Powers text={m.sumOf(sum, norm)} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
