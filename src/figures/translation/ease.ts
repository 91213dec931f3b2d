// Moves one row of weights towards another a little at a time, so that arcs glide instead of jumping. New rows grow from
// nothing.

/** Time constant, milliseconds: after three of them 95 % of the way is done. */
const constant = 70;
/** Below this no difference can be seen. */
const close = 0.003;

/** `shown` in the shape of `wanted`: what is in both keeps its value, what is new is 0. */
export function reshaped(shown: Float32Array, wanted: Float32Array): Float32Array {
  if (shown.length === wanted.length) return shown;
  const next = new Float32Array(wanted.length);
  next.set(shown.subarray(0, wanted.length));
  return next;
}

/** Moves `shown` in place by what `milliseconds` make possible; true once it has arrived. */
export function ease(shown: Float32Array, wanted: Float32Array, milliseconds: number): boolean {
  const part = 1 - Math.exp(-milliseconds / constant);
  let arrived = true;
  for (let at = 0; at < wanted.length; at++) {
    const goal = wanted[at] ?? 0;
    const last = shown[at] ?? 0;
    // From what is no number, no way leads anywhere.
    const from = Number.isFinite(last) ? last : 0;
    const moved = from + (goal - from) * part;
    if (Math.abs(goal - moved) > close) arrived = false;
    shown[at] = moved;
  }
  if (arrived) shown.set(wanted);
  return arrived;
}
