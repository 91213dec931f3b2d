// Where the time of a profile went: to which function of the kernels, called by which op.

import type { Profiler } from 'node:inspector';

export interface Share {
  /** File and function, such as gemm/packPanels; or JavaScript, or the collector of its garbage. */
  readonly kernel: string;
  /** The file of the JavaScript that called it, without its ending; empty where it is JavaScript itself. */
  readonly op: string;
  /** Of all time, 0 to 1. */
  readonly share: number;
}

const KERNELS = 'src/engine/kernels/';
const COLLECTOR = '(garbage collector)';

type Node = Profiler.ProfileNode;

/**
 * @param root the function whose time is looked at; samples outside it, of the profiler itself, are left out
 * @returns shares of its time, the largest first
 */
export function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, root: string): Share[] {
  const places = new Map<number, { kernel: string; op: string } | undefined>();
  const visit = (node: Node, above: readonly Node[]) => {
    const line = [...above, node];
    const { functionName } = node.callFrame;
    const inside = line.some(({ callFrame }) => callFrame.functionName === root);
    if (inside || functionName === COLLECTOR) places.set(node.id, placeOf(line));
    for (const child of node.children ?? []) visit(byId.get(child) as Node, line);
  };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const [top] = nodes;
  if (top) visit(top, []);
  const times = new Map<string, Share>();
  let all = 0;
  samples.forEach((id, index) => {
    const place = places.get(id);
    if (!place) return;
    const time = timeDeltas[index] ?? 0;
    all += time;
    const key = `${place.kernel} ${place.op}`;
    times.set(key, { ...place, share: (times.get(key)?.share ?? 0) + time });
  });
  return [...times.values()]
    .map((one) => ({ ...one, share: one.share / all }))
    .sort((a, b) => b.share - a.share);
}

/** @param line from the outermost call to the innermost */
function placeOf(line: readonly Node[]): { kernel: string; op: string } {
  const name = line.at(-1)?.callFrame.functionName ?? '';
  if (name === COLLECTOR) return { kernel: 'garbage collection', op: '' };
  if (!name.startsWith(KERNELS)) return { kernel: 'JavaScript', op: '' };
  // Between the two V8 has frames of its own, which lead from one to the other.
  const caller = line.findLast(({ callFrame }) => callFrame.url.endsWith('.ts'));
  const file = caller?.callFrame.url.split('/').at(-1) ?? '';
  return { kernel: name.slice(KERNELS.length), op: file.replace(/\.ts$/, '') };
}
