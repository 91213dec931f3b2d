// The way back from the text that scripts/pack.mjs makes of the kernels: it tells how the text is made, and why.

/** Characters that a string literal holds as they are; two stand for what follows them, the others for a byte each. */
const ALPHABET = 89;
const SINGLE = ALPHABET - 2;

/** The bytes in a text that `pack` made. */
export function unpack(text: string): Uint8Array<ArrayBuffer> {
  const places = new Map<string, number>();
  for (let code = 33; code < 127; code++) {
    const character = String.fromCharCode(code);
    if (!'"$\'\\`'.includes(character)) places.set(character, places.size);
  }
  const order = new Set<number>();
  for (let i = 0; i < SINGLE; i++) order.add(Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
  for (let byte = 0; byte < 256; byte++) order.add(byte);
  const bytes = [...order];
  const result: number[] = [];
  for (let i = 2 * SINGLE; i < text.length; i++) {
    let place = places.get(text[i] as string) as number;
    if (place >= SINGLE)
      place = SINGLE + (place - SINGLE) * ALPHABET + (places.get(text[++i] as string) as number);
    result.push(bytes[place] as number);
  }
  return Uint8Array.from(result);
}
