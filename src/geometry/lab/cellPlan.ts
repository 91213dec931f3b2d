// A cell's diagram in pixels: the same grid drawn left to right where there is room, and from top to bottom where there
// is not. Everything is placed in the direction of the flow first (`along` it, and `across` its lanes), then turned.
import { planStrip, type Strip } from './strips.ts';
import { type Point, type Side, wire } from './wires.ts';

/** Along the flow in steps, and a lane: 0, 1, 2 are lanes, 0.5 and 1.5 the gaps between them. */
export type Place = readonly [along: number, lane: number];

export interface ShapeNode {
  readonly id: string;
  readonly at: Place;
}

/** `along`: first with the flow, then across it. `across`: the other way round. `bus`: by one of the lines under all lanes. */
export type Route = 'straight' | 'along' | 'across' | 'bus';

export interface ShapeEdge {
  readonly id: string;
  readonly from: string;
  /** A node, an operation, or a place where something leaves. */
  readonly to: string | Place;
  readonly route: Route;
  /** Which line of the bus, from 0. */
  readonly bus?: number;
}

export interface CellShape {
  readonly nodes: readonly ShapeNode[];
  readonly operations: readonly (ShapeNode & { readonly glyph: string })[];
  readonly edges: readonly ShapeEdge[];
  /** From the first node's place to the second's, along one lane: the path of the state. */
  readonly path: readonly [from: string, to: string] | null;
}

export type Flow = 'right' | 'down';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CellPlan {
  readonly flow: Flow;
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, { readonly strip: Strip; readonly rect: Rect; readonly label: Point }>;
  readonly operations: ReadonlyMap<string, Rect>;
  /** The line, and the arrow's head as a closed path. */
  readonly edges: ReadonlyMap<string, { readonly line: string; readonly head: string }>;
  readonly band: Rect | null;
}

const radius = 10;
const busGap = 10;
/** What a node's name takes above its strip. */
const labelHeight = { right: 36, down: 20 } as const;

/** How the room is divided, in the direction of the flow. */
function measures(flow: Flow, width: number, span: number, lanes: number) {
  if (flow === 'right') {
    const length = width >= 600 ? 128 : 96;
    const pitch = length + labelHeight.right + 28;
    return {
      length,
      step: (width - 36) / span,
      start: 32,
      lane: (at: number) =>
        Number.isInteger(at)
          ? labelHeight.right + length / 2 + at * pitch
          : labelHeight.right + length + 12 + Math.floor(at) * pitch,
      end: labelHeight.right + length + (lanes - 1) * pitch,
    };
  }
  const room = Math.floor((width - 25) / lanes);
  const length = Math.floor((room - 15) / 16) * 16;
  return {
    length,
    step: 66,
    start: labelHeight.down + 12,
    lane: (at: number) => 8 + length / 2 + at * room + (Number.isInteger(at) ? 0 : 2),
    end: 8 + (lanes - 1) * room + length,
  };
}

