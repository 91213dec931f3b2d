// The client as a page uses it: with a real worker, real timers and the page's own frames.
import { relaxedKernels } from '../engine/relaxed.ts';
import { TrainerClient } from './client.ts';
import type { RunKind, TranslationRun } from './kind.ts';
import type { RunClient, RunEvent } from './runClient.ts';
import { missingSupport } from './support.ts';
import type { WorkerLike } from './workerSeat.ts';

/** A client of the home page's worker, which begins with the first run. What happens goes to the listener, in the page's own turns. */
export function pageClient(listener: (event: RunEvent) => void): RunClient {
  return clientOf<TranslationRun>(
    () => new Worker(new URL('./trainer.worker.ts', import.meta.url), { type: 'module' }),
    listener,
  );
}

/** A client of whatever worker is made for it. */
export function clientOf<K extends RunKind>(
  createWorker: () => WorkerLike<K>,
  listener: (event: RunEvent<K>) => void,
): RunClient<K> {
  return new TrainerClient<K>(
    {
      createWorker,
      missing: missingSupport,
      afterDraw: (task) => requestAnimationFrame(task),
      every: (milliseconds, task) => {
        const timer = setInterval(task, milliseconds);
        return () => clearInterval(timer);
      },
      later: (milliseconds, task) => {
        const timer = setTimeout(task, milliseconds);
        return () => clearTimeout(timer);
      },
      relaxedKernels,
      now: () => performance.now(),
      hidden: () => document.hidden,
    },
    listener,
  );
}
