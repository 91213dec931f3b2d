// tree_recnn and tree_lstm_childsum: tree-shaped networks over given trees.

import { crossEntropy } from '../../../src/engine/ops/loss.ts';
import type { Tensor } from '../../../src/engine/tensor.ts';
import { RecursiveNetwork } from '../../../src/models/tree/recursive.ts';
import { ChildSumTreeLstm } from '../../../src/models/tree/treeLstm.ts';
import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import type { Computed } from './kind.ts';

interface GivenTree {
  readonly word: readonly number[];
  readonly label: number;
  readonly node_labels?: readonly number[];
}

interface BinaryTree extends GivenTree {
  /** −1 at leaves. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

interface AnyTree extends GivenTree {
  readonly children: readonly (readonly number[])[];
}

export function treeRecnn(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const given = fixture.config.trees as readonly BinaryTree[];
  const [vocabulary = 0, width = 0] = fixture.params['embedding.weight']?.shape ?? [];
  const model = new RecursiveNetwork({ vocabulary, width, classes: classesOf(fixture) });
  bench.load(model.parameters);
  const trees = given.map(({ left, right, word }) => ({
    words: word,
    children: left.map((child, node) => (child < 0 ? [] : [child, right[node] as number])),
  }));
  const { states, roots } = model.forward(bench.tape, trees);
  const logits = model.classify(bench.tape, overAllNodes(fixture) ? states : roots);
  const outputs = { h_nodes: states, h_root: roots, logits };
  return bench.finish(outputs, lossOf(bench, logits, given), model.parameters);
}

export function treeLstmChildSum(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const given = fixture.config.trees as readonly AnyTree[];
  const [vocabulary = 0, width = 0] = fixture.params['embedding.weight']?.shape ?? [];
  const hidden = fixture.params['fh.weight']?.shape[0] ?? 0;
  const model = new ChildSumTreeLstm({ vocabulary, width, hidden, classes: classesOf(fixture) });
  bench.load(model.parameters);
  const trees = given.map(({ children, word }) => ({ words: word, children }));
  const { states, roots, cells } = model.forward(bench.tape, trees);
  const logits = model.classify(bench.tape, overAllNodes(fixture) ? states : roots);
  const outputs = { h_nodes: states, c_nodes: cells, h_root: roots, logits };
  return bench.finish(outputs, lossOf(bench, logits, given), model.parameters);
}

function classesOf(fixture: Fixture): number {
  return fixture.params['classifier.bias']?.shape[0] ?? 0;
}

/** Whether the loss is the mean over all nodes instead of over the roots. */
function overAllNodes(fixture: Fixture): boolean {
  return String(fixture.config.loss).includes('all nodes');
}

function lossOf({ tape, fixture }: Bench, logits: Tensor, trees: readonly GivenTree[]): Tensor {
  const labels = overAllNodes(fixture)
    ? trees.flatMap((tree) => tree.node_labels ?? [])
    : trees.map((tree) => tree.label);
  const targets = tape.constant('labels', ['node'], [labels.length], labels, { dtype: 'i32' });
  return crossEntropy(tape, logits, targets);
}
