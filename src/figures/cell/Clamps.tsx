// Holding gates: for each one, free or held at 0 or 1, in every step.
import { useId } from 'react';
import type { TraceRequest } from '../../experiment/lab/trace.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { Diagram, DiagramNode } from './diagrams/diagram.ts';
import { NodeSymbol } from './symbols.tsx';

export type HeldGates = TraceRequest['clamps'];

interface ClampsProps {
  readonly diagram: Diagram;
  readonly held: HeldGates;
  readonly onHold: (held: HeldGates) => void;
}

const choices = ['free', 0, 1] as const;

export function Clamps({ diagram, held, onHold }: ClampsProps) {
  const { cell: m } = useLabMessages();
  const gates = diagram.nodes.filter(({ gate }) => gate);
  const hold = (id: string, choice: (typeof choices)[number]) => {
    const { [id]: _, ...others } = held;
    onHold(choice === 'free' ? others : { ...others, [id]: choice });
  };
  if (gates.length === 0) return <p className="cell-note">{m.noGates}</p>;
  return gates.map((node) => (
    <Clamp key={node.id} node={node} held={held[node.id]} onHold={(choice) => hold(node.id, choice)} />
  ));
}

interface ClampProps {
  readonly node: DiagramNode;
  readonly held: 0 | 1 | undefined;
  readonly onHold: (choice: (typeof choices)[number]) => void;
}

function Clamp({ node, held, onHold }: ClampProps) {
  const { cell: m } = useLabMessages();
  const name = useId();
  return (
    <fieldset className="cell-clamp">
      <legend className="cell-legend">
        <span aria-hidden="true">
          <NodeSymbol node={node} backward={false} unit={null} /> {m.names[node.id]}
        </span>
        <span className="figure-unseen">{m.hold(m.names[node.id])}</span>
      </legend>
      <div className="cell-segments">
        {choices.map((choice) => (
          <label key={choice} className="cell-segment">
            <input
              type="radio"
              name={name}
              checked={(held ?? 'free') === choice}
              onChange={() => onHold(choice)}
            />
            <span>{m.choices[choice]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
