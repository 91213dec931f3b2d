// What holding gates does to memory, output and loss, against the free run: in numbers.
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { Powers } from '../frame/Powers.tsx';
import type { Effect, OutputChange } from './effect.ts';
import { probabilityOf } from './effect.ts';
import { outputWords, spelled } from './sentences.ts';

interface EffectTableProps {
  /** undefined while nothing is held. */
  readonly effect: Effect | undefined;
  readonly labels: readonly string[];
}

export function EffectTable({ effect, labels }: EffectTableProps) {
  const { cell: m } = useLabMessages();
  if (!effect)
    return (
      <p className="cell-note" data-export="no">
        {m.effectNone}
      </p>
    );
  const { states, output, loss } = effect;
  const asked = !Number.isNaN(loss.free);
  return (
    <table className="cell-effect">
      <caption>{m.effect}</caption>
      <thead>
        <tr>
          <th scope="col">{m.columns.what}</th>
          <th scope="col">{m.columns.free}</th>
          <th scope="col">{m.columns.held}</th>
          <th scope="col">{m.columns.change}</th>
        </tr>
      </thead>
      <tbody>
        {states.map(({ id, free, held, apart }) => (
          <tr key={id} data-effect={id}>
            <th scope="row">{m.size(m.names[id])}</th>
            <td>
              <Powers text={m.number(free)} />
            </td>
            <td>
              <Powers text={m.number(held)} />
            </td>
            <td>{m.apart(apart)}</td>
          </tr>
        ))}
        {output && (
          <tr data-effect="said">
            <th scope="row">{m.outputAt(spelled(m, labels[output.time]))}</th>
            <td>{outputWords(m, output.free)}</td>
            <td>{outputWords(m, output.held)}</td>
            <td>
              <Powers text={outputChange(m, output)} />
            </td>
          </tr>
        )}
        <tr data-effect="loss">
          <th scope="row">{m.loss}</th>
          <td>
            <Powers text={asked ? m.number(loss.free) : m.noLoss} />
          </td>
          <td>
            <Powers text={asked ? m.number(loss.held) : m.noLoss} />
          </td>
          <td>
            <Powers text={asked ? m.difference(loss.held - loss.free) : ''} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Of the class that the free run holds likeliest; of the first number. */
function outputChange(m: ReturnType<typeof useLabMessages>['cell'], { free, held }: OutputChange): string {
  if (free.kind === 'numbers' || held.kind === 'numbers') {
    const [one, other] = [free, held].map((said) => (said.kind === 'numbers' ? said.values[0] : undefined));
    return m.difference((other ?? Number.NaN) - (one ?? Number.NaN));
  }
  const [best] = free.best;
  const then = best && probabilityOf(held, best.word);
  return best && then !== undefined ? m.points(spelled(m, best.word), then - best.probability) : '';
}
