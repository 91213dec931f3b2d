// The two 16-bit floating point formats that checkpoints come in, widened to float32 (which holds all their numbers).

/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. NaN keeps being NaN. */
export function widenHalf(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >>> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
    if (exponent === 0) return (sign * fraction) / (1 << 24); // denormal, or ±0
    return exponent >= 25
      ? sign * (1024 + fraction) * (1 << (exponent - 25))
      : (sign * (1024 + fraction)) / (1 << (25 - exponent));
  });
}

/** bfloat16: the upper half of a float32. */
export function widenBfloat(bits: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(bits, (half) => half << 16).buffer);
}
