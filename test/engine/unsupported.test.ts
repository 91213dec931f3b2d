// A browser that lacks what the engine runs on is told apart from every other trouble.

import { afterEach, expect, it, vi } from 'vitest';

/** The modules anew, so that nothing compiled before is remembered. */
async function fresh() {
  vi.resetModules();
  const { EngineUnsupported } = await import('../../src/engine/instantiate.ts');
  const { Memory } = await import('../../src/engine/memory.ts');
  return { EngineUnsupported, Memory };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('says so where there is no WebAssembly', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  const { EngineUnsupported, Memory } = await fresh();
  expect(() => new Memory()).toThrow(EngineUnsupported);
  expect(() => new Memory()).toThrow('no WebAssembly');
});

it('says so where SIMD does not compile', async () => {
  class Module {
    constructor() {
      throw new SyntaxError('invalid opcode');
    }
  }
  vi.stubGlobal('WebAssembly', { ...WebAssembly, Module });
  const { EngineUnsupported, Memory } = await fresh();
  expect(() => new Memory()).toThrow(EngineUnsupported);
  expect(() => new Memory()).toThrow('cannot compile WebAssembly SIMD');
});
