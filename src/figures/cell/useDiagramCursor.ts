// Which number of the diagram is pointed at: the pointer previews, arrows along a strip go through its units, those
// across it from vector to vector in the order in which the cell makes them. Click or Enter pins, Escape lets go.
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useState } from 'react';
import type { CellPlan } from '../../geometry/lab/cellPlan.ts';
import { unitAt } from '../../geometry/lab/strips.ts';
import { pointIn } from '../frame/pointIn.ts';
import type { Diagram, NodeId } from './diagrams/diagram.ts';

export interface Spot {
  readonly node: NodeId;
  readonly unit: number;
}

const same = (one: Spot | undefined, other: Spot | undefined) =>
  one?.node === other?.node && one?.unit === other?.unit;

function spotAt(diagram: Diagram, plan: CellPlan, x: number, y: number): Spot | undefined {
  for (const { id } of diagram.nodes) {
    const node = plan.nodes.get(id);
    if (!node) continue;
    const [right, down] = [x - node.rect.x, y - node.rect.y];
    const unit = plan.flow === 'right' ? unitAt(node.strip, down, right) : unitAt(node.strip, right, down);
    if (unit !== undefined) return { node: id, unit };
  }
  return undefined;
}

/** Where a key leads; undefined when it is no movement. */
function moved(diagram: Diagram, plan: CellPlan, from: Spot | undefined, key: string): Spot | undefined {
  const order = diagram.nodes.map(({ id }) => id);
  const first = order[0] as NodeId;
  const count = (id: NodeId) => plan.nodes.get(id)?.strip.count ?? 1;
  const along = plan.flow === 'right' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  const across = plan.flow === 'right' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  const steps: Record<string, readonly [node: number, unit: number]> = {
    [across[0] as string]: [-1, 0],
    [across[1] as string]: [1, 0],
    [along[0] as string]: [0, -1],
    [along[1] as string]: [0, 1],
    Home: [0, -Infinity],
    End: [0, Infinity],
  };
  const step = steps[key];
  if (!step) return undefined;
  if (!from) return { node: first, unit: 0 };
  const inside = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));
  const node = order[inside(order.indexOf(from.node) + step[0], order.length)] ?? first;
  return { node, unit: inside(from.unit + step[1], count(node)) };
}

interface Told {
  readonly onPoint: (spot: Spot | undefined) => void;
  readonly onPin: (spot: Spot | undefined) => void;
}

export function useDiagramCursor(
  diagram: Diagram,
  plan: CellPlan,
  pinned: Spot | undefined,
  { onPoint, onPin }: Told,
) {
  const [hovered, setHovered] = useState<Spot>();
  const [keyed, setKeyed] = useState<Spot>();
  const [focused, setFocused] = useState(false);
  const hover = (spot: Spot | undefined) => {
    if (same(hovered, spot)) return;
    setHovered(spot);
    onPoint(spot ?? (focused ? keyed : undefined));
  };
  const key = (spot: Spot | undefined) => {
    setHovered(undefined);
    setKeyed(spot);
    onPoint(spot);
  };
  const under = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const { x, y } = pointIn(event);
    return spotAt(diagram, plan, x, y);
  };
  const toggle = (spot: Spot) => onPin(same(pinned, spot) ? undefined : spot);
  return {
    /** The pointer's, or the keys'. */
    fresh: hovered ?? (focused ? keyed : undefined),
    handlers: {
      onPointerMove: (event: PointerEvent) => {
        if (event.pointerType !== 'touch') hover(under(event));
      },
      onPointerLeave: () => hover(undefined),
      onClick: (event: MouseEvent) => {
        const spot = under(event);
        if (!spot) return;
        setKeyed(spot);
        toggle(spot);
      },
      onFocus: () => {
        setFocused(true);
        onPoint(hovered ?? keyed);
      },
      onBlur: () => {
        setFocused(false);
        onPoint(hovered);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === 'Escape') {
          key(undefined);
          onPin(undefined);
          return;
        }
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          if (keyed) toggle(keyed);
          return;
        }
        const next = moved(diagram, plan, keyed ?? pinned, event.key);
        if (!next) return;
        event.preventDefault();
        key(next);
      },
    },
  };
}
