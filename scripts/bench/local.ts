// The engine in this process, as a contestant.

import type { Contestant } from './contest.ts';
import { repeat } from './stopwatch.ts';
import { type ShapeId, shapes, workloadOf } from './workloads/shapes.ts';
import { Trainer } from './workloads/workload.ts';

export function local(shape: ShapeId, fold: boolean): Contestant {
  const trainer = new Trainer(workloadOf(shapes[shape], fold));
  return {
    name: fold ? 'plain+fold' : 'plain',
    run: (seconds) => repeat(() => trainer.step(), seconds),
  };
}
