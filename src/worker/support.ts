// Whether this browser can train at all. Usable on the page and in the worker, before anything else is loaded.
import type { Missing } from './protocol.ts';

// (module (func (result v128) (i8x16.popcnt (i8x16.splat (i32.const 0))))): the least that uses 128-bit SIMD.
const simdModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
]);

/** What of the global scope matters here; a parameter so that a test can take things away. */
export interface Surroundings {
  readonly WebAssembly?: Pick<typeof WebAssembly, 'validate'> | undefined;
}

/** What WebAssembly lacks here; null when the engine can run. */
export function missingEngineSupport(surroundings: Surroundings = globalThis): 'webassembly' | 'simd' | null {
  const wasm = surroundings.WebAssembly;
  if (typeof wasm !== 'object' || typeof wasm.validate !== 'function') return 'webassembly';
  return wasm.validate(simdModule) ? null : 'simd';
}

/** As `missingEngineSupport`, and whether the page can have workers; null when a run can be tried. */
export function missingSupport(
  surroundings: Surroundings & { readonly Worker?: unknown } = globalThis,
): Missing | null {
  return missingEngineSupport(surroundings) ?? (typeof surroundings.Worker === 'function' ? null : 'worker');
}
