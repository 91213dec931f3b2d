// Elementary functions, element by element.

import { moreKernels } from '../moreKernels.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { scale } from './arithmetic.ts';
import { elementary, elementwise } from './elementwise.ts';

/** −x. */
export function negate(tape: Tape, x: Tensor, name = 'negate'): Tensor {
  return scale(tape, x, -1, name);
}

/** |x|; the derivative at 0 is 0, as in PyTorch. */
export function absolute(tape: Tape, x: Tensor, name = 'absolute'): Tensor {
  return elementary(tape, 'absolute', x, name);
}

/** x²; derivative 2x. */
export function square(tape: Tape, x: Tensor, name = 'square'): Tensor {
  return elementary(tape, 'square', x, name);
}

/** √x, NaN below 0; derivative 1/(2√x), infinite at 0. */
export function squareRoot(tape: Tape, x: Tensor, name = 'squareRoot'): Tensor {
  return elementary(tape, 'squareRoot', x, name);
}

/** eˣ; its own derivative. */
export function exp(tape: Tape, x: Tensor, name = 'exp'): Tensor {
  return elementary(tape, 'exp', x, name);
}

/** Natural logarithm, −∞ at 0, NaN below; derivative 1/x. */
export function log(tape: Tape, x: Tensor, name = 'log'): Tensor {
  return elementary(tape, 'log', x, name);
}

/** The error function 2/√π ∫₀ˣ e^(−t²) dt; derivative 2/√π · e^(−x²). */
export function erf(tape: Tape, x: Tensor, name = 'erf'): Tensor {
  return elementary(tape, 'erf', x, name);
}

/** x to a constant power, NaN for a negative x and an exponent that is no integer; derivative exponent · x^(exponent − 1). */
export function pow(tape: Tape, x: Tensor, exponent: number, name = 'pow'): Tensor {
  const kernels = moreKernels(tape.memory);
  return elementwise(
    tape,
    'pow',
    x,
    name,
    (from, out, n) => kernels.pow(from, out, n, exponent),
    (from, _y, dy, dx, n) => kernels.powBackward(from, dy, dx, n, exponent),
  );
}

/**
 * x, but not below `lowest` nor above `highest`; the derivative is 1 from bound to bound, 0 outside.
 * @throws RangeError when the bounds are in the wrong order
 */
export function clamp(tape: Tape, x: Tensor, lowest: number, highest: number, name = 'clamp'): Tensor {
  if (!(lowest <= highest)) throw new RangeError(`clamp: there is nothing between ${lowest} and ${highest}`);
  return elementary(tape, 'clamp', x, name, lowest, highest);
}
