// Checks a whole model's backward pass: every parameter's gradient against central differences of the loss.

import { expect } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import type { Parameters } from '../../src/engine/parameters.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';

/** Half the width of the difference. Float32 rounding of a loss near 1 costs about 1e-7/EPS, curvature about EPS⁴. */
const EPS = 1e-2;
/** Of the largest gradient: ten times what rounding and curvature cost together. */
const TOLERANCE = 2e-3;

/**
 * @param parameters of a new model, not laid out yet
 * @param loss the forward pass: a scalar
 * @param zero names of parameters whose gradients may all be zero
 */
export function checkModelGradients(
  parameters: Parameters,
  loss: (tape: Tape) => Tensor,
  zero: readonly string[] = [],
): void {
  const memory = new Memory();
  const tape = new Tape(memory);
  parameters.allocate(memory);
  parameters.initialise(3);
  const measure = () => {
    tape.reset();
    return tape.scalar(loss(tape));
  };
  tape.reset();
  parameters.zeroGradients();
  tape.backward(loss(tape));
  const analytic = parameters.all.map((tensor) => tape.readGradient(tensor));
  let largest = 0;
  let worst = { error: 0, at: '' };
  parameters.all.forEach((tensor, index) => {
    const gradients = analytic[index] as Float32Array;
    const place = tensor.address / 4;
    if (!zero.includes(tensor.name))
      expect(
        gradients.some((value) => value !== 0),
        `${tensor.name} gets no gradient`,
      ).toBe(true);
    gradients.forEach((gradient, i) => {
      const before = memory.f32[place + i] as number;
      const at = (offset: number) => {
        memory.f32[place + i] = before + offset;
        return { value: memory.f32[place + i] as number, loss: measure() };
      };
      const slope = (half: number) => {
        const [up, down] = [at(half), at(-half)];
        return (up.loss - down.loss) / (up.value - down.value);
      };
      const numeric = (4 * slope(EPS / 2) - slope(EPS)) / 3; // Richardson: the error in EPS² cancels
      memory.f32[place + i] = before;
      const error = Math.abs(numeric - gradient);
      largest = Math.max(largest, Math.abs(numeric));
      if (!(error <= worst.error))
        worst = { error, at: `${tensor.name}[${i}]: ${gradient} but measured ${numeric}` };
    });
  });
  expect(worst.error, worst.at).toBeLessThanOrEqual(TOLERANCE * Math.max(0.05, largest));
}
