// What an optimiser is: an update of one flat block of parameters from the block of their gradients. What it has to
// remember between updates are blocks of the same length, which lie with the parameters and are saved with them.

import type { Memory } from '../memory.ts';
import type { Parameters } from '../parameters.ts';

export interface Optimiser {
  /** How many state blocks it needs: give this to `Parameters.allocate`. They are zero before the first update. */
  readonly stateBlocks: number;
  /**
   * One update in place; gradients are left as they are.
   * @param update how many updates there have been, this one included: 1 for the first
   * @param learningRate step size of this update
   * @throws when the parameters were allocated with fewer state blocks than it needs; RangeError for a rate that is no number from 0 up
   */
  update(memory: Memory, parameters: Parameters, update: number, learningRate: number): void;
}

/**
 * Addresses of the first `count` state blocks, for an update at this learning rate.
 * @throws when there are fewer; RangeError for a rate that is no number from 0 up
 */
export function stateOf(
  optimiser: string,
  parameters: Parameters,
  count: number,
  learningRate: number,
): readonly number[] {
  requireOption(optimiser, 'learningRate', learningRate);
  const { state } = parameters.blocks;
  if (state.length < count) {
    const blocks = `${count} state block${count === 1 ? '' : 's'}`;
    throw new Error(`${optimiser} needs ${blocks}, but the parameters were allocated with ${state.length}`);
  }
  return state;
}

/** @throws RangeError for a number outside [low, high), naming the optimiser and the option */
export function requireOption(
  optimiser: string,
  option: string,
  value: number,
  low = 0,
  high = Infinity,
): void {
  if (value >= low && value < high) return;
  throw new RangeError(
    `${optimiser}: ${option} must be a number from ${low} to less than ${high}, not ${value}`,
  );
}
