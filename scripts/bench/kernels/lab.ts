// Where one op runs again and again on the same tensors: a memory, a tape, inputs that stay.

import type { Memory } from '../../../src/engine/memory.ts';
import { Random } from '../../../src/engine/random.ts';
import { sizeOf } from '../../../src/engine/shape.ts';
import { Tape } from '../../../src/engine/tape.ts';
import { Tensor } from '../../../src/engine/tensor.ts';

export class Lab {
  readonly memory: Memory;
  readonly tape: Tape;
  private readonly random = new Random(7, 'lab');

  constructor(memory: Memory) {
    this.memory = memory;
    this.tape = new Tape(memory);
  }

  /** Numbers from N(0, 1) outside the arena; with `learns` they get gradients. */
  numbers(shape: readonly number[], learns = false): Tensor {
    const tensor = this.fixed(shape, { requiresGradient: learns });
    for (let i = 0; i < tensor.size; i++) this.memory.f32[tensor.address / 4 + i] = this.random.normal();
    if (learns) tensor.gradient = this.memory.reserve(tensor.size * 4);
    return tensor;
  }

  /** Ids below `vocabulary`, outside the arena. */
  ids(shape: readonly number[], vocabulary: number): Tensor {
    const tensor = this.fixed(shape, { dtype: 'i32' });
    for (let i = 0; i < tensor.size; i++)
      this.memory.i32[tensor.address / 4 + i] = this.random.below(vocabulary);
    return tensor;
  }

  /** The op from an empty arena. */
  forward(op: (tape: Tape) => Tensor): () => void {
    return () => {
      this.tape.reset();
      op(this.tape);
    };
  }

  /**
   * What the op put on the tape, backwards, from a gradient of ones; its forward pass runs once. The ones are written
   * anew for each run, which is counted: a recurrent op adds to them.
   */
  backward(op: (tape: Tape) => Tensor): () => void {
    const { tape, memory } = this;
    let from = 0;
    let to = 0;
    let mark = 0;
    const pass = () => {
      memory.f32.fill(1, from, to);
      for (let i = tape.entries.length - 1; i >= 0; i--) tape.entries[i]?.backward?.();
    };
    const begin = () => {
      tape.reset();
      const output = op(tape);
      const whole = output.base ?? output;
      from = tape.gradientOf(whole) / 4;
      to = from + whole.size;
      pass(); // now all gradients have their place
      mark = memory.mark();
    };
    return () => {
      if (mark === 0) begin();
      pass();
      memory.release(mark);
    };
  }

  private fixed(
    shape: readonly number[],
    fields: { dtype?: 'f32' | 'i32'; requiresGradient?: boolean },
  ): Tensor {
    const dims = shape.map((_, axis) => `d${axis}`);
    const address = this.memory.reserve(sizeOf(shape) * 4);
    return new Tensor({ name: 'fixed', dims, shape, address, ...fields });
  }
}
