// Tree-shaped networks: what a tree must be, any shape of it, and gradients. Values are held against PyTorch's by the
// fixtures tree_* (test/parity.test.ts).

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { crossEntropy } from '../../src/engine/ops/loss.ts';
import { adam } from '../../src/engine/optim/adam.ts';
import { Tape } from '../../src/engine/tape.ts';
import { RecursiveNetwork } from '../../src/models/tree/recursive.ts';
import type { Tree } from '../../src/models/tree/tree.ts';
import { ChildSumTreeLstm } from '../../src/models/tree/treeLstm.ts';
import { checkModelGradients } from './modelGradients.ts';

const recursive = () => new RecursiveNetwork({ vocabulary: 7, width: 5, classes: 3 });
const treeLstm = () => new ChildSumTreeLstm({ vocabulary: 7, width: 3, hidden: 5, classes: 3 });

/** The network with memory, at its initial parameters. */
function ready<Model extends RecursiveNetwork | ChildSumTreeLstm>(model: Model) {
  const memory = new Memory();
  const tape = new Tape(memory);
  model.parameters.allocate(memory);
  model.parameters.initialise(1);
  return { model, memory, tape };
}

const leaf: Tree = { words: [4], children: [[]] };
const pair: Tree = { words: [1, 2, -1], children: [[], [], [0, 1]] };
/** ((1 2) 3) */
const left: Tree = { words: [1, 2, -1, 3, -1], children: [[], [], [0, 1], [], [2, 3]] };
/** Words everywhere, three children, one child, none. */
const dependency: Tree = { words: [0, 6, 1, 5, 2, 3], children: [[], [0], [], [], [1, 2, 3], [4]] };

function loss(model: RecursiveNetwork | ChildSumTreeLstm, trees: readonly Tree[]) {
  return (tape: Tape) => {
    const { states } = model.forward(tape, trees);
    const logits = model.classify(tape, states);
    const labels = Array.from({ length: logits.rows }, (_, i) => i % 3);
    return crossEntropy(
      tape,
      logits,
      tape.constant('labels', ['node'], [labels.length], labels, { dtype: 'i32' }),
    );
  };
}

describe('RecursiveNetwork', () => {
  it('gives a leaf the vector of its word, which is the root of a one-word tree', () => {
    const { model, tape } = ready(recursive());
    const { states, roots } = model.forward(tape, [leaf, pair]);
    expect(states.shape).toEqual([4, 5]);
    expect(roots.shape).toEqual([2, 5]);
    const table = tape.read(model.parameters.get('embedding.weight'));
    expect([...tape.read(roots).slice(0, 5)]).toEqual([...table.slice(20, 25)]);
  });

  it('gives a node tanh(W [left; right] + b)', () => {
    const { model, tape } = ready(recursive());
    const root = tape.read(model.forward(tape, [pair]).roots);
    const read = (name: string) => tape.read(model.parameters.get(name));
    const table = read('embedding.weight');
    const both = [...table.slice(5, 10), ...table.slice(10, 15)];
    const weight = read('composition.weight');
    read('composition.bias').forEach((bias, i) => {
      const sum = both.reduce((total, value, j) => total + value * (weight[i * 10 + j] as number), bias);
      expect(root[i]).toBeCloseTo(Math.tanh(sum), 6);
    });
  });

  it('knows left from right, and ((a b) c) from (a (b c))', () => {
    const { model, tape } = ready(recursive());
    const swapped: Tree = { ...pair, words: [2, 1, -1] };
    const right: Tree = { words: [1, 2, 3, -1, -1], children: [[], [], [], [1, 2], [0, 3]] };
    const roots = tape.read(model.forward(tape, [pair, swapped, left, right]).roots);
    const row = (i: number) => [...roots.slice(5 * i, 5 * i + 5)];
    expect(row(0)).not.toEqual(row(1));
    expect(row(2)).not.toEqual(row(3));
  });

  it('has the gradients that finite differences measure', () => {
    const model = recursive();
    checkModelGradients(model.parameters, loss(model, [left, leaf, pair]));
  });

  it('names every node on the tape', () => {
    const { model, tape } = ready(recursive());
    model.forward(tape, [leaf, pair]);
    const names = tape.entries.flatMap((entry) => entry.outputs.map((output) => output.name));
    expect(names).toEqual(
      expect.arrayContaining(['tree0.node0.h', 'tree1.node2.children', 'tree1.node2.h', 'roots']),
    );
  });

  it('refuses what is no binary tree over words, and leaves memory and tape alone', () => {
    const { model, tape, memory } = ready(recursive());
    const used = memory.used;
    const refuse = (tree: Tree, says: string) =>
      expect(() => model.forward(tape, [leaf, tree])).toThrow(says);
    refuse({ words: [1, -1], children: [[], [0]] }, 'tree 1: node 1 has 1 children and no word');
    refuse({ words: [1, 2, 3], children: [[], [], [0, 1]] }, 'tree 1: node 2 has 2 children and a word');
    refuse({ words: [-1], children: [[]] }, 'tree 1: node 0 has 0 children and no word');
    expect(memory.used).toBe(used);
    expect(tape.entries).toEqual([]);
  });
});

