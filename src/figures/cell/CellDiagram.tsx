// The diagram: every vector as a strip of its real numbers, what is done with them, and which way they go.
import { useMemo } from 'react';
import { mix } from '../../geometry/colour.ts';
import { divergingScale } from '../../geometry/diverging.ts';
import { planCell } from '../../geometry/lab/cellPlan.ts';
import { colourOf, type Role, roleColour } from '../../geometry/palette.ts';
import { sequentialScale } from '../../geometry/sequential.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useColourScheme } from '../frame/useColourScheme.ts';
import type { Diagram, MoveId } from './diagrams/diagram.ts';
import { NodeLabel } from './NodeLabel.tsx';
import { type CellReading, type Domains, sizeOf } from './reading.ts';
import { Strip } from './Strip.tsx';
import { edgeWidth } from './thickness.ts';
import { type Spot, useDiagramCursor } from './useDiagramCursor.ts';

interface CellDiagramProps {
  readonly diagram: Diagram;
  readonly reading: CellReading;
  readonly domains: Domains;
  readonly backward: boolean;
  readonly width: number;
  /** The present move. */
  readonly beat: number;
  /** Ringed in every vector of the state's size. */
  readonly unit: number;
  readonly pinned: Spot | undefined;
  readonly name: string;
  readonly describe: (spot: Spot) => string;
  readonly onPoint: (spot: Spot | undefined) => void;
  readonly onPin: (spot: Spot | undefined) => void;
}

export function CellDiagram(props: CellDiagramProps) {
  const { diagram, reading, domains, beat, unit, width, backward } = props;
  const { cell: m } = useLabMessages();
  const scheme = useColourScheme();
  const counts = useMemo(
    () => new Map<string, number>([...reading.nodes].map(([id, { values }]) => [id, values.length])),
    [reading],
  );
  const key = [...counts.values()].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that is used of the counts
  const plan = useMemo(() => planCell(diagram, counts, width), [diagram, key, width]);
  const { fresh, handlers } = useDiagramCursor(diagram, plan, props.pinned, props);
  const scales = useMemo(
    () => ({
      read: divergingScale(domains.read, scheme),
      state: divergingScale(domains.state, scheme),
      gate: sequentialScale(scheme),
    }),
    [domains.read, domains.state, scheme],
  );
  const order = (move: MoveId) => diagram.moves.findIndex(({ id }) => id === move);
  const state = (move: MoveId) => {
    const at = order(move);
    return at === beat ? 'now' : at < beat ? 'done' : 'later';
  };
  const faded = (role: Role) => mix(colourOf('ground', scheme), colourOf(role, scheme), 0.5);
  const pathRole = diagram.nodes.find(({ id }) => id === diagram.path?.[1])?.role ?? 'hidden';
  const reader = {
    role: 'img',
    tabIndex: 0,
    'aria-label': fresh ? `${props.name}: ${props.describe(fresh)}` : props.name,
  } as const;
  return (
    <div
      className="cell-diagram"
      style={{ width: plan.width, height: plan.height }}
      {...reader}
      {...handlers}
    >
      <svg className="cell-drawing" width={plan.width} height={plan.height} aria-hidden="true">
        {plan.band && (
          <rect className="cell-band" {...plan.band} rx={8} style={{ fill: roleColour(pathRole) }} />
        )}
        {diagram.edges.map((edge) => {
          const wire = plan.edges.get(edge.id);
          const node = diagram.nodes.find(({ id }) => id === edge.carries);
          if (!wire || !node) return null;
          const cut = edge.move === 'read' && typeof edge.to === 'string' && reading.held(edge.to as never);
          const now = cut ? 'later' : state(edge.move);
          const colour =
            now === 'now' ? roleColour(node.role) : now === 'done' ? faded(node.role) : faded('rule');
          const size = sizeOf(reading.nodes.get(edge.carries)?.values ?? []);
          const thick = now === 'later' ? 1 : edgeWidth(size, domains.size);
          return (
            <g key={edge.id} data-edge={edge.id} data-when={now}>
              <path
                className="cell-edge"
                d={wire.line}
                style={{ stroke: colour, strokeWidth: edge.route === 'bus' ? Math.min(thick, 3) : thick }}
              />
              <path className="cell-head" d={wire.head} style={{ fill: colour }} />
            </g>
          );
        })}
        {diagram.operations.map(({ id, glyph, move }) => {
          const box = plan.operations.get(id);
          if (!box) return null;
          return (
            <g key={id} className={`cell-operation cell-${state(move)}`}>
              <rect {...box} rx={10} />
              {glyph === '⊙' ? (
                <circle cx={box.x + box.width / 2} cy={box.y + box.height / 2} r={2.5} />
              ) : (
                <text
                  x={box.x + box.width / 2}
                  y={box.y + box.height / 2}
                  dy="0.36em"
                  textAnchor="middle"
                  className={glyph.length > 1 ? 'cell-glyph-word' : undefined}
                >
                  {glyph}
                </text>
              )}
            </g>
          );
        })}
        {diagram.nodes.map((node) => {
          const place = plan.nodes.get(node.id);
          return (
            place && (
              <g key={node.id}>
                <rect
                  className={`cell-outline cell-outline-${state(node.move)}`}
                  {...place.rect}
                  style={{ color: roleColour(node.role) }}
                />
                <NodeLabel
                  node={node}
                  place={place}
                  flow={plan.flow}
                  backward={backward}
                  name={reading.held(node.id) ? m.heldAt : m.nodes[node.id]}
                  when={state(node.move)}
                />
              </g>
            )
          );
        })}
      </svg>
      {diagram.nodes.map((node) => {
        const place = plan.nodes.get(node.id);
        const tensor = reading.nodes.get(node.id);
        if (!place || !tensor) return null;
        const marked = (spot: Spot | undefined) => (spot?.node === node.id ? spot.unit : undefined);
        return (
          <Strip
            key={node.id}
            id={node.id}
            strip={place.strip}
            rect={place.rect}
            flow={plan.flow}
            values={tensor.values}
            scale={scales[node.range === 'unit' ? 'gate' : node.id === 'x' ? 'read' : 'state']}
            when={state(node.move)}
            unit={place.strip.count === reading.units && node.id !== 'x' ? unit : undefined}
            pointed={marked(fresh)}
            pinned={marked(props.pinned)}
          />
        );
      })}
    </div>
  );
}
