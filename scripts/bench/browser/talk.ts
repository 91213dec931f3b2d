// What the benchmark and its worker in the browser say to each other.

import type { Round } from '../stopwatch.ts';
import type { VariantId } from '../variants.ts';
import type { ShapeId } from '../workloads/shapes.ts';

/** Train this for so long; asked again, go on with it. */
export interface Question {
  readonly shape: ShapeId;
  readonly variant: VariantId;
  readonly fold: boolean;
  readonly seconds: number;
}

export type Answer = { readonly round: Round } | { readonly failure: string };
