// Activation functions, element by element.

import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { requireNumbers } from './checks.ts';
import { elementwise } from './elementwise.ts';

/** max(x, 0); the derivative at 0 is 0. */
export function relu(tape: Tape, x: Tensor, name = 'relu'): Tensor {
  requireNumbers('relu', x);
  const y = tape.tensor(name, { dims: x.dims, shape: x.shape, requiresGradient: tape.wantsGradient(x) });
  tape.memory.kernels.relu(x.address, y.address, x.size);
  tape.record('relu', [x], [y], () => {
    const dx = tape.gradientOf(x);
    if (dx) tape.memory.kernels.reluBackward(y.address, tape.gradientOf(y), dx, x.size);
  });
  return y;
}

/** tanh x; derivative 1 − y². */
export function tanh(tape: Tape, x: Tensor, name = 'tanh'): Tensor {
  const { kernels } = tape.memory;
  return elementwise(tape, 'tanh', x, name, kernels.tanh, kernels.tanhBackward);
}

/** 1/(1 + e^−x); derivative y(1 − y). */
export function sigmoid(tape: Tape, x: Tensor, name = 'sigmoid'): Tensor {
  const { kernels } = tape.memory;
  return elementwise(tape, 'sigmoid', x, name, kernels.sigmoid, kernels.sigmoidBackward);
}

/** x where x > 0, slope · x elsewhere; the derivative at 0 is the slope, as in PyTorch. */
export function leakyRelu(tape: Tape, x: Tensor, slope = 0.01, name = 'leakyRelu'): Tensor {
  const { kernels } = tape.memory;
  return elementwise(
    tape,
    'leakyRelu',
    x,
    name,
    (from, out, n) => kernels.leakyRelu(from, out, n, slope),
    (from, y, dy, dx, n) => kernels.leakyReluBackward(from, y, dy, dx, n, slope),
  );
}

/** log(1 + eˣ), a smooth relu; derivative σ(x). */
export function softplus(tape: Tape, x: Tensor, name = 'softplus'): Tensor {
  const { kernels } = tape.memory;
  return elementwise(tape, 'softplus', x, name, kernels.softplus, kernels.softplusBackward);
}

/** x·σ(x) (Elfwing et al. 2017); derivative σ(x)·(1 + x·(1 − σ(x))). */
export function silu(tape: Tape, x: Tensor, name = 'silu'): Tensor {
  const { kernels } = tape.memory;
  return elementwise(tape, 'silu', x, name, kernels.silu, kernels.siluBackward);
}

/**
 * x·Φ(x), Φ the normal distribution function (Hendrycks & Gimpel 2016); derivative Φ(x) + x·φ(x).
 * @param approximate 'tanh': ½x·(1 + tanh(√(2/π)·(x + 0.044715x³))), as GPT-2 has it. Default 'none': exact.
 */
export function gelu(tape: Tape, x: Tensor, approximate: 'none' | 'tanh' = 'none', name = 'gelu'): Tensor {
  const { kernels } = tape.memory;
  return approximate === 'tanh'
    ? elementwise(tape, 'gelu', x, name, kernels.geluTanh, kernels.geluTanhBackward)
    : elementwise(tape, 'gelu', x, name, kernels.gelu, kernels.geluBackward);
}