describe('ChildSumTreeLstm', () => {
  it('takes any number of children, words anywhere, and trees of one node', () => {
    const { model, tape } = ready(treeLstm());
    const silent: Tree = { words: [-1], children: [[]] };
    const { states, cells, roots } = model.forward(tape, [dependency, leaf, silent]);
    expect([states.shape, cells.shape, roots.shape]).toEqual([
      [8, 5],
      [8, 5],
      [3, 5],
    ]);
    const all = tape.read(states);
    expect([...tape.read(roots)]).toEqual([...all.slice(25, 30), ...all.slice(30, 40)]);
  });

  it('does not care for the order of children: it sums them', () => {
    const { model, tape } = ready(treeLstm());
    const one: Tree = { words: [1, 2, 3], children: [[], [], [0, 1]] };
    const other: Tree = { words: [2, 1, 3], children: [[], [], [0, 1]] };
    const roots = tape.read(model.forward(tape, [one, other]).roots);
    for (let i = 0; i < 5; i++) expect(roots[i]).toBeCloseTo(roots[5 + i] as number, 6);
  });

  it('has the gradients that finite differences measure', () => {
    const model = treeLstm();
    checkModelGradients(model.parameters, loss(model, [dependency, left, leaf]));
  });

  it('learns which of four sentences are contradicted, and uses no more memory for it after many steps', () => {
    const { model, memory, tape } = ready(treeLstm());
    // 1 good, 2 bad, 3 not: ((not good) …) means the contrary.
    const trees: Tree[] = [1, 2].flatMap((word) => [
      { words: [word], children: [[]] },
      { words: [3, word, -1], children: [[], [], [0, 1]] },
    ]);
    const labels = [0, 1, 1, 0];
    const optimiser = adam();
    const step = (update: number) => {
      tape.reset();
      model.parameters.zeroGradients();
      const logits = model.classify(tape, model.forward(tape, trees).roots);
      const error = crossEntropy(
        tape,
        logits,
        tape.constant('labels', ['tree'], [4], labels, { dtype: 'i32' }),
      );
      tape.backward(error);
      optimiser.update(memory, model.parameters, update, 0.05);
      return tape.scalar(error);
    };
    const first = step(1);
    let last = first;
    for (let update = 2; update <= 10; update++) last = step(update);
    const [used, size] = [memory.used, memory.size];
    for (let update = 11; update <= 120; update++) last = step(update);
    expect(last).toBeLessThan(0.05); // from about ln 3: only a network that composes can do it
    expect(first).toBeGreaterThan(0.5);
    expect([memory.used, memory.size]).toEqual([used, size]);
  });
});

describe('trees', () => {
  /** Random trees: each node but the last gets a later parent. */
  const anyTree = fc
    .integer({ min: 1, max: 9 })
    .chain((count) =>
      fc.tuple(
        fc.array(fc.integer({ min: -1, max: 6 }), { minLength: count, maxLength: count }),
        fc.array(fc.nat(), { minLength: count, maxLength: count }),
      ),
    )
    .map(([words, choices]): Tree => {
      const children: number[][] = words.map(() => []);
      for (let node = 0; node < words.length - 1; node++)
        children[node + 1 + ((choices[node] as number) % (words.length - 1 - node))]?.push(node);
      return { words, children };
    });

  it('of any shape go through, and a tree gets the same numbers alone as among others', () => {
    const { model, tape } = ready(treeLstm());
    fc.assert(
      fc.property(fc.array(anyTree, { minLength: 1, maxLength: 4 }), (trees) => {
        tape.reset();
        const together = tape.read(model.forward(tape, trees).roots);
        const alone = trees.flatMap((tree) => [...tape.read(model.forward(tape, [tree]).roots)]);
        expect([...together]).toEqual(alone);
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, readonly Tree[], string]>([
    ['none', [], 'there must be at least one tree'],
    [
      'an empty one',
      [{ words: [], children: [] }],
      'tree 0: a tree has one word and one list of children a node',
    ],
    ['lists of different lengths', [{ words: [1], children: [] }], 'not 1 and 0'],
    ['a child after its parent', [{ words: [1, 2], children: [[1], []] }], 'node 0 has the child 1'],
    ['a child that is no node', [{ words: [1], children: [[-1]] }], 'node 0 has the child -1'],
    ['half a child', [{ words: [1, 2], children: [[], [0.5]] }], 'node 1 has the child 0.5'],
    ['a node with two parents', [{ words: [1, 2, 3], children: [[], [0], [0, 1]] }], 'node 0 has 2 parents'],
    ['two trees in one', [{ words: [1, 2], children: [[], []] }], 'node 0 has 0 parents'],
    [
      'a word outside the vocabulary',
      [leaf, { words: [7], children: [[]] }],
      'tree 1: node 0 has the word 7',
    ],
    ['half a word', [{ words: [0.5], children: [[]] }], 'node 0 has the word 0.5, which is outside −1…6'],
  ])('are refused: %s', (_what, trees, says) => {
    for (const { model, tape, memory } of [ready(recursive()), ready(treeLstm())]) {
      const used = memory.used;
      expect(() => model.forward(tape, trees)).toThrow(RangeError);
      expect(() => model.forward(tape, trees)).toThrow(says);
      expect(memory.used).toBe(used);
      expect(tape.entries).toEqual([]);
    }
  });
});
