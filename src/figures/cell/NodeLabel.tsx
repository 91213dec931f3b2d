// A vector's name over its strip: its symbol in its role's colour, and one short word.
import type { CellPlan } from '../../geometry/lab/cellPlan.ts';
import { roleColour } from '../../geometry/palette.ts';
import { textWidth } from '../../geometry/textWidth.ts';
import type { DiagramNode } from './diagrams/diagram.ts';
import { timeText } from './symbols.tsx';

interface NodeLabelProps {
  readonly node: DiagramNode;
  readonly place: { readonly label: readonly [x: number, y: number] };
  readonly flow: CellPlan['flow'];
  readonly backward: boolean;
  readonly name: string;
  readonly when: 'now' | 'done' | 'later';
}

const fontSize = 14;
/** Of the drawn sign ⊙, with the room around it. */
const sign = { radius: 4.5, room: 8 };

/** A product as its two sides and the place of the sign between them, so that all of it stands in the middle or at the end. */
function productAt(symbol: string, x: number, anchor: 'middle' | 'end') {
  const [left = '', right] = symbol.split(' ⊙ ');
  if (right === undefined) return null;
  const wide = (text: string) => textWidth(text) * fontSize;
  const whole = wide(left) + wide(right) + 2 * sign.room;
  const start = anchor === 'end' ? x - whole : x - whole / 2;
  return { left, right, at: start + wide(left) + sign.room };
}

export function NodeLabel({ node, place, flow, backward, name, when }: NodeLabelProps) {
  const [x, y] = place.label;
  const anchor = flow === 'right' ? 'middle' : 'end';
  const level = flow === 'right' ? y - 16 : y;
  const style = { fill: roleColour(node.role) };
  const product = productAt(node.symbol, x, anchor);
  return (
    <g className={`cell-label cell-${when}`}>
      {product ? (
        <g className="cell-node-symbol" style={style}>
          <text x={product.at - sign.room} y={level} textAnchor="end">
            {product.left}
          </text>
          <circle
            className="cell-sign"
            cx={product.at}
            cy={level - 5}
            r={sign.radius}
            style={{ stroke: roleColour(node.role) }}
          />
          <circle cx={product.at} cy={level - 5} r={1.3} />
          <text x={product.at + sign.room} y={level}>
            {product.right}
          </text>
        </g>
      ) : (
        <text x={x} y={level} textAnchor={anchor}>
          <tspan className="cell-node-symbol" style={style}>
            {node.symbol}
          </tspan>
          {node.time !== null && (
            <tspan className="cell-sub" style={style} dy={4}>
              {timeText(node.time, backward)}
            </tspan>
          )}
          {flow === 'down' && node.time !== null && (
            <tspan dx={6} dy={-4}>
              {name}
            </tspan>
          )}
        </text>
      )}
      {flow === 'right' && (
        <text x={x} y={y} textAnchor="middle">
          {name}
        </text>
      )}
    </g>
  );
}
