// Matrix product. One micro-kernel (2 rows × 16 columns, 8 accumulators) over B packed in panels of 16 columns.
// K is not unrolled on purpose: V8 then hoists the loads and spills accumulators, at half the speed (see ARCHITECTURE.md).

import { madd } from './lanes';

const PANEL: i32 = 16;
const K_BLOCK: i32 = 256; // a panel block of 256 × 16 floats is 16 KB and stays in the first-level cache

/** A 2 × 16 tile for the columns past the last full panel. */
const tile: usize = memory.data(128, 16);

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

/** out (columns × rows, row stride ldo) = transpose of four rows of a. */
// @ts-ignore: decorator
@inline
function transposeStrip(a: usize, lda: i32, columns: i32, out: usize, ldo: i32): void {
  const step = lda << 2;
  const outStep = ldo << 2;
  let p = 0;
  for (; p + 4 <= columns; p += 4) {
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
    a += 16;
    out += outStep << 2;
  }
  for (; p < columns; p++) {
    store<f32>(out, load<f32>(a));
    store<f32>(out, load<f32>(a + step), 4);
    store<f32>(out, load<f32>(a + 2 * step), 8);
    store<f32>(out, load<f32>(a + 3 * step), 12);
    a += 4;
    out += outStep;
  }
}

/** out (columns × rows) = transpose of a (rows × columns, row stride lda). */
export function transpose(a: usize, lda: i32, rows: i32, columns: i32, out: usize): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) transposeStrip(a + ((i * lda) << 2), lda, columns, out + (i << 2), rows);
  for (; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      store<f32>(out + ((j * rows + i) << 2), load<f32>(a + ((i * lda + j) << 2)));
    }
  }
}

// @ts-ignore: decorator
@inline
function tworows(a: usize, step: usize, panel: usize, c: usize, cStep: usize, k: i32, accumulate: bool): void {
  const a1 = a + step;
  const c1 = c + cStep;
  const zero = f32x4.splat(0);
  let s0 = accumulate ? v128.load(c) : zero;
  let s1 = accumulate ? v128.load(c, 16) : zero;
  let s2 = accumulate ? v128.load(c, 32) : zero;
  let s3 = accumulate ? v128.load(c, 48) : zero;
  let t0 = accumulate ? v128.load(c1) : zero;
  let t1 = accumulate ? v128.load(c1, 16) : zero;
  let t2 = accumulate ? v128.load(c1, 32) : zero;
  let t3 = accumulate ? v128.load(c1, 48) : zero;
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
function onerow(a: usize, panel: usize, c: usize, k: i32, accumulate: bool): void {
  const zero = f32x4.splat(0);
  let s0 = accumulate ? v128.load(c) : zero;
  let s1 = accumulate ? v128.load(c, 16) : zero;
  let s2 = accumulate ? v128.load(c, 32) : zero;
  let s3 = accumulate ? v128.load(c, 48) : zero;
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

/** The last panel, `width` < 16 columns wide: through the tile, so that no write passes the row's end. */
function edgePanel(a: usize, step: usize, panel: usize, c: usize, cStep: usize, m: i32, k: i32, width: i32, accumulate: bool): void {
  const bytes: usize = width << 2;
  let i = 0;
  for (; i + 2 <= m; i += 2) {
    if (accumulate) {
      memory.copy(tile, c, bytes);
      memory.copy(tile + 64, c + cStep, bytes);
    }
    tworows(a, step, panel, tile, 64, k, accumulate);
    memory.copy(c, tile, bytes);
    memory.copy(c + cStep, tile + 64, bytes);
    a += step << 1;
    c += cStep << 1;
  }
  if (i < m) {
    if (accumulate) memory.copy(tile, c, bytes);
    onerow(a, panel, tile, k, accumulate);
    memory.copy(c, tile, bytes);
  }
}

/**
 * C (m × n, row stride ldc) = A (m × k, row stride lda) · B, or C += A·B with `accumulate`; B packed by packPanels…
 * Sums run over k in order, so the result does not depend on m, n or the place in memory.
 */
export function gemm(a: usize, lda: i32, panels: usize, c: usize, ldc: i32, m: i32, n: i32, k: i32, accumulate: bool): void {
  const step: usize = lda << 2;
  const cStep: usize = ldc << 2;
  if (k == 0 && !accumulate) {
    for (let i = 0; i < m; i++) memory.fill(c + <usize>i * cStep, 0, n << 2);
    return;
  }
  for (let from = 0; from < k; from += K_BLOCK) {
    const depth = min(K_BLOCK, k - from);
    const add = accumulate || from > 0;
    for (let j = 0; j < n; j += PANEL) {
      const panel = panels + ((j * k + from * PANEL) << 2);
      let row = a + (from << 2);
      let out = c + (j << 2);
      if (n - j < PANEL) {
        edgePanel(row, step, panel, out, cStep, m, depth, n - j, add);
        continue;
      }
      let i = 0;
      if (add) {
        for (; i + 2 <= m; i += 2) {
          tworows(row, step, panel, out, cStep, depth, true);
          row += step << 1;
          out += cStep << 1;
        }
        if (i < m) onerow(row, panel, out, depth, true);
      } else {
        for (; i + 2 <= m; i += 2) {
          tworows(row, step, panel, out, cStep, depth, false);
          row += step << 1;
          out += cStep << 1;
        }
        if (i < m) onerow(row, panel, out, depth, false);
      }
    }
  }
}
