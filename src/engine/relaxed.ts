// The engine's second build of the same kernels, with relaxed SIMD: `madd` (kernels/lanes.ts) becomes f32x4.relaxed_madd,
// which rounds once where the processor has a fused multiply-add and twice where it has none. Faster, and the last bits
// differ between processors: never for a run that somebody else is to repeat. It is fetched only when it is asked for.
// https://github.com/WebAssembly/relaxed-simd/blob/main/proposals/relaxed-simd/Overview.md

// (module (func (param v128 v128 v128) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2))))
const relaxedModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 123, 123, 123, 1, 123, 3, 2, 1, 0, 10, 13, 1, 11, 0, 32, 0, 32,
  1, 32, 2, 253, 133, 2, 11,
]);

/** What of the global scope matters here; a parameter so that a test can take it away. */
interface Surroundings {
  readonly WebAssembly?: Pick<typeof WebAssembly, 'validate'> | undefined;
}

/** Whether relaxed SIMD compiles here. Node 20 wants the V8 flag --experimental-wasm-relaxed-simd for it. */
export const canRelax = ({ WebAssembly: wasm }: Surroundings = globalThis): boolean =>
  typeof wasm?.validate === 'function' && wasm.validate(relaxedModule);

/**
 * The relaxed build, packed: `new Memory(await relaxedKernels())` computes with it, where `canRelax()`.
 * @throws what the browser throws for a script that it cannot load
 */
export const relaxedKernels = async (): Promise<string> =>
  (await import('./generated/relaxedKernels.ts')).packed;
