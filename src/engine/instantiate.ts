// A packed WebAssembly module to its exports. Compiling is synchronous, so that a Memory is there when its constructor
// returns; the modules are small enough for it on any thread.

import { unpack } from './unpack.ts';

/** The browser lacks what the engine runs on. */
export class EngineUnsupported extends Error {
  override name = 'EngineUnsupported';
}

const compiled = new Map<string, WebAssembly.Module>();

function compile(packed: string): WebAssembly.Module {
  const before = compiled.get(packed);
  if (before) return before;
  if (typeof WebAssembly === 'undefined') throw new EngineUnsupported('This browser has no WebAssembly.');
  try {
    const module = new WebAssembly.Module(unpack(packed));
    compiled.set(packed, module);
    return module;
  } catch (cause) {
    throw new EngineUnsupported('This browser cannot compile WebAssembly SIMD.', { cause });
  }
}

/**
 * A new instance of a module, compiled once.
 * @param memory that it works on, for a module without one of its own
 * @throws EngineUnsupported without WebAssembly SIMD
 */
export function instantiate(packed: string, memory?: WebAssembly.Memory): WebAssembly.Exports {
  const module = compile(packed); // first: without WebAssembly there is no Instance to speak of
  return new WebAssembly.Instance(module, memory ? { env: { memory } } : {}).exports;
}
