// What all functions of one tensor, element by element, have in common.

import { moreKernels } from '../moreKernels.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireNumbers } from './checks.ts';

/**
 * A kernel that writes f(x) to `out`, and one that adds dy · f′ to dx, given x and y = f(x). The second may be told that
 * dx is `fresh`: then it writes all of it.
 */
type Forward = (x: number, out: number, n: number) => void;
type Backward = (x: number, y: number, dy: number, dx: number, n: number, fresh: 0 | 1) => void;

/** y = f(x), of x's shape. @throws TypeError for ids, an Error for a view of some columns */
export function elementwise(
  tape: Tape,
  op: string,
  x: Tensor,
  name: string,
  forward: Forward,
  backward: Backward,
  knowsFresh = false,
): Tensor {
  requireNumbers(op, x);
  const y = tape.tensor(name, { dims: x.dims, shape: x.shape, requiresGradient: tape.wantsGradient(x) });
  forward(x.address, y.address, x.size);
  tape.record(op, [x], [y], () => {
    const fresh = knowsFresh ? tape.freshGradientOf(x) : 0;
    const dx = fresh || tape.gradientOf(x);
    if (dx) backward(x.address, y.address, tape.gradientOf(y), dx, x.size, fresh ? 1 : 0);
  });
  return y;
}

/** The kernels' numbers for the functions of kernels/functions.ts. */
const codes = {
  absolute: 0,
  square: 1,
  squareRoot: 2,
  exp: 3,
  log: 4,
  clamp: 5,
  leakyRelu: 6,
  softplus: 7,
  silu: 8,
  gelu: 9,
  geluTanh: 10,
  erf: 11,
};

/** y = f(x) for one of these functions, with constants a and b. @throws as elementwise */
export function elementary(
  tape: Tape,
  op: keyof typeof codes,
  x: Tensor,
  name: string,
  a = 0,
  b = 0,
): Tensor {
  const kernels = moreKernels(tape.memory);
  const code = codes[op];
  return elementwise(
    tape,
    op,
    x,
    name,
    (from, out, n) => kernels.elementary(code, from, out, n, a, b),
    (from, y, dy, dx, n) => kernels.elementaryBackward(code, from, y, dy, dx, n, a, b),
  );
}
