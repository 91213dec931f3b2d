// A linear layer's two parameters, declared and applied together.

import { uniform } from '../engine/init.ts';
import { linear } from '../engine/ops/linear.ts';
import type { Parameters } from '../engine/parameters.ts';
import type { Tape } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';

export interface LinearLayer {
  /** (out, in). */
  readonly weight: Tensor;
  /** (out). */
  readonly bias: Tensor | undefined;
}

/** Declares `<name>.weight` and, unless `bias` is false, `<name>.bias`; both begin in U(±1/√in), as torch.nn.Linear. */
export function declareLinear(
  parameters: Parameters,
  name: string,
  out: number,
  width: number,
  bias = true,
): LinearLayer {
  const start = uniform(1 / Math.sqrt(width));
  return {
    weight: parameters.declare(`${name}.weight`, ['out', 'in'], [out, width], start),
    bias: bias ? parameters.declare(`${name}.bias`, ['out'], [out], start) : undefined,
  };
}

/** x·Wᵀ + b over the last dimension. */
export function applyLinear(tape: Tape, layer: LinearLayer, x: Tensor, name: string): Tensor {
  return linear(tape, x, layer.weight, layer.bias, name);
}
