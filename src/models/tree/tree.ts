// Trees over words, as tree-shaped networks read them: checked, visited from the leaves up, and gathered.

import { normal } from '../../engine/init.ts';
import { select, stack } from '../../engine/ops/shapes.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { Tape } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';

/** Its nodes in post-order: children before their parent, the root last. Both lists have one entry a node. */
export interface Tree {
  /** Indices of each node's children, in order; none at a leaf. */
  readonly children: readonly (readonly number[])[];
  /** Each node's word id, or −1 for none. */
  readonly words: readonly number[];
}

/** What a network made of some trees. */
export interface EncodedTrees {
  /** One vector a node, all trees' nodes one after another: (nodes, H). */
  readonly states: Tensor;
  /** The vectors of the roots: (trees, H). */
  readonly roots: Tensor;
}

/**
 * @throws RangeError when there is no tree, or one is empty, is not in post-order, is not one tree, or has a word
 * outside the vocabulary; the message names tree and node
 */
export function requireTrees(op: string, trees: readonly Tree[], vocabulary: number): void {
  if (trees.length === 0) throw new RangeError(`${op}: there must be at least one tree`);
  trees.forEach(({ children, words }, index) => {
    const wrong = (problem: string) => new RangeError(`${op}: tree ${index}: ${problem}`);
    const count = words.length;
    if (count === 0 || children.length !== count) {
      throw wrong(`a tree has one word and one list of children a node, not ${count} and ${children.length}`);
    }
    const parents = new Int32Array(count);
    children.forEach((own, node) => {
      for (const child of own) {
        if (!Number.isInteger(child) || child < 0 || child >= node)
          throw wrong(`node ${node} has the child ${child}; children stand before their parent`);
        parents[child] = (parents[child] as number) + 1;
      }
      const word = words[node] as number;
      if (!Number.isInteger(word) || word < -1 || word >= vocabulary)
        throw wrong(`node ${node} has the word ${word}, which is outside −1…${vocabulary - 1}`);
    });
    const lost = parents.findIndex((parentCount, node) => parentCount !== (node === count - 1 ? 0 : 1));
    if (lost >= 0)
      throw wrong(`node ${lost} has ${parents[lost]} parents; all but the last node, the root, have one`);
  });
}

/** Runs `node` for every node of every tree, children first, with the results of its children; names say which. */
export function visit<Result>(
  tape: Tape,
  trees: readonly Tree[],
  node: (word: number, children: readonly Result[]) => Result,
): Result[][] {
  return trees.map(({ children, words }, index) => {
    const done: Result[] = [];
    words.forEach((word, place) => {
      const own = (children[place] as readonly number[]).map((child) => done[child] as Result);
      done.push(tape.scope(`tree${index}.node${place}`, () => node(word, own)));
    });
    return done;
  });
}

/** Gathers the nodes' vectors (H) of all trees. */
export function gather(tape: Tape, perTree: readonly (readonly Tensor[])[]): EncodedTrees {
  const states = stack(tape, perTree.flat(), 0, 'node', 'states'); // (nodes, H)
  let end = 0;
  const roots = perTree.map((nodes) => {
    end += nodes.length;
    return select(tape, states, 0, end - 1, 'root');
  });
  return { states, roots: stack(tape, roots, 0, 'tree', 'roots') }; // (trees, H)
}

/** Declares `embedding.weight` (V, D). */
export function declareWords(parameters: Parameters, vocabulary: number, width: number): Tensor {
  return parameters.declare(
    'embedding.weight',
    ['V', 'D'],
    [vocabulary, width],
    normal(1 / Math.sqrt(width)),
  );
}
