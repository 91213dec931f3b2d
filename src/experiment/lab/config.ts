// What describes a lab run completely: the same config gives the same numbers, bit for bit, wherever it is run. Its
// ranges are in settings.ts, its URL form in link.ts.

import type { CellId } from '../../models/cells/registry.ts';
import type { PredictionTaskId } from '../../tasks/prediction/registry.ts';

/** How the recurrent weights begin. `spectral`: random, then scaled to `spectralRadius`. `identity`: with zero biases (IRNN). */
export type Initialisation = 'uniform' | 'orthogonal' | 'identity' | 'spectral';

export type OptimiserId = 'sgd' | 'momentum' | 'nesterov' | 'rmsprop' | 'adagrad' | 'adam' | 'adamw';

/** A learning rate set live: the rate of update `step` (counted from 0) and of those after it. */
export interface LabChange {
  readonly step: number;
  readonly learningRate: number;
}

export interface LabConfig {
  readonly version: 1;
  readonly task: PredictionTaskId;
  /** Unsigned 32-bit integer: initial weights, order of examples, split. */
  readonly seed: number;
  readonly cell: CellId;
  /** Numbers in each hidden state, H. */
  readonly hiddenSize: number;
  readonly layers: number;
  readonly bidirectional: boolean;
  /** Numbers in each token's vector, where the task reads tokens. */
  readonly embeddingSize: number;
  /** Steps of a sequence, where the task lets one choose. */
  readonly length: number;
  readonly initialisation: Initialisation;
  /** Largest modulus of an eigenvalue of W_hh at the start; used with `spectral` only. */
  readonly spectralRadius: number;
  readonly optimiser: OptimiserId;
  readonly learningRate: number;
  /** All gradients together are scaled to this norm at most; 0: no clipping. */
  readonly clipNorm: number;
  /** Truncated backpropagation through time: gradients go back this many steps at most; 0: all the way. */
  readonly truncation: number;
  readonly batchSize: number;
  readonly changes: readonly LabChange[];
}
