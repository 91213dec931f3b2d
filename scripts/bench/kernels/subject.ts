// One kernel at one shape, as --kernels measures it.

import type { Lab } from './lab.ts';

export interface Subject {
  readonly kernel: string;
  /** As it is written in papers: 1024×256×64 for a product of (1024, 64) and (64, 256). */
  readonly shape: string;
  /** Arithmetic of one run; see flops.ts for what counts. undefined where a count would say nothing. */
  readonly operations?: number;
  /** Numbers that one run makes, where time for each of them is what matters. */
  readonly elements?: number;
  /** @param lab with an empty memory, where nothing has been allocated yet */
  prepare(lab: Lab): () => void;
}
