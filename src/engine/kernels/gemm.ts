// Matrix product. One micro-kernel (2 rows × 16 columns, 8 accumulators) over B packed in panels of 16 columns.
// K is not unrolled on purpose: V8 then hoists the loads and spills accumulators, at half the speed (see ARCHITECTURE.md).

import { copyRow, madd } from './lanes';

const PANEL: i32 = 16;
const K_BLOCK: i32 = 256; // a panel block of 256 × 16 floats is 16 KB and stays in the first-level cache

/** A 2 × 16 tile for the columns past the last full panel. */
const tile: usize = memory.data(128, 16);
/** What the sums of a panel begin with where nothing else is given. Only read. */
const zeros: usize = memory.data(64, 16);

/** Bytes that the packed form of a (k × n) matrix takes. */
export function panelBytes(k: i32, n: i32): i32 {
  return (((n + PANEL - 1) >> 4) * k) << 6;
}

/** Packs row-major B (k × n, row stride ldb) into panels: panel p holds columns 16p…16p+15, row after row, zero-padded. */
export function packPanels(b: usize, ldb: i32, k: i32, n: i32, panels: usize): void {
  let out = panels;
  for (let j = 0; j < n; j += PANEL) {
    const width = min(PANEL, n - j);
    let row = b + (j << 2);
    if (width == PANEL) {
      for (let p = 0; p < k; p++) {
        v128.store(out, v128.load(row));
        v128.store(out, v128.load(row, 16), 16);
        v128.store(out, v128.load(row, 32), 32);
        v128.store(out, v128.load(row, 48), 48);
        row += ldb << 2;
        out += 64;
      }
    } else {
      for (let p = 0; p < k; p++) {
        for (let c = 0; c < PANEL; c++) store<f32>(out + (c << 2), c < width ? load<f32>(row + (c << 2)) : 0);
        row += ldb << 2;
        out += 64;
      }
    }
  }
}

/** Packs B given as its transpose (n × k, row stride ldb), as a layer's weight is: (out, in) for x·Wᵀ. */
export function packPanelsTransposed(b: usize, ldb: i32, k: i32, n: i32, panels: usize): void {
  for (let j = 0; j < n; j += PANEL) {
    const panel = panels + ((j * k) << 2);
    for (let c = 0; c < PANEL; c += 4) {
      const left = n - j - c;
      if (left >= 4) {
        transposeStrip(b + (((j + c) * ldb) << 2), ldb, k, panel + (c << 2), PANEL);
      } else {
        for (let p = 0; p < k; p++) {
          for (let i = 0; i < 4; i++) {
            const value: f32 = i < left ? load<f32>(b + (((j + c + i) * ldb + p) << 2)) : 0;
            store<f32>(panel + ((p * PANEL + c + i) << 2), value);
          }
        }
      }
    }
  }
}

/** Four rows of out = transpose of four by four of a; steps in bytes. */
// @ts-ignore: decorator
@inline
function transpose4(a: usize, step: usize, out: usize, outStep: usize): void {
  const r0 = v128.load(a);
  const r1 = v128.load(a + step);
  const r2 = v128.load(a + 2 * step);
  const r3 = v128.load(a + 3 * step);
  const a0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const a1 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const a2 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const a3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f32>(a0, a1, 0, 1, 4, 5));
  v128.store(out + outStep, v128.shuffle<f32>(a0, a1, 2, 3, 6, 7));
  v128.store(out + 2 * outStep, v128.shuffle<f32>(a2, a3, 0, 1, 4, 5));
  v128.store(out + 3 * outStep, v128.shuffle<f32>(a2, a3, 2, 3, 6, 7));
}

/** out (columns × rows, row stride ldo) = transpose of four rows of a. */
function transposeStrip(a: usize, lda: i32, columns: i32, out: usize, ldo: i32): void {
  const step: usize = lda << 2;
  const outStep: usize = ldo << 2;
  for (; columns >= 4; columns -= 4) {
    transpose4(a, step, out, outStep);
    a += 16;
    out += outStep << 2;
  }
  for (; columns > 0; columns--) {
    for (let i = 0; i < 4; i++) store<f32>(out + (i << 2), load<f32>(a + <usize>i * step));
    a += 4;
    out += outStep;
  }
}

/**
 * out (columns × rows) = transpose of a (rows × columns, row stride lda). Eight rows at a time, four columns by four:
 * half a cache line of out is written at once, for its rows may be a power of two apart and evict each other.
 */
export function transpose(a: usize, lda: i32, rows: i32, columns: i32, out: usize): void {
  const step: usize = lda << 2;
  const outStep: usize = rows << 2;
  const whole = columns & ~3;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const two = i + 8 <= rows;
    for (let j = 0; two && j < whole; j += 4) {
      const from = a + (j << 2);
      const to = out + <usize>j * outStep;
      transpose4(from, step, to, outStep);
      transpose4(from + (step << 2), step, to + 16, outStep);
    }
    const done = two ? whole : 0;
    for (let strip = 0; strip <= (two ? 1 : 0); strip++) {
      transposeStrip(a + (done << 2), lda, columns - done, out + <usize>done * outStep, rows);
      a += step << 2;
      out += 16;
    }
    if (two) i += 4;
  }
  for (; i < rows; i++) {
    for (let j = 0; j < columns; j++) store<f32>(out + <usize>j * outStep, load<f32>(a + (j << 2)));
    a += step;
    out += 4;
  }
}

