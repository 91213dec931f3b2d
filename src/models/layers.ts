// The layers that models are put together from: parameters under PyTorch's names, and the op that reads them.

import { type Initialiser, ones, uniform, zeros } from '../engine/init.ts';
import { linear } from '../engine/ops/linear.ts';
import { layerNorm } from '../engine/ops/normalise.ts';
import type { Parameters } from '../engine/parameters.ts';
import type { Tape } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';

/** A dimension's letter and size. */
export type Dimension = readonly [letter: string, size: number];

/** Name of a module's part as in a state_dict; the parts of a module without a name stand alone. */
export function partOf(module: string, part: string): string {
  return module ? `${module}.${part}` : part;
}

export interface LinearOptions {
  /** Default true. */
  readonly bias?: boolean | undefined;
  /** How the weight begins. Default U(±1/√in), as the bias always does unless `biasStart` is given. */
  readonly start?: Initialiser;
  readonly biasStart?: Initialiser;
}

/** torch.nn.Linear: x·Wᵀ + b. */
export class Linear {
  private readonly weight: Tensor;
  private readonly bias: Tensor | undefined;

  constructor(
    parameters: Parameters,
    name: string,
    input: Dimension,
    output: Dimension,
    options: LinearOptions = {},
  ) {
    const usual = uniform(1 / Math.sqrt(input[1]));
    const { bias = true, start = usual, biasStart = usual } = options;
    this.weight = parameters.declare(`${name}.weight`, [output[0], input[0]], [output[1], input[1]], start);
    if (bias) this.bias = parameters.declare(`${name}.bias`, [output[0]], [output[1]], biasStart);
  }

  /** @param x (…, in). @returns (…, out) */
  forward(tape: Tape, x: Tensor, name: string): Tensor {
    return linear(tape, x, this.weight, this.bias, name);
  }
}

/** torch.nn.LayerNorm over the last dimension. */
export class LayerNorm {
  private readonly name: string;
  private readonly eps: number;
  private readonly weight: Tensor;
  private readonly bias: Tensor;

  constructor(parameters: Parameters, name: string, width: number, eps = 1e-5) {
    this.name = name;
    this.eps = eps;
    this.weight = parameters.declare(`${name}.weight`, ['D'], [width], ones);
    this.bias = parameters.declare(`${name}.bias`, ['D'], [width], zeros);
  }

  /** LayerNorm(x), or LayerNorm(x + residual) in one go. */
  forward(tape: Tape, x: Tensor, residual?: Tensor): Tensor {
    return layerNorm(tape, x, residual, this.weight, this.bias, this.eps, this.name);
  }
}
