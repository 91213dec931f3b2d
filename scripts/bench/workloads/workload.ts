// What a benchmark trains: a model, its loss on a batch, and the update that the app makes of them.

import { Memory } from '../../../src/engine/memory.ts';
import { adam } from '../../../src/engine/optim/adam.ts';
import type { Parameters } from '../../../src/engine/parameters.ts';
import { Random } from '../../../src/engine/random.ts';
import { Tape } from '../../../src/engine/tape.ts';
import type { Tensor } from '../../../src/engine/tensor.ts';
import type { Ids } from '../../../src/models/sequenceToSequence.ts';

export const LEARNING_RATE = 1e-3;
const SEED = 7;

/** A model without memory yet, and its mean loss on the batch of an update. */
export interface Workload {
  readonly parameters: Parameters;
  /** @param update counts from 0 */
  loss(tape: Tape, update: number): Tensor;
}

/** Trains a workload: forward, loss read back, backward, Adam with PyTorch's defaults and a rate of 1e-3. */
export class Trainer {
  readonly memory: Memory;
  readonly tape: Tape;
  readonly workload: Workload;
  private readonly optimiser = adam();
  private updates = 0;

  /** @param memory to work on, for engines other than the one that the app trains with */
  constructor(workload: Workload, memory = new Memory()) {
    this.workload = workload;
    this.memory = memory;
    this.tape = new Tape(memory);
    workload.parameters.allocate(memory, this.optimiser.stateBlocks);
    workload.parameters.initialise(SEED);
  }

  /** Updates done. */
  get count(): number {
    return this.updates;
  }

  /** One update. @returns the loss before it */
  step(): number {
    const { tape, memory } = this;
    const { parameters } = this.workload;
    tape.reset();
    parameters.zeroGradients();
    const loss = this.workload.loss(tape, this.updates);
    const value = tape.scalar(loss);
    tape.backward(loss);
    this.updates += 1;
    this.optimiser.update(memory, parameters, this.updates, LEARNING_RATE);
    return value;
  }
}

/** Random tokens from 1 to vocabulary − 1: no padding. */
export function randomIds(random: Random, batch: number, length: number, vocabulary: number): Ids {
  const values = Int32Array.from({ length: batch * length }, () => 1 + random.below(vocabulary - 1));
  return { values, batch, length };
}

/** So many batches, so that a fast engine cannot learn the one it has by heart and end at gradients of zero. */
export const BATCHES = 32;

/** Batches of a stream of their own, the same for every engine. */
export function batchesOf<Batch>(stream: string, make: (random: Random) => Batch, count = BATCHES): Batch[] {
  return Array.from({ length: count }, (_, index) => make(new Random(SEED, `${stream} ${index}`)));
}

/** The element of update `update` when a list is gone through again and again. */
export function cyclic<Item>(items: readonly Item[], update: number): Item {
  return items[update % items.length] as Item;
}
