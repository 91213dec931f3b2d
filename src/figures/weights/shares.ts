// Each step's share of a weight's gradient. A share is an outer product, so that one number of it, and how large it gets,
// need no matrix: at H = 128 the shares of a long text are more than a trace carries.
import { shareAt } from '../../experiment/lab/contributions.ts';
import type { TensorId, Trace } from '../../experiment/lab/trace.ts';
import { tensorNamed } from './parameters.ts';

export interface Shares {
  /** norms[t] = ‖share of step t‖₂. */
  readonly norms: Float32Array;
  /** ∂L/∂W: what the shares of all steps add up to, in the weight's shape. */
  readonly whole: Float32Array;
  /** The size of the largest number of any share. */
  readonly largest: number;
  /** The share of a step, the weight's shape. */
  readonly of: (step: number) => Float32Array;
  /** Its two factors, whose outer product it is; undefined where it is nothing. */
  readonly factors: (step: number) => Factors | undefined;
  /** One number of it. */
  readonly at: (step: number, index: number) => number;
}

/** @returns undefined where the weight's gradient is not itemised */
export function sharesOf(trace: Trace | null, name: string): Shares | undefined {
  const weight = tensorNamed(trace, name);
  const itemised = trace?.layers
    .flatMap(({ shares }) => shares)
    .find((own) => weight !== undefined && own.weight === weight.id);
  if (!trace || !weight || !itemised) return undefined;
  const { norms, steps } = itemised;
  const size = weight.values.length;
  const factors = factorsOf(trace, weight.id);
  return {
    norms,
    whole: weight.gradient ?? new Float32Array(size),
    largest: Math.max(
      0,
      ...[...factors.values()].map(({ flow, read }) => Math.fround(largestOf(flow) * largestOf(read))),
    ),
    of: (step) => steps[step] ?? shareAt(trace, weight.id, step) ?? new Float32Array(size),
    factors: (step) => factors.get(step),
    at: (step, index) => {
      const own = factors.get(step);
      if (!own) return 0;
      const { flow, read } = own;
      return Math.fround((flow[Math.floor(index / read.length)] ?? 0) * (read[index % read.length] ?? 0));
    },
  };
}

interface Factors {
  readonly flow: Float32Array;
  readonly read: Float32Array;
}

/** By step: a share is flow ⊗ read. */
function factorsOf({ tensors }: Trace, weight: TensorId): ReadonlyMap<number, Factors> {
  const out = new Map<number, Factors>();
  for (const { op, inputs, time, gradient } of tensors) {
    const read = tensors[inputs[0] ?? -1]?.values;
    if (op === 'linear' && inputs[1] === weight && time !== null && gradient && read)
      out.set(time, { flow: gradient, read });
  }
  return out;
}

export function largestOf(values: Float32Array): number {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  return largest;
}
