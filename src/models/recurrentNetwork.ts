// A recurrent network with a linear layer on top: predicts at every step (regression, language model), or says one thing
// about a whole sequence (classifier). Tokens are embedded first; numbers are read as they are.

import { normal } from '../engine/init.ts';
import { multiply } from '../engine/ops/arithmetic.ts';
import { embedding } from '../engine/ops/embedding.ts';
import { sum } from '../engine/ops/reduction.ts';
import { concat, select } from '../engine/ops/shapes.ts';
import { Parameters } from '../engine/parameters.ts';
import type { Tape } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { SteppedOptions } from './cells/cell.ts';
import { Linear } from './layers.ts';
import { Recurrent, type RecurrentOptions, type Unrolled } from './recurrent.ts';
import type { Ids } from './sequenceToSequence.ts';
import { embedded, timeFirst } from './tokens.ts';
import { truncated } from './truncated.ts';

/** What the linear layer reads: every step's output, their mean, or the last layer's final state. */
export type Reading = 'everyStep' | 'mean' | 'final';

export interface RecurrentNetworkOptions extends RecurrentOptions {
  /** How many tokens there are to embed in `input` numbers each; undefined when the input is numbers already. */
  readonly vocabulary?: number;
  /**
   * `auto` (default): where the vocabulary is smaller than the batch has tokens, the table is multiplied by the input
   * weights and the products are looked up. `never`: every token's row is looked up and multiplied. The same numbers,
   * but for the order in which gradients are summed.
   */
  readonly fold?: 'auto' | 'never';
  readonly outputs: number;
  readonly reading: Reading;
}

export interface NetworkResult {
  /** (T, B, outputs) for `everyStep`, else (B, outputs). */
  readonly output: Tensor;
  readonly unrolled: Unrolled;
}

export interface NetworkSteps {
  readonly outputs: readonly (Tensor | undefined)[];
  readonly unrolled: Unrolled;
}

/** Parameters: `embedding.weight` (with a vocabulary), `rnn.*`, `out.weight`, `out.bias`. */
export class RecurrentNetwork {
  readonly parameters = new Parameters();
  private readonly table: Tensor | undefined;
  readonly rnn: Recurrent;
  readonly reading: Reading;
  private readonly fold: 'auto' | 'never';
  private readonly out: Linear;

  constructor(options: RecurrentNetworkOptions) {
    const { parameters } = this;
    const { vocabulary, input, hidden, outputs, bidirectional = false } = options;
    this.reading = options.reading;
    this.fold = options.fold ?? 'auto';
    if (vocabulary !== undefined)
      this.table = parameters.declare('embedding.weight', ['V', 'I'], [vocabulary, input], normal(1));
    this.rnn = new Recurrent(parameters, 'rnn', options);
    const width = bidirectional ? 2 * hidden : hidden;
    this.out = new Linear(parameters, 'out', [bidirectional ? '2H' : 'H', width], ['O', outputs]);
  }

  /**
   * @param input (T, B, I), or a batch of tokens where there is a vocabulary
   * @param lengths int32 (B): how many steps of each row count; all where not given
   * @param truncation gradients go back through windows of this many steps only; 0: all the way
   * @throws ShapeError, or RangeError for ids and lengths outside their range; tape and memory are as before then
   */
  forward(tape: Tape, input: Tensor | Ids, lengths?: Tensor, truncation = 0): NetworkResult {
    return tape.attempt(() => {
      const path = truncation > 0 ? truncated(truncation) : 'fused';
      const unrolled = this.rnn.forward(tape, this.read(tape, input), { lengths, path });
      const seen = this.readingOf(tape, unrolled, lengths);
      return { output: this.out.forward(tape, seen, 'out'), unrolled };
    });
  }

  /**
   * The same in primitive ops, step by step, with the output of every step as a tensor of its own: what explaining reads.
   * @param input as for `forward`
   * @param name of the outputs, each in the scope of its step
   * @returns outputs[t]: (B, outputs), or undefined where the network says nothing; it speaks at the last step for all
   *   readings but `everyStep`
   */
  forwardBySteps(
    tape: Tape,
    input: Tensor | Ids,
    options: SteppedOptions = {},
    name = 'output',
  ): NetworkSteps {
    const read = this.read(tape, input);
    const x = 'table' in read ? embedding(tape, read.ids, read.table, 'embedded') : read;
    const unrolled = this.rnn.forward(tape, x, { path: 'primitive', stepped: options });
    const [steps = 0] = unrolled.output.shape;
    const outputs = Array.from({ length: steps }, (_, t) => {
      if (this.reading !== 'everyStep' && t < steps - 1) return undefined;
      return tape.scope(`t${t}`, () => {
        const seen =
          this.reading === 'everyStep'
            ? select(tape, unrolled.output, 0, t, 'read')
            : this.readingOf(tape, unrolled, undefined);
        return this.out.forward(tape, seen, name);
      });
    });
    return { outputs, unrolled };
  }

  private read(tape: Tape, input: Tensor | Ids) {
    const isTokens = 'batch' in input;
    if (isTokens !== (this.table !== undefined))
      throw new TypeError(
        `a network ${this.table ? 'with' : 'without'} a vocabulary reads ${this.table ? 'tokens' : 'numbers'}`,
      );
    if (!isTokens) return input;
    const [ids, table] = [timeFirst(tape, 'tokens', input), this.table as Tensor];
    return this.fold === 'auto' ? embedded(tape, ids, table) : embedding(tape, ids, table, 'embedded');
  }

  private readingOf(tape: Tape, { output, final }: Unrolled, lengths: Tensor | undefined): Tensor {
    if (this.reading === 'everyStep') return output; // (T, B, H)
    if (this.reading === 'final') {
      const last = final.slice(-this.rnn.directions).map((state) => state[0] as Tensor);
      return last.length === 1 ? (last[0] as Tensor) : concat(tape, last, -1, 'final'); // (B, directions·H)
    }
    const [steps = 0, batch = 0] = output.shape;
    const ends = lengths ? tape.memory.i32.slice(lengths.address / 4, lengths.address / 4 + batch) : [];
    const shares = Array.from({ length: batch }, (_, b) => 1 / (ends[b] ?? steps));
    const share = tape.constant('share', ['B', '1'], [batch, 1], shares);
    return multiply(tape, sum(tape, output, { axes: 0 }), share, 'mean'); // (B, directions·H)
  }
}
