// Training runs as fixtures describe them: losses before every update, parameters after some.

import type { Optimiser } from '../../src/engine/optim/optimiser.ts';
import type { Parameters } from '../../src/engine/parameters.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import type { Bench } from './bench.ts';
import type { Computed, Values } from './kinds/kind.ts';

/** A model with the loss that a fixture trains it on. */
export interface Trainee {
  readonly parameters: Parameters;
  /** One forward pass on the bench's tape, from inputs made anew. */
  loss(): Tensor;
}

export interface TrainingOptions {
  readonly optimiser: Optimiser;
  readonly learningRate: number;
  /** Clips the gradients in place. @returns their norm before, where it has one */
  readonly clip?: () => number | undefined;
}

/**
 * `config.steps` updates. Loss and gradients are those of the initial parameters; outputs are `losses` (one more than
 * updates), `step<k>.<parameter>` for every k that the fixture asks for, and with clipping `grad_norms` and
 * `clipped.<parameter>` (the first update's gradients).
 */
export function train(bench: Bench, trainee: Trainee, options: TrainingOptions): Computed {
  const { fixture, tape, memory } = bench;
  const { parameters } = trainee;
  const steps = fixture.config.steps as number;
  const outputs: Record<string, Values> = {};
  const wanted = new Set(Object.keys(fixture.outputs).map((name) => /^step(\d+)\./.exec(name)?.[1]));
  const losses: number[] = [];
  const norms: number[] = [];
  let grads: Record<string, Values> = {};
  for (let step = 0; step <= steps; step++) {
    bench.reset();
    const loss = trainee.loss();
    losses.push(tape.scalar(loss));
    if (step === steps) break;
    parameters.zeroGradients();
    tape.backward(loss);
    if (step === 0) grads = bench.gradients(parameters);
    const norm = options.clip?.();
    if (norm !== undefined) norms.push(norm);
    if (options.clip && step === 0)
      for (const [name, values] of Object.entries(bench.gradients(parameters)))
        outputs[`clipped.${name}`] = values;
    options.optimiser.update(memory, parameters, step + 1, options.learningRate);
    if (wanted.has(String(step + 1))) {
      for (const tensor of parameters.all)
        outputs[`step${step + 1}.${tensor.name}`] = { shape: tensor.shape, data: tape.read(tensor) };
    }
  }
  outputs.losses = { shape: [losses.length], data: losses };
  if (norms.length > 0) outputs.grad_norms = { shape: [norms.length], data: norms };
  return { outputs, grads, loss: losses[0] };
}
