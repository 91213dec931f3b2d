// The gradient of every recurrent weight, taken apart by the step at which the weight was used.

import type { TensorId, Trace, TraceTensor, WeightShares } from './trace.ts';

/** Shares of all weights together that are put into a trace; beyond it there are their norms, and `shareAt`. */
export const SHARES_BYTES = 4 * 2 ** 20;

/** Euclidean norm, in double precision. */
export function normOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) * (values[i] as number);
  return Math.sqrt(sum);
}

/** norms[t] = ‖gradient of tensors[t]‖, 0 where none came. */
export function gradientNormsOf(tensors: readonly TraceTensor[], track: readonly TensorId[]): Float32Array {
  return Float32Array.from(track, (id) => normOf(tensors[id]?.gradient ?? []));
}

/**
 * Each step's share of the gradient of the weights that a layer uses at every step. Step t uses W in y = W·x + b, which
 * adds dy ⊗ x to its gradient; with one row that is all it adds.
 * @param layer the name of its scope, `rnn.l0`
 * @param steps T
 * @param full whether the shares themselves are wanted, not just their norms
 */
export function sharesOf(
  tensors: readonly TraceTensor[],
  layer: string,
  steps: number,
  full: boolean,
): WeightShares[] {
  const shares = new Map<TensorId, { norms: Float32Array; steps: Float32Array[] }>();
  for (const tensor of tensors) {
    const [x, weight] = tensor.inputs;
    if (tensor.op !== 'linear' || tensor.time === null || !tensor.name.startsWith(`${layer}.t`)) continue;
    if (x === undefined || weight === undefined) continue;
    const own = shares.get(weight) ?? { norms: new Float32Array(steps), steps: [] };
    shares.set(weight, own);
    const read = (tensors[x] as TraceTensor).values;
    own.norms[tensor.time] = normOf(tensor.gradient ?? []) * normOf(read);
    if (full) own.steps[tensor.time] = outer(tensor.gradient, read, tensor.values.length);
  }
  return [...shares]
    .sort(([a], [b]) => a - b)
    .map(([weight, own]) => ({ weight, norms: own.norms, steps: own.steps }));
}

/**
 * A step's share of a weight's gradient, also where the trace holds no more than its norm.
 * @returns the weight's shape, row by row; null where the weight is not used at that step
 */
export function shareAt(trace: Pick<Trace, 'tensors'>, weight: TensorId, time: number): Float32Array | null {
  const user = trace.tensors.find(
    (tensor) => tensor.op === 'linear' && tensor.time === time && tensor.inputs[1] === weight,
  );
  const [x] = user?.inputs ?? [];
  const read = x === undefined ? undefined : trace.tensors[x];
  return user && read ? outer(user.gradient, read.values, user.values.length) : null;
}

/** flow ⊗ x, (rows, columns); zeros where no gradient came. */
function outer(flow: Float32Array | null, x: Float32Array, rows: number): Float32Array {
  const share = new Float32Array(rows * x.length);
  if (!flow) return share;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < x.length; j++) share[i * x.length + j] = (flow[i] as number) * (x[j] as number);
  }
  return share;
}
