// Bytes as printable ASCII that gzip shrinks as well as the bytes themselves. Base64 costs half as much again, because
// it tears bytes apart and gzip no longer sees what repeats. src/engine/unpack.ts is the way back.

/** The 89 characters that need no escape in any kind of JavaScript string literal. */
const alphabet = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter(
  (character) => !'"$\'\\`'.includes(character),
);
/** So many bytes, the commonest, take one character. The others take two, of which the first is one of the last two. */
const SINGLE = alphabet.length - 2;

/**
 * The commonest bytes by falling frequency, two hexadecimal digits each, then every byte by its place in that order
 * (the rest follow in rising order).
 * @param {Uint8Array} bytes
 */
export function pack(bytes) {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte]++;
  const order = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a] || a - b);
  const common = order.slice(0, SINGLE);
  const rest = order.slice(SINGLE).sort((a, b) => a - b);
  const codes = [];
  common.forEach((byte, i) => {
    codes[byte] = alphabet[i];
  });
  rest.forEach((byte, i) => {
    codes[byte] = alphabet[SINGLE + Math.floor(i / alphabet.length)] + alphabet[i % alphabet.length];
  });
  const head = common.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return head + Array.from(bytes, (byte) => codes[byte]).join('');
}
