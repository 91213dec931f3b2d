// Activation functions, element by element.

import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { elementary, elementwise } from './elementwise.ts';

/** max(x, 0); the derivative at 0 is 0. */
export function relu(tape: Tape, x: Tensor, name = 'relu'): Tensor {
  const { kernels } = tape.memory;
  return elementwise(
    tape,
    'relu',
    x,
    name,
    kernels.relu,
    (_x, y, dy, dx, n, fresh) => kernels.reluBackward(y, dy, dx, n, fresh),
    true,
  );
}

/** tanh x; derivative 1 − y². */
export function tanh(tape: Tape, x: Tensor, name = 'tanh'): Tensor {
  const { kernels } = tape.memory;
  return elementwise(tape, 'tanh', x, name, kernels.tanh, (_x, y, dy, dx, n) =>
    kernels.tanhBackward(y, dy, dx, n),
  );
}

/** 1/(1 + e^−x); derivative y(1 − y). */
export function sigmoid(tape: Tape, x: Tensor, name = 'sigmoid'): Tensor {
  const { kernels } = tape.memory;
  return elementwise(tape, 'sigmoid', x, name, kernels.sigmoid, (_x, y, dy, dx, n) =>
    kernels.sigmoidBackward(y, dy, dx, n),
  );
}

/** x where x > 0, slope · x elsewhere; the derivative at 0 is the slope, as in PyTorch. */
export function leakyRelu(tape: Tape, x: Tensor, slope = 0.01, name = 'leakyRelu'): Tensor {
  return elementary(tape, 'leakyRelu', x, name, slope);
}

/** log(1 + eˣ), a smooth relu; derivative σ(x). */
export function softplus(tape: Tape, x: Tensor, name = 'softplus'): Tensor {
  return elementary(tape, 'softplus', x, name);
}

/** x·σ(x) (Elfwing et al. 2017); derivative σ(x)·(1 + x·(1 − σ(x))). */
export function silu(tape: Tape, x: Tensor, name = 'silu'): Tensor {
  return elementary(tape, 'silu', x, name);
}

/**
 * x·Φ(x), Φ the normal distribution function (Hendrycks & Gimpel 2016); derivative Φ(x) + x·φ(x).
 * @param approximate 'tanh': ½x·(1 + tanh(√(2/π)·(x + 0.044715x³))), as GPT-2 has it. Default 'none': exact.
 */
export function gelu(tape: Tape, x: Tensor, approximate: 'none' | 'tanh' = 'none', name = 'gelu'): Tensor {
  return elementary(tape, approximate === 'tanh' ? 'geluTanh' : 'gelu', x, name);
}
