// Scaled dot-product attention over several heads, with the weights kept for whoever wants to look.

import { ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';

export interface AttentionOptions {
  /** How many heads share the last dimension. */
  readonly heads: number;
  /** int32, 1 = may not be looked at: (B, keys), or (queries, keys), or (B, queries, keys). */
  readonly mask?: Tensor | undefined;
  /** Hide keys after the query (a decoder must not read the words it is about to write). */
  readonly causal?: boolean;
}

/**
 * softmax(Q·Kᵀ/√K + mask)·V for each head (Vaswani et al. 2017, equation 1).
 * Operands may be column views of one fused projection.
 * @param q (B, queries, D), head h in columns h·K … (h+1)·K − 1, K = D / heads
 * @param k (B, keys, D)
 * @param v (B, keys, D)
 * @returns output (B, queries, D), and weights (B, N, queries, keys) whose rows sum to 1 (0 where all keys are hidden)
 * @throws ShapeError when batch, width or lengths do not fit
 */
export function attention(
  tape: Tape,
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: AttentionOptions,
): { output: Tensor; weights: Tensor } {
  const { heads, mask, causal = false } = options;
  const [batch = 0, queries = 0, width = 0] = q.shape;
  const keys = k.shape[1] ?? 0;
  const fits = [q, k, v].every((t) => t.shape.length === 3 && t.shape[0] === batch && t.columns === width);
  if (!fits || v.shape[1] !== keys) {
    throw new ShapeError(
      'attention',
      'queries, keys and values must be (B, T, D) of one B and D',
      q.shape,
      k.shape,
      v.shape,
    );
  }
  if (!Number.isInteger(heads) || heads < 1 || width % heads !== 0) {
    throw new ShapeError('attention', `the width must divide into ${heads} heads`, q.shape);
  }
  const strides = maskStrides(mask, [batch, queries, keys]);
  const depth = width / heads;
  const { kernels } = tape.memory;
  const wants = tape.wantsGradient(q, k, v);
  const [B = 'B', T = 'T'] = q.dims;
  const output = tape.tensor('output', {
    dims: q.dims,
    shape: [batch, queries, width],
    requiresGradient: wants,
  });
  const weights = tape.tensor('weights', {
    dims: [B, 'N', T, k.dims[1] ?? 'S'],
    shape: [batch, heads, queries, keys],
  });
  const run = (body: (scratch: number) => void) => {
    const mark = tape.memory.mark();
    body(tape.scratch(kernels.attentionScratch(keys, depth)));
    tape.memory.release(mark);
  };
  run((scratch) =>
    kernels.attention(
      q.address,
      q.rowStride,
      k.address,
      k.rowStride,
      v.address,
      v.rowStride,
      output.address,
      weights.address,
      mask?.address ?? 0,
      strides.batch,
      strides.query,
      causal ? 1 : 0,
      batch,
      heads,
      queries,
      keys,
      depth,
      scratch,
    ),
  );
  tape.record('attention', [q, k, v], [output, weights], () => {
    const flow = tape.gradientOf(output);
    const [dQ, dK, dV] = [sink(tape, q), sink(tape, k), sink(tape, v)];
    run((scratch) =>
      kernels.attentionBackward(
        q.address,
        q.rowStride,
        k.address,
        k.rowStride,
        v.address,
        v.rowStride,
        weights.address,
        flow,
        dQ,
        dK,
        dV,
        batch,
        heads,
        queries,
        keys,
        depth,
        causal ? 1 : 0,
        scratch,
      ),
    );
  });
  return { output, weights };
}

/** Where a gradient goes: its own place, or scratch where nobody wants it (the kernel makes all three at once). */
function sink(tape: Tape, tensor: Tensor): number {
  return tape.gradientOf(tensor) || tape.scratch(tensor.rows * tensor.rowStride * 4);
}

/** Elements from one batch, and from one query, to the next in the mask. */
function maskStrides(mask: Tensor | undefined, [batch, queries, keys]: readonly [number, number, number]) {
  if (!mask) return { batch: 0, query: 0 };
  const { shape } = mask;
  const is = (...wanted: number[]) =>
    shape.length === wanted.length && wanted.every((size, i) => size === shape[i]);
  if (mask.dtype !== 'i32' || mask.columns !== keys) {
    throw new ShapeError('attention', 'the mask must be int32 with one column for each key', shape, [
      batch,
      queries,
      keys,
    ]);
  }
  if (is(batch, queries, keys)) return { batch: queries * keys, query: keys };
  if (is(batch, keys) && mask.dims[0] === 'B') return { batch: keys, query: 0 };
  if (is(queries, keys)) return { batch: 0, query: keys };
  throw new ShapeError('attention', 'the mask fits neither (B, keys) nor (queries, keys)', shape, [
    batch,
    queries,
    keys,
  ]);
}
