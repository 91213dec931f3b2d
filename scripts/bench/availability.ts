// Whether a build of the kernels runs in this Node.

import { setFlagsFromString } from 'node:v8';
import { Refused } from './options.ts';
import { memoryOf, type Variant, type VariantId, variants } from './variants.ts';

/** Makes Node ready for them. @throws Refused when a build is missing here, or this Node cannot run it */
export async function requireVariants(ids: readonly VariantId[]): Promise<void> {
  for (const id of ids) await requireVariant(id);
}

async function requireVariant(id: VariantId): Promise<void> {
  const { make, flag }: Variant = variants[id];
  if (!make) throw new Refused(`--variant ${id}: this checkout has no ${id} build of the kernels`);
  // Modules are compiled after this line, so the flag need not be on node's own command line; where V8 no longer
  // knows it, because it is always on, nothing happens.
  if (flag) setFlagsFromString(flag);
  try {
    await memoryOf(id);
  } catch (cause) {
    throw new Refused(`--variant ${id}: Node ${process.versions.node} does not compile it (${cause})`);
  }
}

/** For short measurements: WebAssembly is compiled well from the start, and not only when V8 sees that it is worth it. */
export function compileWell(): void {
  setFlagsFromString('--no-liftoff');
}