/** Two rows of C by one panel; `from` are the rows that the sums begin with. */
// @ts-ignore: decorator
@inline
function tworows(a: usize, step: usize, panel: usize, from: usize, fromStep: usize, c: usize, cStep: usize, k: i32): void {
  const a1 = a + step;
  const c1 = c + cStep;
  const from1 = from + fromStep;
  let s0 = v128.load(from);
  let s1 = v128.load(from, 16);
  let s2 = v128.load(from, 32);
  let s3 = v128.load(from, 48);
  let t0 = v128.load(from1);
  let t1 = v128.load(from1, 16);
  let t2 = v128.load(from1, 32);
  let t3 = v128.load(from1, 48);
  const end = a + (k << 2);
  let p = a;
  let q = a1;
  let b = panel;
  while (p < end) {
    const x = v128.load_splat<f32>(p);
    const y = v128.load_splat<f32>(q);
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    const b3 = v128.load(b, 48);
    s0 = madd(x, b0, s0);
    t0 = madd(y, b0, t0);
    s1 = madd(x, b1, s1);
    t1 = madd(y, b1, t1);
    s2 = madd(x, b2, s2);
    t2 = madd(y, b2, t2);
    s3 = madd(x, b3, s3);
    t3 = madd(y, b3, t3);
    p += 4;
    q += 4;
    b += 64;
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
  v128.store(c, s2, 32);
  v128.store(c, s3, 48);
  v128.store(c1, t0);
  v128.store(c1, t1, 16);
  v128.store(c1, t2, 32);
  v128.store(c1, t3, 48);
}

// @ts-ignore: decorator
@inline
function onerow(a: usize, panel: usize, from: usize, c: usize, k: i32): void {
  let s0 = v128.load(from);
  let s1 = v128.load(from, 16);
  let s2 = v128.load(from, 32);
  let s3 = v128.load(from, 48);
  const end = a + (k << 2);
  let p = a;
  let b = panel;
  while (p < end) {
    const x = v128.load_splat<f32>(p);
    s0 = madd(x, v128.load(b), s0);
    s1 = madd(x, v128.load(b, 16), s1);
    s2 = madd(x, v128.load(b, 32), s2);
    s3 = madd(x, v128.load(b, 48), s3);
    p += 4;
    b += 64;
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
  v128.store(c, s2, 32);
  v128.store(c, s3, 48);
}

/** All rows of C by one panel of full width. Inlined: V8 unrolls inner loops the more, the deeper they are nested. */
// @ts-ignore: decorator
@inline
function fullPanel(a: usize, step: usize, panel: usize, from: usize, fromStep: usize, c: usize, cStep: usize, m: i32, k: i32): void {
  for (; m >= 2; m -= 2) {
    tworows(a, step, panel, from, fromStep, c, cStep, k);
    a += step << 1;
    from += fromStep << 1;
    c += cStep << 1;
  }
  if (m > 0) onerow(a, panel, from, c, k);
}

/** The last panel, `width` < 16 columns wide: through the tile, so that nothing is read or written past a row's end. */
function edgePanel(
  a: usize, step: usize, panel: usize, from: usize, fromStep: usize, c: usize, cStep: usize, m: i32, k: i32, width: i32,
): void {
  for (; m > 0; m -= 2) {
    const both = m > 1; // a last row alone is taken twice
    copyRow(from, tile, width);
    if (both) copyRow(from + fromStep, tile + 64, width);
    tworows(a, both ? step : 0, panel, tile, 64, tile, 64, k);
    copyRow(tile, c, width);
    if (both) copyRow(tile + 64, c + cStep, width);
    a += step << 1;
    from += fromStep << 1;
    c += cStep << 1;
  }
}

/**
 * C (m × n, row stride ldc) = A (m × k, row stride lda) · B, B packed by packPanels…; or C += A·B with `accumulate`; or
 * with a bias (n floats, else 0) every row of A·B plus the bias.
 * Sums run over k in order, so the result does not depend on m, n or the place in memory.
 */
export function gemm(
  a: usize, lda: i32, panels: usize, c: usize, ldc: i32, m: i32, n: i32, k: i32, accumulate: bool, bias: usize,
): void {
  const step: usize = lda << 2;
  const cStep: usize = ldc << 2;
  let start = 0;
  do {
    const depth = min(K_BLOCK, k - start);
    const adds = accumulate || start > 0;
    for (let j = 0; j < n; j += PANEL) {
      const panel = panels + ((j * k + start * PANEL) << 2);
      const row = a + (start << 2);
      const out = c + (j << 2);
      const from = adds ? out : bias ? bias + (j << 2) : zeros;
      const fromStep = adds ? cStep : 0;
      if (n - j >= PANEL) fullPanel(row, step, panel, from, fromStep, out, cStep, m, depth);
      else edgePanel(row, step, panel, from, fromStep, out, cStep, m, depth, n - j);
    }
    start += K_BLOCK;
  } while (start < k);
}
