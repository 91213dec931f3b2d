// The relaxed build is an extra: chosen only where it compiles, and nothing of it is in what everybody computes with.
// Node 20 knows relaxed SIMD behind a flag of V8, so that both answers can be had here; later ones have it always.

import v8 from 'node:v8';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packed as plain } from '../../src/engine/generated/kernels.ts';
import { packed as more } from '../../src/engine/generated/moreKernels.ts';
import { EngineUnsupported } from '../../src/engine/instantiate.ts';
import { Memory } from '../../src/engine/memory.ts';
import { canRelax, relaxedKernels } from '../../src/engine/relaxed.ts';
import { unpack } from '../../src/engine/unpack.ts';
import { defaultConfig } from '../../src/experiment/config.ts';
import { Session } from '../../src/experiment/session.ts';
import { transformer } from '../../src/models/transformer/definition.ts';

const relaxed = await relaxedKernels();
const [major = 0, minor = 0] = process.versions.v8.split('.').map(Number);
/** From V8 11.4 on relaxed SIMD is there without being asked for. */
const always = major > 11 || (major === 11 && minor >= 4);

/** Opcodes 0x100 to 0x113 behind the prefix 0xfd, in LEB128: where these bytes are not, no relaxed instruction is. */
function relaxedOpcodes(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i + 2 < bytes.length; i++) {
    const [prefix = 0, low = 0, high = 0] = bytes.subarray(i, i + 3);
    if (prefix === 0xfd && low >= 0x80 && low <= 0x93 && high === 0x02) count++;
  }
  return count;
}

describe('the decision', () => {
  it.each([true, false])('is the answer of the validator: %s', (answer) => {
    const validate = vi.fn((_bytes: BufferSource) => answer);
    expect(canRelax({ WebAssembly: { validate } })).toBe(answer);
    // What it is asked about is a module with one relaxed multiply-add.
    expect(validate).toHaveBeenCalledOnce();
    expect(relaxedOpcodes(validate.mock.calls[0]?.[0] as Uint8Array)).toBe(1);
  });

  it('is no where there is no WebAssembly, or one that cannot validate', () => {
    expect(canRelax({})).toBe(false);
    expect(canRelax({ WebAssembly: {} as typeof WebAssembly })).toBe(false);
  });

  it('is no in Node 20 without a flag, and such a module is refused', () => {
    expect(canRelax()).toBe(always);
    expect(WebAssembly.validate(unpack(relaxed))).toBe(always);
    if (!always) expect(() => new Memory(relaxed)).toThrow(EngineUnsupported);
  });
});

describe('the builds', () => {
  it('have relaxed instructions in the relaxed one alone', () => {
    expect(relaxedOpcodes(unpack(plain))).toBe(0);
    expect(relaxedOpcodes(unpack(more))).toBe(0);
    expect(relaxedOpcodes(unpack(relaxed))).toBeGreaterThan(10);
  });

  it('have no other instructions than those of plain SIMD where relaxed ones are off', () => {
    expect(WebAssembly.validate(unpack(plain))).toBe(true);
    expect(WebAssembly.validate(unpack(more))).toBe(true);
  });
});

describe('where relaxed SIMD is on', () => {
  beforeAll(() => {
    if (!always) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
  });
  afterAll(() => {
    if (!always) v8.setFlagsFromString('--no-experimental-wasm-relaxed-simd');
  });

  it('the decision is yes', () => {
    expect(canRelax()).toBe(true);
  });

  it('the relaxed build has the same kernels, and a Memory has them only when it is given them', () => {
    const [own, given] = [new Memory(), new Memory(relaxed)];
    expect(Object.keys(given.kernels).sort()).toEqual(Object.keys(own.kernels).sort());
    expect(given.kernels.gemm).not.toBe(own.kernels.gemm);
  });

  it('a run learns the same but for rounding', () => {
    const [own, given] = [
      Session.create(defaultConfig, transformer),
      Session.create(defaultConfig, transformer, relaxed),
    ];
    for (let step = 0; step < 20; step++) {
      const [a, b] = [own.step().loss, given.step().loss];
      // 1e-3: rounding errors of 6e-8 grow as training goes on; another formula would differ in the first digits.
      expect(Math.abs(b - a) / a).toBeLessThan(1e-3);
    }
  });

  it('a run taken up from a snapshot goes on with the kernels it is given', () => {
    const run = Session.create(defaultConfig, transformer, relaxed);
    for (let step = 0; step < 3; step++) run.step();
    const again = Session.restore(run.snapshot(), transformer, relaxed);
    run.step();
    again.step();
    // On one machine the choice of a relaxed instruction is always the same one.
    expect(again.fingerprint()).toBe(run.fingerprint());
  });
});