/** @param counts how many numbers each node holds */
export function planCell(shape: CellShape, counts: ReadonlyMap<string, number>, width: number): CellPlan {
  const flow: Flow = width >= 440 ? 'right' : 'down';
  const exits = shape.edges.flatMap(({ to }) => (typeof to === 'string' ? [] : [to]));
  const places = [...shape.nodes, ...shape.operations].map(({ at }) => at);
  const span = Math.max(1, ...[...places, ...exits].map(([along]) => along));
  const lanes = 1 + Math.max(...places.map(([, lane]) => Math.floor(lane)));
  const m = measures(flow, width, span, lanes);
  const point = ([along, lane]: Place): Point => [m.start + along * m.step, m.lane(lane)];
  const turn = ([p, q]: Point): Point => (flow === 'right' ? [p, q] : [q, p]);
  const boxes = new Map<string, Box>();
  const nodes = new Map<string, { strip: Strip; rect: Rect; label: Point }>();
  for (const { id, at } of shape.nodes) {
    const strip = planStrip(counts.get(id) ?? 1, m.length);
    const half: Point = [strip.thickness / 2, strip.length / 2];
    const centre = point(at);
    boxes.set(id, { at: centre, half, name: flow === 'right' ? 'above' : 'before' });
    const rect = rectOf(turn(centre), turn(half));
    nodes.set(id, {
      strip,
      rect,
      label: [rect.x + (flow === 'right' ? rect.width / 2 : rect.width), rect.y - 6],
    });
  }
  const operations = new Map<string, Rect>();
  for (const { id, at, glyph } of shape.operations) {
    const half: Point = turn([glyph.length > 1 ? 20 : radius, radius]);
    boxes.set(id, { at: point(at), half });
    operations.set(id, rectOf(turn(point(at)), turn(half)));
  }
  const buses = Math.max(0, ...shape.edges.map(({ bus }) => (bus ?? -1) + 1));
  const edges = new Map<string, { line: string; head: string }>();
  for (const edge of shape.edges) {
    const from = boxes.get(edge.from);
    const to: Box | undefined =
      typeof edge.to === 'string' ? boxes.get(edge.to) : { at: point(edge.to), half: [0, 0] };
    if (!from || !to) throw new RangeError(`${edge.id} leads nowhere`);
    edges.set(edge.id, wire(cornersOf(edge, from, to, m.end).map(turn)));
  }
  const along = m.start + span * m.step + 4;
  const across = m.end + (buses > 0 ? busGap * (buses + 1) : 0) + (flow === 'right' ? 6 : 2);
  const [wide, high] = turn([along, across]);
  const ends = shape.path?.map((id) => nodes.get(id)?.rect);
  const [first, last] = ends ?? [];
  return {
    flow,
    width: Math.ceil(wide),
    height: Math.ceil(high),
    nodes,
    operations,
    edges,
    band: first && last ? bandOf(flow, first, last, flow === 'right' ? wide : high) : null,
  };
}

/** Centre and half sizes, in the flow's own directions; where a name stands, past which lines begin and end. */
interface Box {
  readonly at: Point;
  readonly half: Point;
  readonly name?: 'above' | 'before';
}

function rectOf([x, y]: Point, [halfWidth, halfHeight]: Point): Rect {
  return {
    x: Math.round(x - halfWidth),
    y: Math.round(y - halfHeight),
    width: 2 * halfWidth,
    height: 2 * halfHeight,
  };
}

/** The ground under the state's path, from the state before to where the new one leaves. */
function bandOf(flow: Flow, first: Rect, last: Rect, end: number): Rect {
  const margin = 6;
  if (flow === 'right') {
    const [y, height] = [last.y - margin, last.height + 2 * margin];
    return { x: first.x - margin, y, width: end - first.x + margin, height };
  }
  const [x, width] = [last.x - margin, last.width + 2 * margin];
  return { x, y: first.y - margin, width, height: end - first.y + margin };
}

/** The border's middle on one side. */
function side({ at, half, name }: Box, which: Side): Point {
  if (which === 'above' && name === 'above') return [at[0], at[1] - half[1] - labelHeight.right];
  if (which === 'before' && name === 'before') return [at[0] - half[0] - labelHeight.down, at[1]];
  const sign = which === 'before' || which === 'above' ? -1 : 1;
  return which === 'before' || which === 'after'
    ? [at[0] + sign * half[0], at[1]]
    : [at[0], at[1] + sign * half[1]];
}

function cornersOf({ route, bus = 0 }: ShapeEdge, from: Box, to: Box, end: number): Point[] {
  const forth: [Side, Side] = from.at[0] <= to.at[0] ? ['after', 'before'] : ['before', 'after'];
  const down: [Side, Side] = from.at[1] <= to.at[1] ? ['below', 'above'] : ['above', 'below'];
  switch (route) {
    case 'straight': {
      const [out, into] = Math.abs(from.at[0] - to.at[0]) < 1 ? down : forth;
      return [side(from, out), side(to, into)];
    }
    case 'along':
      return [side(from, forth[0]), [to.at[0], from.at[1]], side(to, down[1])];
    case 'across':
      return [side(from, down[0]), [from.at[0], to.at[1]], side(to, forth[1])];
    case 'bus': {
      const level = end + busGap * (bus + 1);
      const shift = bus * 8 - 4; // side by side where they arrive
      const into = side(to, 'below');
      const out = side(from, 'below');
      return [out, [out[0], level], [into[0] + shift, level], [into[0] + shift, into[1]]];
    }
  }
}
