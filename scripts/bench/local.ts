// The engine in this process, as a contestant.

import type { Contestant } from './contest.ts';
import { repeatInNode } from './stopwatch.ts';
import { memoryOf, type VariantId, variantName } from './variants.ts';
import { type ShapeId, shapes, workloadOf } from './workloads/shapes.ts';
import { Trainer } from './workloads/workload.ts';

export class Local implements Contestant {
  readonly name: string;
  readonly variant: VariantId;
  readonly fold: boolean;
  private readonly trainer: Trainer;

  private constructor(variant: VariantId, fold: boolean, trainer: Trainer) {
    this.name = variantName(variant, fold);
    this.variant = variant;
    this.fold = fold;
    this.trainer = trainer;
  }

  static async create(shape: ShapeId, variant: VariantId, fold: boolean): Promise<Local> {
    const trainer = new Trainer(workloadOf(shapes[shape], fold), await memoryOf(variant));
    return new Local(variant, fold, trainer);
  }

  run(seconds: number) {
    return repeatInNode(() => this.trainer.step(), seconds);
  }

  /** Of the next `count` updates. */
  losses(count: number): number[] {
    return Array.from({ length: count }, () => this.trainer.step());
  }
}

/** The engine without the embedding's fold and with it, in every build that is asked for. */
export function locals(shape: ShapeId, variants: readonly VariantId[]): Promise<Local[]> {
  return Promise.all(
    [false, true].flatMap((fold) => variants.map((variant) => Local.create(shape, variant, fold))),
  );
}
