import { describe, expect, test } from 'vitest';
import { missingEngineSupport, missingSupport } from '../../src/worker/support.ts';

class Worker {}

describe('support', () => {
  test('nothing is missing in Node, where the engine runs too', () => {
    expect(missingEngineSupport()).toBeNull();
  });

  test('a browser without WebAssembly lacks that', () => {
    expect(missingEngineSupport({})).toBe('webassembly');
    expect(missingSupport({ Worker })).toBe('webassembly');
  });

  test('a browser whose WebAssembly has no SIMD lacks that', () => {
    // Knows only what was there at first: refuses every module that uses the SIMD prefix 0xfd.
    const validate = (bytes: BufferSource) => !new Uint8Array(bytes as ArrayBuffer).includes(0xfd);
    expect(missingEngineSupport({ WebAssembly: { validate } })).toBe('simd');
  });

  test('the module that is tried is valid without its SIMD instructions being the only reason', () => {
    const tried: BufferSource[] = [];
    const validate = (bytes: BufferSource) => tried.push(bytes) > 0 && WebAssembly.validate(bytes);
    expect(missingEngineSupport({ WebAssembly: { validate } })).toBeNull();
    expect(new Uint8Array(tried[0] as ArrayBuffer).slice(0, 4)).toEqual(new Uint8Array([0, 97, 115, 109]));
  });

  test('a page without workers lacks those', () => {
    expect(missingSupport({ WebAssembly })).toBe('worker');
    expect(missingSupport({ WebAssembly, Worker })).toBeNull();
  });
});
