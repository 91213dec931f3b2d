// Which examples update number k learns from: a function of the seed and k alone, so that a run can be taken up
// again at any step without saving the state of a generator.

import { Random } from '../engine/random.ts';

export class Batches {
  private readonly count: number;
  private readonly size: number;
  private readonly seed: number;
  private epoch = -1;
  private order: number[] = [];

  /** @param count how many examples there are; @param size how many a batch takes */
  constructor(count: number, size: number, seed: number) {
    this.count = count;
    this.size = size;
    this.seed = seed;
  }

  /** Indices of the examples of update `step` (from 0). Every epoch visits every example once, in an order of its own. */
  at(step: number): number[] {
    return Array.from({ length: this.size }, (_, i) => this.draw(step * this.size + i));
  }

  private draw(position: number): number {
    const epoch = Math.floor(position / this.count);
    if (epoch !== this.epoch) {
      this.order = new Random(this.seed, `epoch ${epoch}`).shuffle(
        Array.from({ length: this.count }, (_, i) => i),
      );
      this.epoch = epoch;
    }
    return this.order[position % this.count] as number;
  }
}
