// What the run store is given from outside, so that a test can give it something simpler.
import type { RunClient, RunEvent } from '../worker/runClient.ts';
import type { Address } from './address.ts';
import type { RunStorage } from './storage.ts';

export interface RunStoreDependencies {
  /** Makes the client; what happens to its run goes to the listener. */
  client(listener: (event: RunEvent) => void): RunClient;
  readonly storage: RunStorage;
  readonly address: Address;
  /** Whether the browser can compute with relaxed SIMD. */
  readonly canRelax: boolean;
  /** Runs the task after so many milliseconds, unless the returned function is called before. */
  later(milliseconds: number, task: () => void): () => void;
}
