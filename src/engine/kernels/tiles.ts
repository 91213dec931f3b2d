// Products of small matrices where they lie, for attention: at most four rows of the result at a time, eight columns in
// eight accumulators. Nothing is packed; A may be read along either of its dimensions.

import { load4, madd, store4 } from './lanes';

/**
 * C (rows × columns) = A·B, or C += A·B with `accumulate`; 1 to 4 rows, steps in bytes: A[i, p] at a + i·aRow + p·aStep,
 * B[p, j] at b + p·bStep + 4j, C[i, j] at c + i·cRow + 4j. Sums run over p in order, beginning with C.
 */
export function rowBlock(
  a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize,
  rows: i32, columns: i32, k: i32, accumulate: bool,
): void {
  // Rows that there are not repeat the last one: they read and write the same numbers once more.
  const one: usize = rows > 1 ? 1 : 0;
  const two: usize = rows > 2 ? 2 : one;
  const three: usize = rows - 1;
  const a1 = a + one * aRow;
  const a2 = a + two * aRow;
  const a3 = a + three * aRow;
  const kept = i32x4.splat(accumulate ? -1 : 0); // of what C held
  let c0 = c;
  let c1 = c + one * cRow;
  let c2 = c + two * cRow;
  let c3 = c + three * cRow;
  let left = columns;
  for (; left >= 8; left -= 8) {
    let s0 = v128.and(v128.load(c0), kept);
    let t0 = v128.and(v128.load(c0, 16), kept);
    let s1 = v128.and(v128.load(c1), kept);
    let t1 = v128.and(v128.load(c1, 16), kept);
    let s2 = v128.and(v128.load(c2), kept);
    let t2 = v128.and(v128.load(c2, 16), kept);
    let s3 = v128.and(v128.load(c3), kept);
    let t3 = v128.and(v128.load(c3, 16), kept);
    let q = b;
    let place: usize = 0;
    for (let p = k; p > 0; p--) {
      const b0 = v128.load(q);
      const b1 = v128.load(q, 16);
      const x0 = v128.load_splat<f32>(a + place);
      s0 = madd(x0, b0, s0);
      t0 = madd(x0, b1, t0);
      const x1 = v128.load_splat<f32>(a1 + place);
      s1 = madd(x1, b0, s1);
      t1 = madd(x1, b1, t1);
      const x2 = v128.load_splat<f32>(a2 + place);
      s2 = madd(x2, b0, s2);
      t2 = madd(x2, b1, t2);
      const x3 = v128.load_splat<f32>(a3 + place);
      s3 = madd(x3, b0, s3);
      t3 = madd(x3, b1, t3);
      place += aStep;
      q += bStep;
    }
    v128.store(c0, s0);
    v128.store(c0, t0, 16);
    v128.store(c1, s1);
    v128.store(c1, t1, 16);
    v128.store(c2, s2);
    v128.store(c2, t2, 16);
    v128.store(c3, s3);
    v128.store(c3, t3, 16);
    b += 32;
    c0 += 32;
    c1 += 32;
    c2 += 32;
    c3 += 32;
  }
  for (; left > 0; left -= 4) {
    let s0 = v128.and(load4(c0, left), kept);
    let s1 = v128.and(load4(c1, left), kept);
    let s2 = v128.and(load4(c2, left), kept);
    let s3 = v128.and(load4(c3, left), kept);
    let q = b;
    let place: usize = 0;
    for (let p = k; p > 0; p--) {
      const b0 = load4(q, left);
      s0 = madd(v128.load_splat<f32>(a + place), b0, s0);
      s1 = madd(v128.load_splat<f32>(a1 + place), b0, s1);
      s2 = madd(v128.load_splat<f32>(a2 + place), b0, s2);
      s3 = madd(v128.load_splat<f32>(a3 + place), b0, s3);
      place += aStep;
      q += bStep;
    }
    store4(c0, s0, left);
    store4(c1, s1, left);
    store4(c2, s2, left);
    store4(c3, s3, left);
    b += 16;
    c0 += 16;
    c1 += 16;
    c2 += 16;
    c3 += 16;
  }
}

/** out (columns × 4, row stride ldo) = transpose of four rows, given by their addresses. */
function transposeFour(r0: usize, r1: usize, r2: usize, r3: usize, columns: i32, out: usize, ldo: i32): void {
  const outStep = ldo << 2;
  let p = 0;
  for (; p + 4 <= columns; p += 4) {
    const v0 = v128.load(r0);
    const v1 = v128.load(r1);
    const v2 = v128.load(r2);
    const v3 = v128.load(r3);
    const a0 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5);
    const a1 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5);
    const a2 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
    const a3 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
    v128.store(out, v128.shuffle<f32>(a0, a1, 0, 1, 4, 5));
    v128.store(out + outStep, v128.shuffle<f32>(a0, a1, 2, 3, 6, 7));
    v128.store(out + 2 * outStep, v128.shuffle<f32>(a2, a3, 0, 1, 4, 5));
    v128.store(out + 3 * outStep, v128.shuffle<f32>(a2, a3, 2, 3, 6, 7));
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
    out += outStep << 2;
  }
  for (; p < columns; p++) {
    store<f32>(out, load<f32>(r0));
    store<f32>(out, load<f32>(r1), 4);
    store<f32>(out, load<f32>(r2), 8);
    store<f32>(out, load<f32>(r3), 12);
    r0 += 4;
    r1 += 4;
    r2 += 4;
    r3 += 4;
    out += outStep;
  }
}

/**
 * out (depth × padded) = transpose of x (keys × depth, `step` bytes from row to row); padded is keys rounded up to a
 * multiple of 4, and the columns past the last key repeat it.
 */
export function transposePadded(x: usize, step: usize, keys: i32, depth: i32, out: usize, padded: i32): void {
  for (let j = 0; j < padded; j += 4) {
    const r1 = x + <usize>min(j + 1, keys - 1) * step;
    const r2 = x + <usize>min(j + 2, keys - 1) * step;
    const r3 = x + <usize>min(j + 3, keys - 1) * step;
    transposeFour(x + <usize>j * step, r1, r2, r3, depth, out + (j << 2), padded);
  }
}
