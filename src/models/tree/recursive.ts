// The recursive network (Socher et al. 2011): one layer, applied at every inner node of a binary tree, turns the vectors
// of its two children into its own. A word and a phrase are vectors of the same kind.
//   leaf  h = embedding[word]
//   node  h = tanh(W [h_left; h_right] + b)

import { tanh } from '../../engine/ops/activation.ts';
import { embedding } from '../../engine/ops/embedding.ts';
import { concat } from '../../engine/ops/shapes.ts';
import { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { Linear } from '../layers.ts';
import { declareWords, type EncodedTrees, gather, requireTrees, type Tree, visit } from './tree.ts';

export interface RecursiveNetworkOptions {
  readonly vocabulary: number;
  /** Length of every node's vector. */
  readonly width: number;
  readonly classes: number;
}

export class RecursiveNetwork {
  readonly parameters = new Parameters();
  private readonly vocabulary: number;
  private readonly words: Tensor;
  private readonly composition: Linear;
  private readonly classifier: Linear;

  constructor({ vocabulary, width, classes }: RecursiveNetworkOptions) {
    this.vocabulary = vocabulary;
    this.words = declareWords(this.parameters, vocabulary, width);
    this.composition = new Linear(this.parameters, 'composition', ['in', 2 * width], ['out', width]);
    this.classifier = new Linear(this.parameters, 'classifier', ['in', width], ['out', classes]);
  }

  /**
   * @param trees words at the leaves and only there, two children at every other node
   * @throws RangeError for anything else; tape and memory are as before then
   */
  forward(tape: Tape, trees: readonly Tree[]): EncodedTrees {
    requireTrees('RecursiveNetwork', trees, this.vocabulary);
    requireBinary(trees);
    const perTree = visit<Tensor>(tape, trees, (word, [left, right]) => {
      if (!left || !right) {
        const id = tape.constant('word', [], [], [word], { dtype: 'i32' });
        return embedding(tape, id, this.words, 'h'); // (D)
      }
      const both = concat(tape, [left, right], 0, 'children'); // (2D)
      return tanh(tape, this.composition.forward(tape, both, 'composition'), 'h'); // (D)
    });
    return gather(tape, perTree);
  }

  /** @param states (…, D), of all nodes or of the roots @returns logits (…, classes) */
  classify(tape: Tape, states: Tensor): Tensor {
    return this.classifier.forward(tape, states, 'logits');
  }
}

function requireBinary(trees: readonly Tree[]): void {
  trees.forEach(({ children, words }, index) => {
    children.forEach((own, node) => {
      const leaf = own.length === 0 && words[node] !== -1;
      const inner = own.length === 2 && words[node] === -1;
      if (leaf || inner) return;
      const found = `${own.length} children and ${words[node] === -1 ? 'no word' : 'a word'}`;
      throw new RangeError(
        `RecursiveNetwork: tree ${index}: node ${node} has ${found}; a leaf has a word, any other node two children`,
      );
    });
  });
}
