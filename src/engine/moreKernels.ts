// The second module of kernels: instantiated when the first op asks for it, and only in a bundle that has such an op.

import { packed } from './generated/moreKernels.ts';
import { instantiate } from './instantiate.ts';
import type { Memory } from './memory.ts';
import type { MoreKernels } from './moreKernelTypes.ts';

const instances = new WeakMap<Memory, MoreKernels>();

/** The kernels of kernels/more.ts, working on `memory`. */
export function moreKernels(memory: Memory): MoreKernels {
  let kernels = instances.get(memory);
  if (!kernels) {
    // Untyped exports get their types, as in memory.ts; test/engine/memory.test.ts checks that every name is there.
    kernels = instantiate(packed, memory.kernels.memory) as unknown as MoreKernels;
    instances.set(memory, kernels);
  }
  return kernels;
}
