// The engine in this process, as a contestant.

import type { Contestant } from './contest.ts';
import { repeatInNode } from './stopwatch.ts';
import { memoryOf, type VariantId, variantName } from './variants.ts';
import { canFold, type ShapeId, shapes, workloadOf } from './workloads/shapes.ts';
import { Trainer } from './workloads/workload.ts';

export class Local implements Contestant {
  readonly name: string;
  private readonly trainer: Trainer;

  private constructor(name: string, trainer: Trainer) {
    this.name = name;
    this.trainer = trainer;
  }

  static async create(shape: ShapeId, variant: VariantId, fold: boolean): Promise<Local> {
    const trainer = new Trainer(workloadOf(shapes[shape], fold), await memoryOf(variant));
    return new Local(variantName(variant, fold), trainer);
  }

  run(seconds: number) {
    return repeatInNode(() => this.trainer.step(), seconds);
  }

  /** Of the next `count` updates. */
  losses(count: number): number[] {
    return Array.from({ length: count }, () => this.trainer.step());
  }
}

/** The engine without fold and, where the shape has one, with it. */
export function locals(shape: ShapeId, variant: VariantId): Promise<Local[]> {
  const folds = canFold(shapes[shape]) ? [false, true] : [false];
  return Promise.all(folds.map((fold) => Local.create(shape, variant, fold)));
}
