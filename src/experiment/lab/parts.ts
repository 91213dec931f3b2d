// What an answer to a figure's question is made from: the run as it stands. Answers read it and change nothing.

import type { Tape } from '../../engine/tape.ts';
import type { RecurrentNetwork } from '../../models/recurrentNetwork.ts';
import type { Example, PredictionTask } from '../../tasks/prediction/task.ts';
import type { LabConfig } from './config.ts';

export interface LabParts {
  readonly config: LabConfig;
  /** Updates done. */
  readonly step: number;
  readonly task: PredictionTask;
  readonly network: RecurrentNetwork;
  /** Reset before every answer; its gradients of the parameters are free to be used, and zero. */
  readonly tape: Tape;
  readonly heldOut: readonly Example[];
  /** In block order, as `network.parameters.all`; zeros before the first update. */
  readonly last: {
    /** Of the last update's batch, before clipping. */
    readonly gradient: Float32Array;
    /** What the last update added. */
    readonly update: Float32Array;
  };
}
