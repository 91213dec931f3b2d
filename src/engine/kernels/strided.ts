// Copies and sums between two layouts of the same elements: every op that only moves numbers, and its backward pass.
// A plan (18 int32) says how: sizes of six dimensions, then the element strides of `from`, then of `to`. Strides may be
// negative (a reversed dimension; the address is then that of its first element) or 0 (a repeated one).

const DIMENSIONS: i32 = 6;

// @ts-ignore: decorator
@inline
function size(plan: usize, axis: i32): i32 {
  return load<i32>(plan + (axis << 2));
}

/** Bytes from one element to the next along an axis of operand 0 (from) or 1 (to). */
// @ts-ignore: decorator
@inline
function step(plan: usize, operand: i32, axis: i32): i32 {
  return load<i32>(plan + (((1 + operand) * DIMENSIONS + axis) << 2)) << 2;
}

/** The innermost dimension; `accumulate` is known wherever this is inlined. Copies go word by word as integers, so that ids and NaNs pass unchanged. */
// @ts-ignore: decorator
@inline
function line(accumulate: bool, from: usize, to: usize, n: i32, stepFrom: i32, stepTo: i32): void {
  let i = 0;
  if (stepFrom == 4 && stepTo == 4) {
    for (; i + 4 <= n; i += 4) {
      const x = v128.load(from);
      v128.store(to, accumulate ? f32x4.add(v128.load(to), x) : x);
      from += 16;
      to += 16;
    }
  }
  for (; i < n; i++) {
    if (accumulate) store<f32>(to, load<f32>(to) + load<f32>(from));
    else store<i32>(to, load<i32>(from));
    from += stepFrom;
    to += stepTo;
  }
}

// @ts-ignore: decorator
@inline
function walk(accumulate: bool, from: usize, to: usize, plan: usize): void {
  const n = size(plan, 5);
  const stepFrom = step(plan, 0, 5);
  const stepTo = step(plan, 1, 5);
  for (let i0 = 0; i0 < size(plan, 0); i0++) {
    for (let i1 = 0; i1 < size(plan, 1); i1++) {
      for (let i2 = 0; i2 < size(plan, 2); i2++) {
        const row = from + i0 * step(plan, 0, 0) + i1 * step(plan, 0, 1) + i2 * step(plan, 0, 2);
        const target = to + i0 * step(plan, 1, 0) + i1 * step(plan, 1, 1) + i2 * step(plan, 1, 2);
        for (let i3 = 0; i3 < size(plan, 3); i3++) {
          let p = row + i3 * step(plan, 0, 3);
          let q = target + i3 * step(plan, 1, 3);
          for (let i4 = 0; i4 < size(plan, 4); i4++) {
            line(accumulate, p, q, n, stepFrom, stepTo);
            p += step(plan, 0, 4);
            q += step(plan, 1, 4);
          }
        }
      }
    }
  }
}

/** to = from, element by element. */
export function copyStrided(from: usize, to: usize, plan: usize): void {
  walk(false, from, to, plan);
}

/** to += from; elements that share an address in `to` (stride 0) are summed in order. */
export function addStrided(from: usize, to: usize, plan: usize): void {
  walk(true, from, to, plan);
}
