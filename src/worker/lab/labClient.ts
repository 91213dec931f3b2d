import { clientOf } from '../pageClient.ts';
import type { RunClient, RunEvent } from '../runClient.ts';
import type { LabRun } from './kind.ts';

/** A client of the lab's worker, which begins with the first run. */
export function labClient(listener: (event: RunEvent<LabRun>) => void): RunClient<LabRun> {
  return clientOf<LabRun>(
    () => new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module' }),
    listener,
  );
}
