// From a trace to a diagram's numbers: which tensor each node is, at one step of one layer.
import type { TensorId, Trace, TraceLayer, TraceTensor } from '../../experiment/lab/trace.ts';
import { largestOf, roundExtent } from '../../geometry/diverging.ts';
import { tensorAt } from '../lab/quantities.ts';
import type { Diagram, NodeId, Source } from './diagrams/diagram.ts';

const lists = new WeakMap<Trace, ReadonlyMap<string, TraceTensor>>();

function byName(trace: Trace): ReadonlyMap<string, TraceTensor> {
  const known = lists.get(trace);
  if (known) return known;
  const made = new Map(trace.tensors.map((tensor) => [tensor.name, tensor]));
  lists.set(trace, made);
  return made;
}

/** The tensor that a source means at step `t`; undefined where the pass has none. */
function find(trace: Trace, { layer, direction }: TraceLayer, t: number, source: Source) {
  const scope = `rnn.l${layer}${direction === 'backward' ? '_reverse' : ''}.t${t}.`;
  const tensor = byName(trace).get(scope + ('name' in source ? source.name : source.inputOf));
  if ('name' in source || !tensor) return tensor;
  const id = tensor.inputs[source.place];
  return id === undefined ? undefined : tensorAt(trace, id);
}

/** One step of the cell. */
export interface CellReading {
  readonly nodes: ReadonlyMap<NodeId, TraceTensor>;
  readonly extras: ReadonlyMap<string, TraceTensor>;
  /** Units of the state, H. */
  readonly units: number;
  /** Whether a gate was held. */
  held(id: NodeId): boolean;
}

/** @throws RangeError where a node is not in the trace: then the diagram is not this cell's */
export function readCell(diagram: Diagram, trace: Trace, layer: TraceLayer, t: number): CellReading {
  const nodes = new Map<NodeId, TraceTensor>();
  for (const { id, source } of diagram.nodes) {
    const tensor = find(trace, layer, t, source);
    if (!tensor) throw new RangeError(`${trace.cell}: ${id} is not in the trace at step ${t}`);
    nodes.set(id, tensor);
  }
  const extras = new Map<string, TraceTensor>();
  for (const [id, source] of Object.entries(diagram.extras)) {
    const tensor = find(trace, layer, t, source);
    if (tensor) extras.set(id, tensor);
  }
  const { clamps } = trace.request;
  return { nodes, extras, units: nodes.get('hidden')?.values.length ?? 0, held: (id) => id in clamps };
}

/** Root mean square of a vector: how large its numbers are. */
export function sizeOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (values[at] ?? 0) ** 2;
  return values.length === 0 ? 0 : Math.sqrt(sum / values.length);
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] ?? 0;
  return values.length === 0 ? 0 : sum / values.length;
}

/** The domains of the two scales, over all steps, so that colours and thicknesses of two words can be compared. */
export interface Domains {
  /** Of what is read, which may be anything. */
  readonly read: number;
  /** Of every other signed number. */
  readonly state: number;
  /** Of the root mean squares that edges carry. */
  readonly size: number;
}

/** @param steps all that are to be compared: every step, of both runs where two stand side by side */
export function domainsOf(diagram: Diagram, steps: readonly CellReading[]): Domains {
  const largest = { read: 0, state: 0 };
  let size = 0;
  for (const { nodes } of steps) {
    for (const { id, range } of diagram.nodes) {
      const values = nodes.get(id)?.values ?? new Float32Array();
      const kind = id === 'x' ? 'read' : 'state';
      size = Math.max(size, sizeOf(values));
      if (range === 'signed') largest[kind] = Math.max(largest[kind], largestOf(values));
    }
  }
  return {
    read: roundExtent([largest.read]),
    state: roundExtent([largest.state]),
    size: roundExtent([size]),
  };
}

/** The node that a tensor is at this step, if any: for what is pinned elsewhere. */
export function nodeOf({ nodes }: CellReading, tensor: TensorId): NodeId | undefined {
  for (const [id, { id: own }] of nodes) if (own === tensor) return id;
  return undefined;
}
