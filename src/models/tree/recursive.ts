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
import { applyLinear, declareLinear, type LinearLayer } from '../linearLayer.ts';
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
  private readonly composition: LinearLayer;
  private readonly classifier: LinearLayer;

  constructor({ vocabulary, width, classes }: RecursiveNetworkOptions) {
    this.vocabulary = vocabulary;
    this.words = declareWords(this.parameters, vocabulary, width);
    this.composition = declareLinear(this.parameters, 'composition', width, 2 * width);
    this.classifier = declareLinear(this.parameters, 'classifier', classes, width);
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
      return tanh(tape, applyLinear(tape, this.composition, both, 'composition'), 'h'); // (D)
    });
    return gather(tape, perTree);
  }

  /** @param states (…, D), of all nodes or of the roots @returns logits (…, classes) */
  classify(tape: Tape, states: Tensor): Tensor {
    return applyLinear(tape, this.classifier, states, 'logits');
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
