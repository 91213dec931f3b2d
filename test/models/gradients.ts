// Checks a whole model's backward pass against central differences of its loss.

import { expect } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import type { Parameters } from '../../src/engine/parameters.ts';
import { Random } from '../../src/engine/random.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';

/** Half the width of the difference: a loss near 1 is rounded to 1e-7, which costs 1e-5; curvature costs about as much. */
const EPS = 1e-2;
/** Of the largest gradient of the model: ten times what rounding and curvature cost together. */
const TOLERANCE = 2e-3;
/** Elements of each parameter that are measured, spread over all of it. */
const SAMPLES = 5;

/**
 * @param parameters of a model that has no memory yet
 * @param loss makes a scalar on a fresh tape, from inputs made anew
 */
export function checkModelGradients(parameters: Parameters, loss: (tape: Tape) => Tensor, seed = 1): void {
  const memory = new Memory();
  const tape = new Tape(memory);
  parameters.allocate(memory, 0);
  parameters.initialise(seed);
  const random = new Random(seed, 'noise');
  const { parameters: block } = parameters.blocks;
  // Weights as they begin are special (biases 0, norms 1): move all of them a little.
  const values = memory.f32.subarray(block / 4, block / 4 + parameters.size);
  values.forEach((value, i) => {
    values[i] = value + 0.2 * random.normal();
  });
  const run = () => {
    tape.reset();
    return loss(tape);
  };
  parameters.zeroGradients();
  tape.backward(run());
  const gradients = parameters.all.map((tensor) => tape.readGradient(tensor));
  const largest = Math.max(
    ...gradients.map((own) => own.reduce((most, g) => Math.max(most, Math.abs(g)), 0)),
  );
  expect(largest, 'a model whose gradients are all zero checks nothing').toBeGreaterThan(0);
  let worst = { error: 0, at: '' };
  parameters.all.forEach((tensor, index) => {
    const count = Math.min(SAMPLES, tensor.size);
    for (let sample = 0; sample < count; sample++) {
      const element = Math.floor((sample * tensor.size) / count);
      const place = tensor.address / 4 + element;
      const before = memory.f32[place] as number;
      const at = (value: number) => {
        memory.f32[place] = value;
        return { value: memory.f32[place] as number, loss: tape.scalar(run()) };
      };
      const [up, down] = [at(before + EPS), at(before - EPS)];
      memory.f32[place] = before;
      const numeric = (up.loss - down.loss) / (up.value - down.value);
      const analytic = gradients[index]?.[element] as number;
      const error = Math.abs(numeric - analytic);
      if (!(error <= worst.error))
        worst = { error, at: `${tensor.name}[${element}]: ${analytic} but measured ${numeric}` };
    }
  });
  expect(worst.error, worst.at).toBeLessThanOrEqual(TOLERANCE * largest);
}
