// Elementwise kernels whose operands may be broadcast. A plan (15 int32) says how: sizes of five dimensions,
// then the element strides of each operand, 0 along a dimension that is repeated. The other side is contiguous.

const DIMENSIONS: i32 = 5;

// @ts-ignore: decorator
@inline
function size(plan: usize, axis: i32): i32 {
  return load<i32>(plan + (axis << 2));
}

// @ts-ignore: decorator
@inline
function stride(plan: usize, operand: i32, axis: i32): i32 {
  return load<i32>(plan + (((1 + operand) * DIMENSIONS + axis) << 2));
}

// The operations; src/engine/ops/arithmetic.ts has the same numbers.
const ADD: i32 = 0;
const SUBTRACT: i32 = 1;
const MULTIPLY: i32 = 2;
const DIVIDE: i32 = 3;
const MAXIMUM: i32 = 4;
/** The derivative of max(x, y) with respect to x: 1 where x is larger, ½ where they are equal, as in PyTorch. */
const MAXIMUM_SHARE: i32 = 5;

/** The last dimension, where both operands are contiguous, as far as fours go. */
// @ts-ignore: decorator
@inline
function fours(operation: i32, a: usize, b: usize, out: usize, n: i32): void {
  for (let i = 0; i + 4 <= n; i += 4) {
    v128.store(out, combine4(operation, v128.load(a), v128.load(b)));
    a += 16;
    b += 16;
    out += 16;
  }
}

// @ts-ignore: decorator
@inline
function combine4(operation: i32, x: v128, y: v128): v128 {
  switch (operation) {
    case ADD:
      return f32x4.add(x, y);
    case SUBTRACT:
      return f32x4.sub(x, y);
    case MULTIPLY:
      return f32x4.mul(x, y);
    case DIVIDE:
      return f32x4.div(x, y);
    case MAXIMUM:
      return f32x4.max(x, y); // NaN where either is NaN
    default: {
      const half = f32x4.splat(0.5);
      return f32x4.add(v128.and(f32x4.ge(x, y), half), v128.and(f32x4.gt(x, y), half));
    }
  }
}

/** out = a ∘ b. One walk for all operations; sums and products, of which models are made, have an innermost loop of their own. */
export function broadcast(operation: i32, a: usize, b: usize, out: usize, plan: usize): void {
  const inner = size(plan, 4);
  const strideA = stride(plan, 0, 4);
  const strideB = stride(plan, 1, 4);
  for (let i0 = 0; i0 < size(plan, 0); i0++) {
    for (let i1 = 0; i1 < size(plan, 1); i1++) {
      for (let i2 = 0; i2 < size(plan, 2); i2++) {
        for (let i3 = 0; i3 < size(plan, 3); i3++) {
          let p = a + ((i0 * stride(plan, 0, 0) + i1 * stride(plan, 0, 1) + i2 * stride(plan, 0, 2) + i3 * stride(plan, 0, 3)) << 2);
          let q = b + ((i0 * stride(plan, 1, 0) + i1 * stride(plan, 1, 1) + i2 * stride(plan, 1, 2) + i3 * stride(plan, 1, 3)) << 2);
          let i = 0;
          if (strideA == 1 && strideB == 1) {
            if (operation == ADD) fours(ADD, p, q, out, inner);
            else if (operation == MULTIPLY) fours(MULTIPLY, p, q, out, inner);
            else fours(operation, p, q, out, inner);
            i = inner & ~3;
            p += i << 2;
            q += i << 2;
            out += i << 2;
          }
          for (; i < inner; i++) {
            v128.store_lane<f32>(out, combine4(operation, v128.load_splat<f32>(p), v128.load_splat<f32>(q)), 0);
            p += strideA << 2;
            q += strideB << 2;
            out += 4;
          }
        }
      }
    }
  }
}

/** gradient += flow · other, summed over the dimensions along which the operand was repeated; `other` 0 stands for ones.
 * Operand 0 of the plan is the gradient, operand 1 is `other`; `flow` is contiguous. */
export function accumulateBroadcast(flow: usize, other: usize, gradient: usize, plan: usize): void {
  const inner = size(plan, 4);
  const strideG = stride(plan, 0, 4);
  const strideO = stride(plan, 1, 4);
  for (let i0 = 0; i0 < size(plan, 0); i0++) {
    for (let i1 = 0; i1 < size(plan, 1); i1++) {
      for (let i2 = 0; i2 < size(plan, 2); i2++) {
        for (let i3 = 0; i3 < size(plan, 3); i3++) {
          let g = gradient + ((i0 * stride(plan, 0, 0) + i1 * stride(plan, 0, 1) + i2 * stride(plan, 0, 2) + i3 * stride(plan, 0, 3)) << 2);
          let q = other + ((i0 * stride(plan, 1, 0) + i1 * stride(plan, 1, 1) + i2 * stride(plan, 1, 2) + i3 * stride(plan, 1, 3)) << 2);
          let i = 0;
          if (strideG == 1 && (other == 0 || strideO == 1)) {
            for (; i + 4 <= inner; i += 4) {
              let x = v128.load(flow);
              if (other != 0) {
                x = f32x4.mul(x, v128.load(q));
                q += 16;
              }
              v128.store(g, f32x4.add(v128.load(g), x));
              g += 16;
              flow += 16;
            }
          }
          for (; i < inner; i++) {
            const x = other == 0 ? load<f32>(flow) : load<f32>(flow) * load<f32>(q);
            store<f32>(g, load<f32>(g) + x);
            g += strideG << 2;
            q += strideO << 2;
            flow += 4;
          }
        }
      }
    }
  }
}
