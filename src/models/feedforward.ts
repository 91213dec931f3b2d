// Networks without memory: the baselines that sequence models are measured against.
//   FeedForward    one input, one output: logistic regression, or with hidden layers a multi-layer perceptron
//   BagOfWords     the mean of the words' vectors: knows which words there are, not their order
//   WindowNetwork  a convolution over time: at every step the last few words, and nothing older (Bengio et al. 2003)

import { normal, uniform } from '../engine/init.ts';
import { relu, sigmoid, tanh } from '../engine/ops/activation.ts';
import { embedding } from '../engine/ops/embedding.ts';
import { reshape } from '../engine/ops/layout.ts';
import { linear, matmul } from '../engine/ops/linear.ts';
import { concat, slice, stack } from '../engine/ops/shapes.ts';
import { Parameters } from '../engine/parameters.ts';
import { ShapeError } from '../engine/shape.ts';
import type { Tape } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { Linear } from './layers.ts';
import type { Ids } from './sequenceToSequence.ts';

const activations = { tanh, relu, sigmoid } as const;

export type ActivationId = keyof typeof activations;

/** What fills up short sequences. */
const PAD = 0;

export interface FeedForwardOptions {
  readonly inputs: number;
  /** Widths of the hidden layers, from the input up; none for logistic or linear regression. */
  readonly hidden: readonly number[];
  readonly outputs: number;
  /** Of hidden layers. Default tanh. */
  readonly activation?: ActivationId;
}

/** Parameters: `layers.<k>.weight`, `layers.<k>.bias`. */
export class FeedForward {
  readonly parameters = new Parameters();
  private readonly inputs: number;
  private readonly layers: readonly Linear[];
  private readonly activation: ActivationId;

  constructor({ inputs, hidden, outputs, activation = 'tanh' }: FeedForwardOptions) {
    this.inputs = inputs;
    this.activation = activation;
    const widths = [inputs, ...hidden, outputs];
    this.layers = widths
      .slice(1)
      .map((out, k) => new Linear(this.parameters, `layers.${k}`, ['in', widths[k] as number], ['out', out]));
  }

  /**
   * @param x (…, inputs)
   * @returns the output, scores without a sigmoid or softmax: (…, outputs); and each hidden layer's activations
   * @throws ShapeError when the last dimension of x is not `inputs`
   */
  forward(tape: Tape, x: Tensor): { readonly output: Tensor; readonly hidden: readonly Tensor[] } {
    if (x.shape.at(-1) !== this.inputs)
      throw new ShapeError('FeedForward', `the last dimension must be ${this.inputs}`, x.shape);
    const hidden: Tensor[] = [];
    let h = x;
    for (const layer of this.layers.slice(0, -1)) {
      h = activations[this.activation](tape, layer.forward(tape, h, 'sum'), `hidden${hidden.length}`);
      hidden.push(h);
    }
    return { output: (this.layers.at(-1) as Linear).forward(tape, h, 'output'), hidden };
  }
}

export interface BagOfWordsOptions {
  readonly vocabulary: number;
  /** Length of a word's vector. */
  readonly width: number;
  /** Width of a hidden layer between the mean and the output; none where not given. */
  readonly hidden?: number;
  readonly outputs: number;
}

/** Parameters: `embedding.weight`, `hidden.*` (where there is one), `out.*`. */
export class BagOfWords {
  readonly parameters = new Parameters();
  private readonly table: Tensor;
  private readonly hidden: Linear | undefined;
  private readonly out: Linear;

  constructor({ vocabulary, width, hidden, outputs }: BagOfWordsOptions) {
    this.table = declareTable(this.parameters, vocabulary, width);
    this.hidden =
      hidden === undefined
        ? undefined
        : new Linear(this.parameters, 'hidden', ['in', width], ['out', hidden]);
    this.out = new Linear(this.parameters, 'out', ['in', hidden ?? width], ['out', outputs]);
  }

  /**
   * @param tokens (B, T), padded with 0
   * @returns scores (B, outputs)
   * @throws RangeError for an id outside the vocabulary or a sequence that is all padding
   */
  forward(tape: Tape, tokens: Ids): Tensor {
    requireTokens('BagOfWords', tokens, this.table.shape[0] as number);
    const { batch, length } = tokens;
    const shares = sharesOf(tokens);
    const words = embedding(tape, idsOf(tape, tokens), this.table, 'words'); // (B, T, D)
    const share = tape.constant('share', ['B', '1', 'T'], [batch, 1, length], shares);
    const mean = matmul(tape, share, words, 'mean'); // (B, 1, D)
    const bag = reshape(tape, mean, [batch, this.table.columns], ['B', 'D'], 'bag'); // (B, D)
    const h = this.hidden ? tanh(tape, this.hidden.forward(tape, bag, 'sum'), 'hidden') : bag;
    return this.out.forward(tape, h, 'output');
  }
}

