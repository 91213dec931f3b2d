// The way back from a broadcast result to an operand: sums over the dimensions along which it was repeated.

import { broadcastPlan } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { withPlan } from './strided.ts';

/** Contiguous float32 numbers: a tensor's, a gradient's, or scratch. */
export type Operand = Pick<Tensor, 'address' | 'shape'>;

/** The gradient of an op's result, as an operand. */
export const flowOf = (tape: Tape, y: Tensor): Operand => ({ address: tape.gradientOf(y), shape: y.shape });

/** gradient(operand) += flow ⊙ other (`other` undefined: flow alone), summed over repeated dimensions. */
export function pullBack(tape: Tape, flow: Operand, operand: Tensor, other: Operand | undefined): void {
  const gradient = tape.gradientOf(operand);
  if (!gradient) return;
  withPlan(tape, broadcastPlan('backward', flow.shape, operand.shape, other?.shape ?? []), (plan) => {
    tape.memory.kernels.accumulateBroadcast(flow.address, other?.address ?? 0, gradient, plan);
  });
}

/** Runs `body` with scratch of y's shape, freed afterwards. Gradients must exist before: they outlive it. */
export function withScratch(tape: Tape, y: Tensor, body: (scratch: Operand) => void): void {
  const mark = tape.memory.mark();
  body({ address: tape.scratch(y.size * 4), shape: y.shape });
  tape.memory.release(mark);
}
