// The kernels once more with the names of their functions, which a profile needs: the same instructions byte for byte, and
// a section behind them that the app's modules do without.

import { join } from 'node:path';
import { packed } from '../../../src/engine/generated/kernels.ts';
import { relaxedKernels } from '../../../src/engine/relaxed.ts';
import { unpack } from '../../../src/engine/unpack.ts';
import { kernelsFolder, packedKernels, relaxedFlags } from '../../build-wasm.mjs';
import type { VariantId } from '../variants.ts';

const builds: Readonly<Record<VariantId, { flags: string[]; own: () => Promise<string> }>> = {
  plain: { flags: [], own: () => Promise.resolve(packed) },
  relaxed: { flags: relaxedFlags, own: relaxedKernels },
};

/** Packed, for `new Memory`. @throws Error when they do not compile, or are not what the app has */
export async function namedKernels(variant: VariantId): Promise<string> {
  const { flags, own } = builds[variant];
  const named = await packedKernels(join(kernelsFolder, 'index.ts'), [...flags, '--debug']);
  const bytes = unpack(named);
  if (unpack(await own()).some((byte, index) => byte !== bytes[index]))
    throw new Error(`with names the ${variant} kernels compile to other instructions`);
  return named;
}
