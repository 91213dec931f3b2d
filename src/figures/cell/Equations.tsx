// The moves beside the diagram: what each does, its equations in the colours of the diagram, and the same with one unit's
// numbers. Choosing a move shows it.
import type { ReactNode } from 'react';
import { numberText } from '../../experiment/lab/arithmetic/text.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { Powers } from '../frame/Powers.tsx';
import type { Diagram, Equation } from './diagrams/diagram.ts';
import type { CellReading } from './reading.ts';
import { NodeSymbol, Symbols, withNumbers } from './symbols.tsx';

interface EquationsProps {
  readonly diagram: Diagram;
  readonly reading: CellReading;
  readonly backward: boolean;
  readonly beat: number;
  readonly unit: number;
  readonly onMove: (beat: number) => void;
  /** What stands under the last move: what the network says. */
  readonly said?: ReactNode;
}

export function Equations({ diagram, reading, backward, beat, unit, onMove, said }: EquationsProps) {
  const { cell: m } = useLabMessages();
  const line = ({ of, symbols, numbers }: Equation, shown: boolean) => {
    const node = diagram.nodes.find(({ id }) => id === of);
    const value = reading.nodes.get(of)?.values[unit];
    if (!node) return null;
    const result = numberText(value ?? Number.NaN);
    return (
      <div key={of} className="cell-equation">
        <p className="cell-formula">
          <NodeSymbol node={node} backward={backward} /> ={' '}
          <Symbols {...{ diagram, backward, text: symbols }} />
        </p>
        {shown && (
          <p className="cell-numbers" data-numbers={of}>
            <NodeSymbol node={node} backward={backward} unit={unit} /> ={' '}
            {reading.held(of) ? (
              m.held(value ?? Number.NaN)
            ) : (
              <Powers text={`${withNumbers(numbers, reading, unit)} = ${result}`} />
            )}
          </p>
        )}
      </div>
    );
  };
  return (
    <div className="cell-equations">
      <ol className="cell-moves" aria-label={m.equations}>
        {diagram.moves.map(({ id, equations }, at) => (
          <li key={id} className={`cell-move ${at === beat ? 'cell-move-now' : ''}`}>
            <button
              type="button"
              className="cell-move-name"
              aria-current={at === beat ? 'step' : undefined}
              onClick={() => onMove(at)}
            >
              {m.moves[id]}
            </button>
            {at === beat && (
              <p className="cell-does">
                {id === 'update' && diagram.passes === 'update' ? `${m.merge} ${m.merged}` : m.does[id]}
              </p>
            )}
            {equations.map((equation) => line(equation, at <= beat))}
          </li>
        ))}
      </ol>
      <p className="cell-note" data-export="no">
        {m.pointed(unit)}
      </p>
      {said}
    </div>
  );
}
