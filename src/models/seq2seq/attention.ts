// How a recurrent decoder looks back at the source: additive (Bahdanau et al. 2015), dot (Luong et al. 2015), or not at
// all. Each declares its parameters and says where in the decoder it stands.

import { tanh } from '../../engine/ops/activation.ts';
import { add, scale } from '../../engine/ops/arithmetic.ts';
import { attention } from '../../engine/ops/attention.ts';
import { matmul } from '../../engine/ops/linear.ts';
import { concat } from '../../engine/ops/shapes.ts';
import { softmax } from '../../engine/ops/softmax.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { Linear } from '../layers.ts';
import type { Encoded } from '../sequenceToSequence.ts';

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
    this.query = new Linear(parameters, `${name}.Wa`, ['H', hidden], ['A', hidden]);
    this.keys = new Linear(parameters, `${name}.Ua`, ['H', hidden], ['A', hidden]);
    this.score = new Linear(parameters, `${name}.Va`, ['A', hidden], ['1', 1]);
  }

  /** What does not change from step to step: Ua·memory, and −∞ where the source is padding. */
  prepare(tape: Tape, { memory, padding }: Encoded): AdditiveKeys {
    const projected = this.keys.forward(tape, memory, 'keys'); // (B, S, A)
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
    const query = this.query.forward(tape, state, 'query'); // (B, A)
    const everywhere = tape.view(query, 'query', { dims: ['B', '1', 'A'], shape: [batch, 1, width] });
    const energy = tanh(tape, add(tape, projected, everywhere), 'energy'); // (B, S, A)
    const column = this.score.forward(tape, energy, 'score'); // (B, S, 1)
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
    this.combine = new Linear(parameters, `${name}.Wc`, ['2H', 2 * hidden], ['H', hidden]);
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
    const mixed = this.combine.forward(tape, both, 'combined');
    return { output: tanh(tape, mixed, 'attentional'), weights };
  }
}