export interface WindowNetworkOptions {
  readonly vocabulary: number;
  /** Length of a word's vector. */
  readonly width: number;
  /** How many words it sees at a time, the present one included. */
  readonly span: number;
  /** Filters of the convolution. */
  readonly hidden: number;
  readonly outputs: number;
}

/** Parameters: `embedding.weight`, `conv.weight` (hidden, width, span) as torch.nn.Conv1d, `conv.bias`, `out.*`. */
export class WindowNetwork {
  readonly parameters = new Parameters();
  private readonly table: Tensor;
  private readonly span: number;
  /** (hidden, width, span). */
  private readonly filters: Tensor;
  private readonly bias: Tensor;
  private readonly out: Linear;

  /** @throws RangeError when the span is not a positive whole number */
  constructor({ vocabulary, width, span, hidden, outputs }: WindowNetworkOptions) {
    if (!Number.isInteger(span) || span < 1)
      throw new RangeError(`WindowNetwork: a span of ${span} words; it must be a positive whole number`);
    const { parameters } = this;
    this.span = span;
    this.table = declareTable(parameters, vocabulary, width);
    const start = uniform(1 / Math.sqrt(width * span));
    this.filters = parameters.declare('conv.weight', ['out', 'in', 'span'], [hidden, width, span], start);
    this.bias = parameters.declare('conv.bias', ['out'], [hidden], start);
    this.out = new Linear(parameters, 'out', ['in', hidden], ['out', outputs]);
  }

  /**
   * h[t] = tanh(Σₖ W[:, :, k]·x[t − span + 1 + k] + b), with x = 0 before the start.
   * @param tokens (B, T)
   * @returns scores at every step, (B, T, outputs)
   * @throws RangeError for an id outside the vocabulary
   */
  forward(tape: Tape, tokens: Ids): Tensor {
    requireTokens('WindowNetwork', tokens, this.table.shape[0] as number);
    const { batch, length } = tokens;
    const { span } = this;
    const width = this.table.columns;
    const words = embedding(tape, idsOf(tape, tokens), this.table, 'words'); // (B, T, D)
    const silence = tape.constant(
      'before',
      ['B', 'T', 'D'],
      [batch, span - 1, width],
      new Float32Array(batch * (span - 1) * width),
    );
    const all = span > 1 ? concat(tape, [silence, words], 1, 'padded') : words; // (B, T + span − 1, D)
    const taps = Array.from({ length: span }, (_, k) => slice(tape, all, 1, k, k + length, 1, `tap${k}`));
    const seen = stack(tape, taps, -1, 'span', 'seen'); // (B, T, D, span)
    const flat = reshape(tape, seen, [batch, length, width * span], ['B', 'T', 'in'], 'flat');
    const [hidden = 0] = this.filters.shape;
    const filters = reshape(tape, this.filters, [hidden, width * span], ['out', 'in'], 'filters');
    const h = tanh(tape, linear(tape, flat, filters, this.bias, 'conv'), 'hidden'); // (B, T, hidden)
    return this.out.forward(tape, h, 'output');
  }
}

function declareTable(parameters: Parameters, vocabulary: number, width: number): Tensor {
  return parameters.declare('embedding.weight', ['V', 'D'], [vocabulary, width], normal(1));
}

function idsOf(tape: Tape, { values, batch, length }: Ids): Tensor {
  return tape.constant('tokens', ['B', 'T'], [batch, length], values, { dtype: 'i32' });
}

/** Each token's share of its sequence's mean: 1/length, 0 for padding. */
function sharesOf({ values, batch, length }: Ids): Float32Array {
  const shares = new Float32Array(values.length);
  for (let b = 0; b < batch; b++) {
    const own = values.subarray(b * length, (b + 1) * length);
    const count = own.reduce((sum, id) => (id === PAD ? sum : sum + 1), 0);
    if (count === 0) throw new RangeError(`BagOfWords: sequence ${b} of the batch is all padding`);
    own.forEach((id, t) => {
      shares[b * length + t] = id === PAD ? 0 : 1 / count;
    });
  }
  return shares;
}

function requireTokens(op: string, { values, batch, length }: Ids, vocabulary: number): void {
  if (values.length !== batch * length || values.length === 0)
    throw new RangeError(`${op}: ${values.length} tokens for a batch of (${batch}, ${length})`);
  const wrong = values.findIndex((id) => id < 0 || id >= vocabulary);
  if (wrong >= 0)
    throw new RangeError(
      `${op}: token ${wrong} of the batch is ${values[wrong]}, outside 0…${vocabulary - 1}`,
    );
}
