// Scaled dot-product attention over several heads, with the weights kept for whoever wants to look.

import { formatShape, ShapeError } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireContiguous } from './checks.ts';

/** Which keys may not be looked at: those that any of the three hides. */
export interface AttentionMask {
  /** int32, 1 = may not be looked at: (queries, keys), (B, queries, keys) or (B, N, queries, keys). */
  readonly mask?: Tensor | undefined;
  /** int32 (B, keys), 1 = padding, hidden from every query. */
  readonly padding?: Tensor | undefined;
  /** Hide keys after the query (a decoder must not read the words it is about to write). Default false. */
  readonly causal?: boolean | undefined;
}

export interface AttentionOptions extends AttentionMask {
  /** How many heads share the last dimension. */
  readonly heads: number;
}

/**
 * softmax(Q·Kᵀ/√K + mask)·V for each head (Vaswani et al. 2017, equation 1).
 * Operands may be column views of one fused projection.
 * @param q (B, queries, D), head h in columns h·K … (h+1)·K − 1, K = D / heads
 * @param k (B, keys, D)
 * @param v (B, keys, D)
 * @returns output (B, queries, D), and weights (B, N, queries, keys) whose rows sum to 1 (0 where all keys are hidden)
 * @throws ShapeError when batch, width, lengths or masks do not fit; TypeError for the wrong kind of numbers
 */
export function attention(
  tape: Tape,
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: AttentionOptions,
): { output: Tensor; weights: Tensor } {
  const { heads, mask, padding, causal = false } = options;
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
  const ids = [q, k, v].find((t) => t.dtype !== 'f32');
  if (ids) throw new TypeError(`attention: ${ids.name} must hold float32 numbers, not ${ids.dtype}`);
  if (!Number.isInteger(heads) || heads < 1 || width % heads !== 0) {
    throw new ShapeError('attention', `the width must divide into ${heads} heads`, q.shape);
  }
  const strides = maskStrides(mask, [batch, heads, queries, keys]);
  if (padding) requireMask('padding', padding, [[batch, keys]]);
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
    body(tape.scratch(kernels.attentionScratch(queries, keys, depth)));
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
      strides.head,
      strides.query,
      padding?.address ?? 0,
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
    const all = claim(tape, q, k, v);
    const freshQ = all || claim(tape, q);
    const freshKV = all || claim(tape, k, v);
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
        freshQ ? 1 : 0,
        freshKV ? 1 : 0,
        scratch,
      ),
    );
  });
  return { output, weights };
}

/**
 * Whether nothing has arrived yet at the gradient of what these are made of, one tensor or column views that together are
 * all of one: then it is now there, to be written.
 */
function claim(tape: Tape, ...tensors: readonly [Tensor, ...Tensor[]]): boolean {
  const [{ base }] = tensors;
  if (!base) return tensors.length === 1 && tape.freshGradientOf(tensors[0]) !== 0;
  let columns = 0;
  for (const tensor of tensors) {
    // Each begins where the one before it ends.
    if (tensor.base !== base || tensor.baseOffset !== columns * 4 || tensor.rowStride !== base.columns)
      return false;
    columns += tensor.columns;
  }
  return columns === base.columns && tape.freshGradientOf(base) !== 0;
}

/** Where a gradient goes: its own place, or scratch where nobody wants it (the kernel makes all three at once). */
function sink(tape: Tape, tensor: Tensor): number {
  return tape.gradientOf(tensor) || tape.scratch(tensor.rows * tensor.rowStride * 4);
}

/** Elements of the mask from one batch, one head and one query to the next. */
function maskStrides(mask: Tensor | undefined, shape: readonly [number, number, number, number]) {
  if (!mask) return { batch: 0, head: 0, query: 0 };
  const [batch, heads, queries, keys] = shape;
  const query = keys;
  const all = queries * keys;
  requireMask('mask', mask, [[queries, keys], [batch, queries, keys], shape]);
  if (mask.shape.length === 2) return { batch: 0, head: 0, query };
  if (mask.shape.length === 3) return { batch: all, head: 0, query };
  return { batch: heads * all, head: all, query };
}

/** @throws ShapeError when the mask has none of the allowed shapes; TypeError when it is not int32 */
function requireMask(role: string, mask: Tensor, allowed: readonly (readonly number[])[]): void {
  if (mask.dtype !== 'i32')
    throw new TypeError(`attention: the ${role} ${mask.name} must be int32, not ${mask.dtype}`);
  if (!allowed.some((shape) => shape.join() === mask.shape.join())) {
    const wanted = allowed.map(formatShape).join(' or ');
    throw new ShapeError('attention', `the ${role} must be ${wanted}`, mask.shape);
  }
  requireContiguous('attention', mask);
}
