/**
 * The buffers of all arrays in an answer, which can be moved to the page. An array that is only a part of its buffer
 * stays out: others may read the rest.
 */
export function buffersIn(answer: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (ArrayBuffer.isView(value)) {
      const { buffer, byteLength } = value;
      if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) found.add(buffer);
    } else for (const part of Object.values(value)) visit(part);
  };
  visit(answer);
  return [...found];
}
