// A workbench for kinds: memory, tape and parameters filled from a fixture, and its loss and gradients read back.

import { zeros } from '../../src/engine/init.ts';
import { Memory } from '../../src/engine/memory.ts';
import { add, multiply } from '../../src/engine/ops/arithmetic.ts';
import { sum } from '../../src/engine/ops/reduction.ts';
import { Parameters } from '../../src/engine/parameters.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import type { Ids } from '../../src/models/sequenceToSequence.ts';
import type { Fixture, FixtureTensor } from './fixture.ts';
import type { Computed, Values } from './kinds/kind.ts';

/** As many state blocks as the most demanding optimiser wants (Adam with amsgrad, RMSprop centered with momentum). */
const MOST_STATE_BLOCKS = 3;

export class Bench {
  readonly fixture: Fixture;
  readonly memory = new Memory();
  readonly tape = new Tape(this.memory);
  private readonly made = new Map<string, Tensor>();

  constructor(fixture: Fixture) {
    this.fixture = fixture;
  }

  /**
   * Lays out a model's parameters and fills them with the fixture's. Call it before making any tensor.
   * @param buffers names in the fixture's params that are no parameters (`running_mean` …)
   * @throws when the model's names or shapes are not exactly the fixture's
   */
  load(parameters: Parameters, buffers: readonly string[] = []): void {
    parameters.allocate(this.memory, MOST_STATE_BLOCKS);
    const wanted = Object.entries(this.fixture.params).filter(([name]) => !buffers.includes(name));
    parameters.loadStateDict(
      new Map(wanted.map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }])),
    );
  }

  /** The fixture's params as parameters of no model, loaded: for ops and cells that take plain tensors. */
  parameters(buffers: readonly string[] = []): Parameters {
    const parameters = new Parameters();
    for (const [name, { shape }] of Object.entries(this.fixture.params)) {
      if (!buffers.includes(name)) parameters.declare(name, letters(shape), shape, zeros);
    }
    this.load(parameters, buffers);
    return parameters;
  }

  has(name: string): boolean {
    return name in this.fixture.inputs;
  }

  /**
   * An input as a tensor; ids and masks become int32. It wants a gradient where the fixture has one, and asked for
   * again it is the same tensor.
   * @param dims names of its dimensions; default d0, d1 …
   */
  input(name: string, dims?: readonly string[]): Tensor {
    const before = this.made.get(name);
    if (before) return before;
    const { shape, dtype, data } = this.given(name);
    const tensor = this.tape.constant(name, dims ?? letters(shape), shape, data, {
      dtype: dtype === 'i64' || dtype === 'bool' ? 'i32' : 'f32',
      requiresGradient: `input:${name}` in this.fixture.grads,
    });
    this.made.set(name, tensor);
    return tensor;
  }

  /** The same for an input that a fixture may not have. */
  optional(name: string): Tensor | undefined {
    return this.has(name) ? this.input(name) : undefined;
  }

  /** An input's numbers as they stand in the file. @throws when there is none of that name */
  given(name: string): FixtureTensor {
    const tensor = this.fixture.inputs[name];
    if (!tensor) throw new Error(`the fixture has no input ${name}`);
    return tensor;
  }

  /** Token ids of shape (B, T), as models take them. */
  ids(name: string): Ids {
    const { shape, data } = this.given(name);
    return { values: Int32Array.from(data), batch: shape[0] as number, length: shape[1] as number };
  }

  /** Forgets activations and inputs, for another forward pass. Parameters stay. */
  reset(): void {
    this.tape.reset();
    this.made.clear();
  }

  /** Σ over `config.loss_terms` of Σ output ⊙ R.output. */
  cotangentLoss(outputs: Readonly<Record<string, Tensor>>): Tensor {
    const { tape } = this;
    const terms = (this.fixture.config.loss_terms as readonly string[]).map((name) => {
      const output = outputs[name];
      if (!output) throw new Error(`loss_terms names the output ${name}, which was not computed`);
      return sum(tape, multiply(tape, output, this.input(`R.${name}`)), {}, `loss.${name}`);
    });
    return terms.reduce((total, term) => add(tape, total, term, 'loss'));
  }

  /** Runs backward from the loss and reads everything: outputs, all parameters' gradients, all inputs' gradients. */
  finish(
    outputs: Readonly<Record<string, Tensor | Values>>,
    loss: Tensor,
    parameters?: Parameters,
  ): Computed {
    parameters?.zeroGradients();
    if (loss.requiresGradient) this.tape.backward(loss);
    return {
      outputs: this.read(outputs),
      grads: this.gradients(parameters),
      loss: this.tape.scalar(loss),
    };
  }

  /** Copies of tensors' numbers; plain values pass through. */
  read(tensors: Readonly<Record<string, Tensor | Values>>): Record<string, Values> {
    return Object.fromEntries(
      Object.entries(tensors).map(([name, tensor]) => [
        name,
        'data' in tensor ? tensor : { shape: tensor.shape, data: this.tape.read(tensor) },
      ]),
    );
  }

  /** Gradients as they are now, under the fixture's names. */
  gradients(parameters?: Parameters): Record<string, Values> {
    const named: [string, Tensor][] = (parameters?.all ?? []).map((tensor) => [tensor.name, tensor]);
    for (const [name, tensor] of this.made) {
      if (tensor.requiresGradient) named.push([`input:${name}`, tensor]);
    }
    return Object.fromEntries(
      named.map(([name, tensor]) => [name, { shape: tensor.shape, data: this.tape.readGradient(tensor) }]),
    );
  }
}

function letters(shape: readonly number[]): string[] {
  return shape.map((_, axis) => `d${axis}`);
}
