// Bytes as text and back.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack } from '../../scripts/pack.mjs';
import { unpack } from '../../src/engine/unpack.ts';

describe('the packed form of the kernels', () => {
  it('gives every sequence of bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(unpack(pack(bytes))).toEqual(bytes);
      }),
    );
  });

  it('gives all 256 bytes back, whichever are the commonest', () => {
    const bytes = Uint8Array.from({ length: 2560 }, (_, i) => (i * i * 7 + i) % 256);
    expect(unpack(pack(bytes))).toEqual(bytes);
    const all = Uint8Array.from({ length: 256 }, (_, i) => 255 - i);
    expect(unpack(pack(all))).toEqual(all);
    expect(unpack(pack(new Uint8Array(0)))).toEqual(new Uint8Array(0));
  });

  it('is text that stands in any string literal as it is', () => {
    const text = pack(Uint8Array.from({ length: 1000 }, (_, i) => i % 256));
    expect(text).toMatch(/^[!#%&(-[\]-_a-~]+$/);
  });
});
