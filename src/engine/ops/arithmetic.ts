// Elementwise arithmetic with broadcasting.

import { broadcastPlan, broadcastShape } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireContiguous } from './checks.ts';

/** Writes a plan where the broadcast kernels can read it, and runs `body` with its address. */
function withPlan(tape: Tape, plan: Int32Array, body: (address: number) => void): void {
  const mark = tape.memory.mark();
  const address = tape.scratch(plan.length * 4);
  tape.memory.i32.set(plan, address / 4);
  body(address);
  tape.memory.release(mark);
}

/** The names of the dimensions of the longer operand, or of a. */
function commonDims(a: Tensor, b: Tensor): readonly string[] {
  return b.shape.length > a.shape.length ? b.dims : a.dims;
}

/**
 * gradient(operand) += flow · other (`other` undefined: flow alone), summed over repeated dimensions.
 */
function pullBack(tape: Tape, op: string, result: Tensor, operand: Tensor, other: Tensor | undefined): void {
  const gradient = tape.gradientOf(operand);
  if (!gradient) return;
  const flow = tape.gradientOf(result);
  const plan = broadcastPlan(op, result.shape, operand.shape, other?.shape ?? []);
  withPlan(tape, plan, (address) => {
    tape.memory.kernels.accumulateBroadcast(flow, other?.address ?? 0, gradient, address);
  });
}

/**
 * a + b with NumPy's broadcasting.
 * @throws ShapeError when the shapes do not broadcast
 */
export function add(tape: Tape, a: Tensor, b: Tensor, name = 'add'): Tensor {
  requireContiguous('add', a, b);
  const shape = broadcastShape('add', a.shape, b.shape);
  const y = tape.tensor(name, { dims: commonDims(a, b), shape, requiresGradient: tape.wantsGradient(a, b) });
  withPlan(tape, broadcastPlan('add', shape, a.shape, b.shape), (plan) => {
    tape.memory.kernels.addBroadcast(a.address, b.address, y.address, plan);
  });
  tape.record('add', [a, b], [y], () => {
    pullBack(tape, 'add', y, a, undefined);
    pullBack(tape, 'add', y, b, undefined);
  });
  return y;
}

/**
 * a ⊙ b with NumPy's broadcasting.
 * @throws ShapeError when the shapes do not broadcast
 */
export function multiply(tape: Tape, a: Tensor, b: Tensor, name = 'multiply'): Tensor {
  requireContiguous('multiply', a, b);
  const shape = broadcastShape('multiply', a.shape, b.shape);
  const y = tape.tensor(name, { dims: commonDims(a, b), shape, requiresGradient: tape.wantsGradient(a, b) });
  withPlan(tape, broadcastPlan('multiply', shape, a.shape, b.shape), (plan) => {
    tape.memory.kernels.multiplyBroadcast(a.address, b.address, y.address, plan);
  });
  tape.record('multiply', [a, b], [y], () => {
    pullBack(tape, 'multiply', y, a, b); // d(ab)/da = b
    pullBack(tape, 'multiply', y, b, a);
  });
  return y;
}

/** factor · x. */
export function scale(tape: Tape, x: Tensor, factor: number, name = 'scale'): Tensor {
  requireContiguous('scale', x);
  const y = tape.tensor(name, { dims: x.dims, shape: x.shape, requiresGradient: tape.wantsGradient(x) });
  tape.memory.kernels.scale(x.address, y.address, x.size, factor);
  tape.record('scale', [x], [y], () => {
    const dx = tape.gradientOf(x);
    if (dx) tape.memory.kernels.addScaledInto(tape.gradientOf(y), dx, x.size, factor);
  });
  return y;
}

/** The sum of all elements, a scalar. */
export function sum(tape: Tape, x: Tensor, name = 'sum'): Tensor {
  requireContiguous('sum', x);
  const y = tape.tensor(name, { dims: [], shape: [], requiresGradient: tape.wantsGradient(x) });
  tape.memory.f32[y.address / 4] = 0;
  const plan = broadcastPlan('sum', x.shape, [], []);
  withPlan(tape, plan, (address) =>
    tape.memory.kernels.accumulateBroadcast(x.address, 0, y.address, address),
  );
  tape.record('sum', [x], [y], () => {
    const dx = tape.gradientOf(x);
    const flow = tape.memory.f32[tape.gradientOf(y) / 4] as number;
    const values = tape.memory.f32;
    for (let i = dx / 4; dx && i < dx / 4 + x.size; i++) values[i] = (values[i] as number) + flow;
  });
  return y;
}
