// What the client is given from outside, and what it remembers of the run. Types only.
import type { RunKind, TranslationRun } from './kind.ts';
import type { Missing } from './protocol.ts';
import type { SeatDependencies } from './workerSeat.ts';

export interface ClientDependencies<K extends RunKind = TranslationRun> extends SeatDependencies<K> {
  /** What the browser lacks; null when a worker can be tried. */
  missing(): Missing | null;
  /** Calls back when what has been told so far has been drawn. */
  afterDraw(task: () => void): void;
  later(milliseconds: number, task: () => void): () => void;
  /** The kernels of a relaxed run, packed; asked for when the first one begins. */
  relaxedKernels(): Promise<string>;
  /** Milliseconds from any origin. */
  now(): number;
}

/** A request that `configured` answers. */
export interface Change {
  readonly type: 'setLearningRate' | 'goBack';
  readonly learningRate: number;
}

/** What a run was asked to do, so that a new worker can be asked the same. */
export interface Intent<K extends RunKind> {
  config: K['config'];
  relaxed: boolean;
  snapshot: K['snapshot'] | null;
  seen: number; // the last step the page knows of
  replayTo: number; // where a replay that the page watches is to end; 0: none
  running: boolean;
  watched: K['watched'];
  stepsPerSecond: number | null;
  steps: number; // single ones, asked for while there was nobody to take them
  changes: Change[]; // asked for and not yet confirmed, oldest first
}
