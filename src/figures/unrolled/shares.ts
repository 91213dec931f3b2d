// How a shared weight's gradient is put together from its steps: each step's share, measured along the whole gradient.
// Norms of shares do not add up, because shares point different ways; these measures do, to the norm of the gradient.
import { normOf } from '../../experiment/lab/contributions.ts';
import type { Trace, TraceTensor, WeightShares } from '../../experiment/lab/trace.ts';

export interface AlongGradient {
  readonly weight: TraceTensor;
  /** ‖∂L/∂W‖₂ of the whole gradient. */
  readonly norm: number;
  /** along[t] = ⟨share of step t, ∂L/∂W⟩ / ‖∂L/∂W‖; they add up to `norm`. */
  readonly along: Float64Array;
  /** ‖share of step t‖₂. */
  readonly sizes: Float32Array;
}

/** null where the weight has no gradient. */
export function alongGradient(trace: Trace, shares: WeightShares): AlongGradient | null {
  const weight = trace.tensors[shares.weight];
  const whole = weight?.gradient;
  if (!weight || !whole) return null;
  const norm = normOf(whole);
  const along = new Float64Array(shares.norms.length);
  for (const user of trace.tensors) {
    const [x, used] = user.inputs;
    if (user.op !== 'linear' || used !== shares.weight || user.time === null || !user.gradient) continue;
    const read = trace.tensors[x ?? -1]?.values;
    if (!read || norm === 0) continue;
    // The share is gradient ⊗ read, so that its product with the whole needs no matrix of its own.
    let sum = 0;
    for (let row = 0; row < user.gradient.length; row++) {
      const g = user.gradient[row] as number;
      if (g !== 0) sum += g * product(whole, row * read.length, read);
    }
    along[user.time] = sum / norm;
  }
  return { weight, norm, along, sizes: shares.norms };
}

/** Σ whole[from + i] · read[i]. Four sums side by side: one alone would wait for itself at every addition. */
function product(whole: Float32Array, from: number, read: Float32Array): number {
  const { length } = read;
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    a += (whole[from + i] as number) * (read[i] as number);
    b += (whole[from + i + 1] as number) * (read[i + 1] as number);
    c += (whole[from + i + 2] as number) * (read[i + 2] as number);
    d += (whole[from + i + 3] as number) * (read[i + 3] as number);
  }
  for (; i < length; i++) a += (whole[from + i] as number) * (read[i] as number);
  return a + b + (c + d);
}
