// What is told of a cell so that the figure can draw it: its vectors and where each is found on the tape, what is done
// with them, in which moves, and the equations. The figure knows no cell by name.
import type { CellShape, Place, ShapeEdge, ShapeNode } from '../../../geometry/lab/cellPlan.ts';
import type { Role } from '../../../geometry/palette.ts';
import { looks } from '../../lab/quantities.ts';

export type MoveId =
  | 'read'
  | 'forget'
  | 'store'
  | 'update'
  | 'output'
  | 'reset'
  | 'candidate'
  | 'mix'
  | 'squash';

export type NodeId =
  | 'x'
  | 'hiddenBefore'
  | 'cellBefore'
  | 'forget'
  | 'input'
  | 'candidate'
  | 'output'
  | 'reset'
  | 'update'
  | 'recalled'
  | 'seen'
  | 'difference'
  | 'kept'
  | 'added'
  | 'cell'
  | 'squashed'
  | 'hidden'
  | 'fromInput'
  | 'fromState'
  | 'sum';

/** A tensor of the step, by the last part of its name; or what such a tensor was made from. */
export type Source = { readonly name: string } | { readonly inputOf: string; readonly place: number };

export interface DiagramNode extends ShapeNode {
  readonly id: NodeId;
  readonly role: Role;
  /** `f` or `f ⊙ c`: as equations write it. */
  readonly symbol: string;
  /** Which step it belongs to; null for what is written without a time. */
  readonly time: 'now' | 'before' | null;
  /** `unit`: a gate, 0 to 1. `signed`: any number. */
  readonly range: 'unit' | 'signed';
  readonly source: Source;
  /** The move that makes it; what is read is there from the first. */
  readonly move: MoveId;
  /** Whether it can be held at 0 or 1. */
  readonly gate?: true;
}

export interface DiagramEdge extends ShapeEdge {
  /** Whose numbers go along it: its colour and thickness. */
  readonly carries: NodeId;
  readonly move: MoveId;
}

export interface Equation {
  readonly of: NodeId;
  /** After `of` and the sign of equality: `{x}` stands for a node, `W_f` for a weight with an index. */
  readonly symbols: string;
  /** The same with one unit's numbers: `{x}` stands for a node's or an extra's number. */
  readonly numbers: string;
}

export interface Move {
  readonly id: MoveId;
  readonly equations: readonly Equation[];
}

export interface Diagram extends CellShape {
  readonly nodes: readonly DiagramNode[];
  readonly operations: readonly (ShapeNode & { readonly glyph: string; readonly move: MoveId })[];
  readonly edges: readonly DiagramEdge[];
  /** In the order in which the cell makes them. */
  readonly moves: readonly Move[];
  /** Numbers that equations need and the picture does not show. */
  readonly extras: Readonly<Record<string, Source>>;
  /** What the step leaves to the next one, memory first. */
  readonly states: readonly NodeId[];
  /** The gate that a gradient is multiplied by on the state's own path, where there is such a path. */
  readonly passes: NodeId | null;
}

type Look = Pick<DiagramNode, 'role' | 'symbol' | 'range'>;

/** A vector that the step makes in a move; the tape knows it by the same name. */
export const made = (id: NodeId, at: Place, look: Look, move: MoveId): DiagramNode => ({
  id,
  at,
  ...look,
  time: 'now',
  source: { name: id },
  move,
});

export const gate = (
  id: 'forget' | 'input' | 'output' | 'reset' | 'update',
  at: Place,
  move: MoveId,
): DiagramNode => ({ ...made(id, at, looks[id], move), gate: true });

/** What is made on the way, and has no letter of its own in the equations. */
export const between = (id: NodeId, at: Place, role: Role, symbol: string, move: MoveId): DiagramNode => ({
  ...made(id, at, { role, symbol, range: 'signed' }, move),
  time: null,
});

export const x = (at: Place): DiagramNode =>
  made('x', at, { role: 'input', symbol: 'x', range: 'signed' }, 'read');

/** The hidden state of the step before: what U is multiplied by. */
export const hiddenBefore = (at: Place): DiagramNode => ({
  ...made('hiddenBefore', at, looks.hidden, 'read'),
  time: 'before',
  source: { inputOf: 'fromState', place: 0 },
});

type Ends = readonly [from: string, to: DiagramEdge['to']];

/** An edge with its id made from its ends. */
export function edge(
  [from, to]: Ends,
  carries: NodeId,
  move: MoveId,
  route: ShapeEdge['route'] = 'straight',
  bus?: number,
): DiagramEdge {
  const id = `${from}-${typeof to === 'string' ? to : 'out'}`;
  return { id, from, to, carries, move, route, ...(bus === undefined ? {} : { bus }) };
}
