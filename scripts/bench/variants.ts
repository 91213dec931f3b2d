// The builds of the kernels that can be measured. What a browser bundle may hold is here too, so nothing of Node is.

import { Memory } from '../../src/engine/memory.ts';
import { relaxedKernels } from '../../src/engine/relaxed.ts';

export interface Variant {
  /** A memory of its own for each run; undefined where this checkout does not have that build. */
  readonly make: (() => Memory | Promise<Memory>) | undefined;
  /** V8's flag without which Node 20 does not compile it. */
  readonly flag?: string;
}

export const variants = {
  plain: { make: () => new Memory() },
  relaxed: { make: async () => new Memory(await relaxedKernels()), flag: '--experimental-wasm-relaxed-simd' },
} as const satisfies Record<string, Variant>;

export type VariantId = keyof typeof variants;

export const variantIds = Object.keys(variants) as VariantId[];

/** A memory with that build's kernels. @throws Error where this checkout or this engine has none */
export async function memoryOf(id: VariantId): Promise<Memory> {
  const { make }: Variant = variants[id];
  if (!make) throw new Error(`there are no ${id} kernels`);
  return make();
}

/** As results name a build and whether the embedding was folded. */
export function variantName(id: VariantId, fold: boolean): string {
  return fold ? `${id}+fold` : id;
}
