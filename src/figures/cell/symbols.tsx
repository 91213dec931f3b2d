// Equations as people read them: a node's symbol in its role's colour, with its time below; weights with their index.
import { numberText } from '../../experiment/lab/arithmetic/text.ts';
import { roleColour } from '../../geometry/palette.ts';
import { placed } from '../frame/placed.ts';
import type { Diagram, DiagramNode } from './diagrams/diagram.ts';
import type { CellReading } from './reading.ts';

/** What stands below a state of the step before: one later where the text is read backwards. */
export const timeText = (time: DiagramNode['time'], backward: boolean) =>
  time === 'before' ? (backward ? 't+1' : 't−1') : 't';

/** A node's symbol with its index: the time, and after it one unit's number. */
export function NodeSymbol({
  node,
  backward,
  unit,
}: {
  readonly node: DiagramNode;
  readonly backward: boolean;
  /** Behind the time; null for neither. */
  readonly unit?: number | null;
}) {
  const time = timeText(node.time, backward);
  const below = unit === undefined ? time : unit === null ? '' : `${time},${unit + 1}`;
  return (
    <i className="cell-symbol" style={{ color: roleColour(node.role) }}>
      {node.symbol}
      {node.time !== null && below !== '' && <sub>{below}</sub>}
    </i>
  );
}

/** ⊙, number by number: drawn, because few fonts have it. */
function TimesSign() {
  return (
    <>
      <span className="figure-unseen">⊙</span>
      <svg className="cell-times" viewBox="0 0 10 10" aria-hidden="true">
        <circle cx={5} cy={5} r={4.2} />
        <circle cx={5} cy={5} r={1.3} className="cell-dot" />
      </svg>
    </>
  );
}

const WithTimes = ({ text }: { readonly text: string }) =>
  placed(text.split('⊙')).map(({ item, at }) => (
    <span key={at}>
      {at > 0 && <TimesSign />}
      {item}
    </span>
  ));

const pieces = /(\{\w+\}|[A-Za-z]_\w)/u;

/** `σ(W_f {x} + b_f)` with symbols in their colours. */
export function Symbols({
  text,
  diagram,
  backward,
}: {
  readonly text: string;
  readonly diagram: Diagram;
  readonly backward: boolean;
}) {
  return placed(text.split(pieces)).map(({ item, at }) => {
    if (item.startsWith('{')) {
      const node = diagram.nodes.find(({ id }) => id === item.slice(1, -1));
      return node && <NodeSymbol key={at} node={node} backward={backward} />;
    }
    const [letter, index] = item.split('_');
    return index === undefined ? (
      <WithTimes key={at} text={item} />
    ) : (
      <i key={at}>
        {letter}
        <sub>{index}</sub>
      </i>
    );
  });
}

/** `{f}·{c} + {a}` with one unit's numbers: brackets around what would be misread, and no plus before a minus. */
export function withNumbers(text: string, { nodes, extras }: CellReading, unit: number): string {
  const values = new Map<string, ArrayLike<number>>(
    [...nodes, ...extras].map(([id, tensor]) => [id, tensor.values]),
  );
  return text
    .replaceAll(/\{(\w+)\}/gu, (_, id: string, at: number) => {
      const written = numberText(values.get(id)?.[unit] ?? Number.NaN);
      const first = at === 0 || text[at - 1] === '(';
      return (written.startsWith('−') && !first) || written.includes('·') ? `(${written})` : written;
    })
    .replaceAll(/\+ \(−([^()]*)\)(?!·)/gu, '− $1');
}
