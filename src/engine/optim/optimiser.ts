// What an optimiser is: an update of one flat block of parameters from the block of their gradients.

import type { Memory } from '../memory.ts';
import type { Parameters } from '../parameters.ts';

export interface Optimiser {
  /**
   * One update in place.
   * @param update how many updates there have been, this one included: 1 for the first
   * @param learningRate step size of this update
   */
  update(memory: Memory, parameters: Parameters, update: number, learningRate: number): void;
}
