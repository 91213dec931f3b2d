// The engine in a browser's worker, as the app runs it; contestant.ts asks it.

import { repeat } from '../stopwatch.ts';
import { memoryOf } from '../variants.ts';
import { shapes, workloadOf } from '../workloads/shapes.ts';
import { Trainer } from '../workloads/workload.ts';
import type { Answer, Question } from './talk.ts';

const trainers = new Map<string, Trainer>();

async function answer({ shape, variant, fold, seconds }: Question): Promise<Answer> {
  const key = [shape, variant, fold].join();
  const trainer = trainers.get(key) ?? new Trainer(workloadOf(shapes[shape], fold), await memoryOf(variant));
  trainers.set(key, trainer);
  return { round: repeat(() => trainer.step(), seconds) };
}

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  answer(data).then(postMessage, (error: unknown) =>
    postMessage({ failure: String(error) } satisfies Answer),
  );
});
