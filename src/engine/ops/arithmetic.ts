// Elementwise arithmetic with broadcasting.

import { broadcastPlan, broadcastShape } from '../shape.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { flowOf, type Operand, pullBack, withScratch } from './broadcast.ts';
import { requireNumbers } from './checks.ts';
import { withPlan } from './strided.ts';

/** The kernels' numbers for the operations of kernels/broadcast.ts. */
const codes = { add: 0, subtract: 1, multiply: 2, divide: 3, maximum: 4, maximumShare: 5 };

type Operation = keyof typeof codes;

/** The names of the dimensions of the longer operand, or of a. */
function commonDims(a: Tensor, b: Tensor): readonly string[] {
  return b.shape.length > a.shape.length ? b.dims : a.dims;
}

/** out = a ∘ b, broadcast to `shape`; operands by address and shape, because they may be scratch. */
function combine(
  tape: Tape,
  operation: Operation,
  shape: readonly number[],
  a: Operand,
  b: Operand,
  out: number,
): void {
  withPlan(tape, broadcastPlan(operation, shape, a.shape, b.shape), (plan) => {
    tape.memory.kernels.broadcast(codes[operation], a.address, b.address, out, plan);
  });
}

/** a ∘ b with NumPy's broadcasting; `pull` does what the derivative says. */
function binary(
  tape: Tape,
  operation: Operation,
  [a, b]: readonly [Tensor, Tensor],
  name: string,
  pull: (y: Tensor) => void,
): Tensor {
  requireNumbers(operation, a, b);
  const shape = broadcastShape(operation, a.shape, b.shape);
  const plan = broadcastPlan(operation, shape, a.shape, b.shape); // before memory is taken: it may throw
  const y = tape.tensor(name, { dims: commonDims(a, b), shape, requiresGradient: tape.wantsGradient(a, b) });
  withPlan(tape, plan, (address) => {
    tape.memory.kernels.broadcast(codes[operation], a.address, b.address, y.address, address);
  });
  tape.record(operation, [a, b], [y], () => pull(y));
  return y;
}

/**
 * a + b with NumPy's broadcasting.
 * @throws ShapeError when the shapes do not broadcast
 */
export function add(tape: Tape, a: Tensor, b: Tensor, name = 'add'): Tensor {
  return binary(tape, 'add', [a, b], name, (y) => {
    pullBack(tape, flowOf(tape, y), a, undefined);
    pullBack(tape, flowOf(tape, y), b, undefined);
  });
}

/**
 * a − b with NumPy's broadcasting.
 * @throws ShapeError when the shapes do not broadcast
 */
export function subtract(tape: Tape, a: Tensor, b: Tensor, name = 'subtract'): Tensor {
  return binary(tape, 'subtract', [a, b], name, (y) => {
    pullBack(tape, flowOf(tape, y), a, undefined);
    if (!tape.gradientOf(b)) return;
    withScratch(tape, y, (negative) => {
      tape.memory.kernels.scale(tape.gradientOf(y), negative.address, y.size, -1);
      pullBack(tape, negative, b, undefined);
    });
  });
}

/**
 * a ⊙ b with NumPy's broadcasting.
 * @throws ShapeError when the shapes do not broadcast
 */
export function multiply(tape: Tape, a: Tensor, b: Tensor, name = 'multiply'): Tensor {
  return binary(tape, 'multiply', [a, b], name, (y) => {
    pullBack(tape, flowOf(tape, y), a, b); // d(ab)/da = b
    pullBack(tape, flowOf(tape, y), b, a);
  });
}

/**
 * a / b, element by element with NumPy's broadcasting.
 * @throws ShapeError when the shapes do not broadcast
 */
export function divide(tape: Tape, a: Tensor, b: Tensor, name = 'divide'): Tensor {
  return binary(tape, 'divide', [a, b], name, (y) => {
    const flow = flowOf(tape, y);
    tape.gradientOf(a);
    tape.gradientOf(b);
    withScratch(tape, y, (share) => {
      combine(tape, 'divide', y.shape, flow, b, share.address);
      pullBack(tape, share, a, undefined); // d(a/b)/da = 1/b
      tape.memory.kernels.scale(share.address, share.address, y.size, -1);
      pullBack(tape, share, b, y); // d(a/b)/db = −(a/b)/b
    });
  });
}

/**
 * The larger of a and b with NumPy's broadcasting; where they are equal each gets half the gradient, as in PyTorch.
 * @throws ShapeError when the shapes do not broadcast
 */
export function maximum(tape: Tape, a: Tensor, b: Tensor, name = 'maximum'): Tensor {
  return binary(tape, 'maximum', [a, b], name, (y) => {
    const flow = flowOf(tape, y);
    for (const [own, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (!tape.gradientOf(own)) continue;
      withScratch(tape, y, (share) => {
        combine(tape, 'maximumShare', y.shape, own, other, share.address);
        pullBack(tape, flow, own, share);
      });
    }
  });
}

/** factor · x. */
export function scale(tape: Tape, x: Tensor, factor: number, name = 'scale'): Tensor {
  requireNumbers('scale', x);
  const y = tape.tensor(name, { dims: x.dims, shape: x.shape, requiresGradient: tape.wantsGradient(x) });
  tape.memory.kernels.scale(x.address, y.address, x.size, factor);
  tape.record('scale', [x], [y], () => {
    const dx = tape.gradientOf(x);
    if (dx) tape.memory.kernels.addScaledInto(tape.gradientOf(y), dx, x.size, factor);
  });
  return y;
}
