// How a recurrent decoder looks back at the source: additive (Bahdanau et al. 2015), dot (Luong et al. 2015), or not at
// all. Each declares its parameters and says where in the decoder it stands.

import { uniform } from '../../engine/init.ts';
import { tanh } from '../../engine/ops/activation.ts';
import { add, scale } from '../../engine/ops/arithmetic.ts';
import { attention } from '../../engine/ops/attention.ts';
import { linear, matmul } from '../../engine/ops/linear.ts';
import { concat } from '../../engine/ops/shapes.ts';
import { softmax } from '../../engine/ops/softmax.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Encoded } from '../sequenceToSequence.ts';

/** A linear layer's weight and bias. */
export interface Linear {
  readonly weight: Tensor;
  readonly bias: Tensor;
}

/** Declares `name.weight` (out, in) and `name.bias`, as torch.nn.Linear begins: U(±1/√in). */
export function declareLinear(
  parameters: Parameters,
  name: string,
  out: readonly [string, number],
  fanIn: readonly [string, number],
): Linear {
  const start = uniform(1 / Math.sqrt(fanIn[1]));
  return {
    weight: parameters.declare(`${name}.weight`, [out[0], fanIn[0]], [out[1], fanIn[1]], start),
    bias: parameters.declare(`${name}.bias`, [out[0]], [out[1]], start),
  };
}

/** What a step of attention found. */
export interface Glance {
  /** Σ weights · memory. */
  readonly context: Tensor;
  readonly weights: Tensor;
}

/**
 * Additive attention: the last state asks before the step, and what it finds is input of the step.
 * s = Va·tanh(Wa·h + Ua·memory), w = softmax(s), context = Σ w·memory.
 */
export class AdditiveAttention {
  private readonly query: Linear;
  private readonly keys: Linear;
  private readonly score: Linear;

  constructor(parameters: Parameters, name: string, hidden: number) {
    this.query = declareLinear(parameters, `${name}.Wa`, ['A', hidden], ['H', hidden]);
    this.keys = declareLinear(parameters, `${name}.Ua`, ['A', hidden], ['H', hidden]);
    this.score = declareLinear(parameters, `${name}.Va`, ['1', 1], ['A', hidden]);
  }

  /** What does not change from step to step: Ua·memory, and −∞ where the source is padding. */
  prepare(tape: Tape, { memory, padding }: Encoded): AdditiveKeys {
    const projected = linear(tape, memory, this.keys.weight, this.keys.bias, 'keys'); // (B, S, A)
    const [batch = 0, length = 0] = memory.shape;
    const hidden = tape.memory.i32.subarray(padding.address / 4, padding.address / 4 + padding.size);
    const walls = Float32Array.from(hidden, (isPad) => (isPad ? Number.NEGATIVE_INFINITY : 0));
    return { memory, projected, barrier: tape.constant('barrier', ['B', 'S'], [batch, length], walls) };
  }

  /**
   * @param state (B, H)
   * @returns context (B, H), weights (B, S)
   */
  glance(tape: Tape, { memory, projected, barrier }: AdditiveKeys, state: Tensor): Glance {
    const [batch = 0, length = 0, width = 0] = memory.shape;
    const query = linear(tape, state, this.query.weight, this.query.bias, 'query'); // (B, A)
    const everywhere = tape.view(query, 'query', { dims: ['B', '1', 'A'], shape: [batch, 1, width] });
    const energy = tanh(tape, add(tape, projected, everywhere), 'energy'); // (B, S, A)
    const column = linear(tape, energy, this.score.weight, this.score.bias, 'score'); // (B, S, 1)
    const scores = tape.view(column, 'scores', { dims: ['B', 'S'], shape: [batch, length] });
    const weights = softmax(tape, add(tape, scores, barrier, 'masked'), 'weights'); // (B, S)
    const row = tape.view(weights, 'row', { dims: ['B', '1', 'S'], shape: [batch, 1, length] });
    const context = matmul(tape, row, memory, 'context'); // (B, 1, H)
    return { context: tape.view(context, 'context', { dims: ['B', 'H'], shape: [batch, width] }), weights };
  }
}

export interface AdditiveKeys {
  readonly memory: Tensor;
  readonly projected: Tensor;
  readonly barrier: Tensor;
}

/**
 * Dot attention: the new state asks after the step, and what it finds joins it on the way to the output; nothing of it
 * goes back into the network, so all steps can ask at once. s = memory·h, w = softmax(s), out = tanh(Wc·[context; h]).
 */
export class DotAttention {
  private readonly combine: Linear;

  constructor(parameters: Parameters, name: string, hidden: number) {
    this.combine = declareLinear(parameters, `${name}.Wc`, ['H', hidden], ['2H', 2 * hidden]);
  }

  /**
   * @param states (B, T, H)
   * @returns what the output layer reads (B, T, H), and weights (B, 1, T, S)
   */
  look(tape: Tape, { memory, padding }: Encoded, states: Tensor): { output: Tensor; weights: Tensor } {
    // The op divides by √H, which Luong's score does not.
    const queries = scale(tape, states, Math.sqrt(states.columns), 'queries');
    const { output: context, weights } = attention(tape, queries, memory, memory, { heads: 1, padding });
    const both = concat(tape, [context, states], -1, 'contextAndState'); // (B, T, 2H)
    const mixed = linear(tape, both, this.combine.weight, this.combine.bias, 'combined');
    return { output: tanh(tape, mixed, 'attentional'), weights };
  }
}
