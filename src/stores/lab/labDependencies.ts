// What the lab's store is given from outside, so that a test can give it something simpler.
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { LabRun } from '../../worker/lab/kind.ts';
import type { RunClient, RunEvent } from '../../worker/runClient.ts';
import type { RunStorage } from '../storage.ts';
import type { LabAddress } from './labAddress.ts';

/** A run to begin with. */
export interface Opening {
  readonly config: LabConfig;
  /** Updates to make before it stands. */
  readonly step: number;
}

/** What the store has to know of the figures, which are a layer above it. */
export interface FigureChoices {
  /** Whether the figure can show such a run. */
  fits(figure: string, config: LabConfig): boolean;
  /** The run that a figure, or the page without one, shows at its best. */
  opening(figure: string | null): Opening;
}

export interface LabStoreDependencies {
  /** Makes the client; what happens to its run goes to the listener. */
  client(listener: (event: RunEvent<LabRun>) => void): RunClient<LabRun>;
  readonly storage: RunStorage;
  readonly address: LabAddress;
  readonly figures: FigureChoices;
  /** Runs the task after so many milliseconds, unless the returned function is called before. */
  later(milliseconds: number, task: () => void): () => void;
}
