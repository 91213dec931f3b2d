// Four floats at a time where a row's width need not be a multiple of four: the last group reads and writes only what is there.
// Where time counts, a loop takes the whole groups and the last one comes after it: a call inside a loop, even one that
// is never taken, makes V8 keep everything in memory (Adam took three times as long).

function loadFew(p: usize, left: i32): v128 {
  const zero: f32 = 0;
  let v = v128.load32_zero(p);
  if (left > 1) v = f32x4.replace_lane(v, 1, load<f32>(p, 4));
  if (left > 2) v = f32x4.replace_lane(v, 2, load<f32>(p, 8));
  return f32x4.replace_lane(v, 3, zero);
}

function storeFew(p: usize, v: v128, left: i32): void {
  store<f32>(p, f32x4.extract_lane(v, 0));
  if (left > 1) store<f32>(p, f32x4.extract_lane(v, 1), 4);
  if (left > 2) store<f32>(p, f32x4.extract_lane(v, 2), 8);
}

/** The next four floats, or the `left` (1 to 3) that remain, with zeros behind them. */
// @ts-ignore: decorator
@inline
export function load4(p: usize, left: i32): v128 {
  return left >= 4 ? v128.load(p) : loadFew(p, left);
}

/** Writes four floats, or the `left` (1 to 3) that remain. */
// @ts-ignore: decorator
@inline
export function store4(p: usize, v: v128, left: i32): void {
  if (left >= 4) v128.store(p, v);
  else storeFew(p, v, left);
}

/** Four floats, or at the end of a row the `left` (1 to 3) that remain: load4 where the caller knows which, and smaller. */
// @ts-ignore: decorator
@inline
export function loadPart(p: usize, left: i32, atEnd: bool): v128 {
  return atEnd ? loadFew(p, left) : v128.load(p);
}

/** Writes what loadPart reads. */
// @ts-ignore: decorator
@inline
export function storePart(p: usize, v: v128, left: i32, atEnd: bool): void {
  if (atEnd) storeFew(p, v, left);
  else v128.store(p, v);
}

/** The four floats at p += v; `left` as in store4. */
// @ts-ignore: decorator
@inline
export function add4(p: usize, v: v128, left: i32): void {
  store4(p, f32x4.add(load4(p, left), v), left);
}

/** to = from, n floats. For rows: memory.copy leaves the module, which costs as much as some hundred floats. */
export function copyRow(from: usize, to: usize, n: i32): void {
  for (; n >= 4; n -= 4) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  for (; n > 0; n--) {
    store<f32>(to, load<f32>(from));
    from += 4;
    to += 4;
  }
}

/**
 * a·b + c. The relaxed build takes the processor's fused multiply-add where it has one, so its last bit differs between
 * processors; the plain build rounds twice, everywhere the same.
 */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}
