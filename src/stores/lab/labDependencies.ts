// What the lab's store is given from outside, so that a test can give it something simpler.
import type { LabConfig } from '../../experiment/lab/config.ts';
import type { ConfigProblem } from '../../experiment/problems.ts';
import type { LabRun } from '../../worker/lab/kind.ts';
import type { RunClient, RunEvent } from '../../worker/runClient.ts';
import type { Address } from '../address.ts';
import type { RunStorage } from '../storage.ts';
import type { PinnedPlace } from './labState.ts';

/** All that a link of the lab holds. */
export interface LinkedLab {
  readonly config: LabConfig;
  /** Updates done. */
  readonly step: number;
  readonly figure: string | null;
  readonly text: string | null;
  readonly pinned: PinnedPlace | null;
}

/** A link that was read. */
export interface ReadLab extends LinkedLab {
  readonly problems: readonly ConfigProblem[];
  /** Whether the hash holds a link at all. */
  readonly present: boolean;
}

/** How the lab is written into a URL, and what of a config can be used. */
export interface LabLinks {
  /** Never throws. `openWith`: what a figure is opened with, for a link that says nothing else. */
  read(hash: string, openWith: (figure: string | null) => Opening): ReadLab;
  /** Without '#'. */
  write(lab: LinkedLab): string;
  /** The config that is used, and what was not used as given. */
  clean(config: LabConfig): { readonly config: LabConfig; readonly problems: readonly ConfigProblem[] };
}

/** The run that a figure begins with: see `setting` and `warmUp` in figures/definition.ts. */
export interface Opening {
  readonly config: LabConfig;
  readonly step: number;
}

export interface LabStoreDependencies {
  /** Makes the client; what happens to its run goes to the listener. */
  client(listener: (event: RunEvent<LabRun>) => void): RunClient<LabRun>;
  readonly storage: RunStorage;
  readonly address: Address;
  readonly links: LabLinks;
  /** The run that a figure, or the page without one, begins with. */
  openWith(figure: string | null): Opening;
  /** Runs the task after so many milliseconds, unless the returned function is called before. */
  later(milliseconds: number, task: () => void): () => void;
}
