// The child-sum TreeLSTM (Tai, Socher & Manning 2015): an LSTM whose past is not one state but those of any number of
// children, with a forget gate for each. Gate order i, o, u; biases only where x enters.
//   h̃ = Σₖ hₖ
//   i, o, u = W x + b + U h̃
//   fₖ = σ(W_f x + b_f + U_f hₖ)          for each child k
//   c = σ(i) ⊙ tanh(u) + Σₖ fₖ ⊙ cₖ
//   h = σ(o) ⊙ tanh(c)

import { sigmoid, tanh } from '../../engine/ops/activation.ts';
import { add, multiply } from '../../engine/ops/arithmetic.ts';
import { embedding } from '../../engine/ops/embedding.ts';
import { sum } from '../../engine/ops/reduction.ts';
import { split, stack } from '../../engine/ops/shapes.ts';
import { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { Linear } from '../layers.ts';
import { declareWords, type EncodedTrees, gather, requireTrees, type Tree, visit } from './tree.ts';

export interface TreeLstmOptions {
  readonly vocabulary: number;
  /** Width of a word's vector. */
  readonly width: number;
  readonly hidden: number;
  readonly classes: number;
}

export interface EncodedTreesWithCells extends EncodedTrees {
  /** Cell states, (nodes, H). */
  readonly cells: Tensor;
}

interface Node {
  readonly h: Tensor;
  readonly c: Tensor;
}

export class ChildSumTreeLstm {
  readonly parameters = new Parameters();
  private readonly vocabulary: number;
  private readonly width: number;
  private readonly hidden: number;
  private readonly words: Tensor;
  private readonly ioux: Linear;
  private readonly iouh: Linear;
  private readonly fx: Linear;
  private readonly fh: Linear;
  private readonly classifier: Linear;

  constructor({ vocabulary, width, hidden, classes }: TreeLstmOptions) {
    const { parameters } = this;
    this.vocabulary = vocabulary;
    this.width = width;
    this.hidden = hidden;
    this.words = declareWords(parameters, vocabulary, width);
    this.ioux = new Linear(parameters, 'ioux', ['in', width], ['out', 3 * hidden]);
    this.iouh = new Linear(parameters, 'iouh', ['in', hidden], ['out', 3 * hidden], { bias: false });
    this.fx = new Linear(parameters, 'fx', ['in', width], ['out', hidden]);
    this.fh = new Linear(parameters, 'fh', ['in', hidden], ['out', hidden], { bias: false });
    this.classifier = new Linear(parameters, 'classifier', ['in', hidden], ['out', classes]);
  }

  /**
   * @param trees any number of children a node; words anywhere or nowhere
   * @throws RangeError for what is no tree or a word outside the vocabulary; tape and memory are as before then
   */
  forward(tape: Tape, trees: readonly Tree[]): EncodedTreesWithCells {
    requireTrees('ChildSumTreeLstm', trees, this.vocabulary);
    const perTree = visit<Node>(tape, trees, (word, children) =>
      this.node(tape, this.read(tape, word), children),
    );
    const encoded = gather(
      tape,
      perTree.map((nodes) => nodes.map(({ h }) => h)),
    );
    const cells = perTree.flat().map(({ c }) => c);
    return { ...encoded, cells: stack(tape, cells, 0, 'node', 'cells') }; // (nodes, H)
  }

  /** @param states (…, H), of all nodes or of the roots @returns logits (…, classes) */
  classify(tape: Tape, states: Tensor): Tensor {
    return this.classifier.forward(tape, states, 'logits');
  }

  /** The word's vector, zeros for no word: (D). */
  private read(tape: Tape, word: number): Tensor {
    if (word === -1) return tape.constant('x', ['D'], [this.width], new Float32Array(this.width));
    return embedding(tape, tape.constant('word', [], [], [word], { dtype: 'i32' }), this.words, 'x');
  }

  private node(tape: Tape, x: Tensor, children: readonly Node[]): Node {
    let iou = this.ioux.forward(tape, x, 'ioux'); // (3H)
    let kept: Tensor | undefined;
    if (children.length > 0) {
      const h = stack(
        tape,
        children.map((child) => child.h),
        0,
        'child',
        'childH',
      ); // (K, H)
      const c = stack(
        tape,
        children.map((child) => child.c),
        0,
        'child',
        'childC',
      ); // (K, H)
      const sumOfH = sum(tape, h, { axes: 0 }, 'hTilde'); // (H)
      iou = add(tape, iou, this.iouh.forward(tape, sumOfH, 'iouh'), 'iou');
      const fx = this.fx.forward(tape, x, 'fx'); // (H)
      const f = sigmoid(tape, add(tape, this.fh.forward(tape, h, 'fh'), fx), 'f'); // (K, H)
      kept = sum(tape, multiply(tape, f, c), { axes: 0 }, 'kept'); // (H)
    }
    const [i, o, u] = split(tape, iou, this.hidden, 0, 'gate') as [Tensor, Tensor, Tensor];
    const written = multiply(tape, sigmoid(tape, i, 'i'), tanh(tape, u, 'u'), kept ? 'written' : 'c');
    const c = kept ? add(tape, written, kept, 'c') : written;
    const h = multiply(tape, sigmoid(tape, o, 'o'), tanh(tape, c), 'h');
    return { h, c };
  }
}
