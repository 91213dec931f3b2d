// The promise behind links, recovery and golden tests: one config and one seed give the same bits in Node and in a
// browser. The same cases run in both (determinism.test.ts, determinism.browser.test.ts) against the same fingerprints.

import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/engine/memory.ts';
import { gelu, sigmoid, softplus, tanh } from '../../src/engine/ops/activation.ts';
import { erf, exp, log } from '../../src/engine/ops/functions.ts';
import { crossEntropy } from '../../src/engine/ops/loss.ts';
import { adam } from '../../src/engine/optim/adam.ts';
import type { Parameters } from '../../src/engine/parameters.ts';
import { Tape } from '../../src/engine/tape.ts';
import type { Tensor } from '../../src/engine/tensor.ts';
import { defaultConfig } from '../../src/experiment/config.ts';
import { fingerprintOf } from '../../src/experiment/fingerprint.ts';
import { Session } from '../../src/experiment/session.ts';
import { type CellId, cells } from '../../src/models/cells/registry.ts';
import { BagOfWords, FeedForward, WindowNetwork } from '../../src/models/feedforward.ts';
import { RecurrentNetwork } from '../../src/models/recurrentNetwork.ts';
import { type ModelId, models } from '../../src/models/registry.ts';
import { padIds } from '../../src/models/sequenceToSequence.ts';
import { lengthsOf } from '../../src/models/tokens.ts';
import { Classifier } from '../../src/models/transformer/classifier.ts';
import { LanguageModel } from '../../src/models/transformer/languageModel.ts';
import { RecursiveNetwork } from '../../src/models/tree/recursive.ts';
import { ChildSumTreeLstm } from '../../src/models/tree/treeLstm.ts';
import { type TaskId, tasks } from '../../src/tasks/registry.ts';

/** Parameters after STEPS updates of a model with two layers. A change of these numbers breaks every shared link. */
const RUNS: Readonly<Record<`${ModelId} ${TaskId}`, string>> = {
  'transformer translation': '180eb17445a39c2e',
  'rnn translation': '7c8227b0ffe5ab3c',
  'rnn-additive translation': 'f0c72a5b95dee84b',
  'rnn-dot translation': '9b3494f142814eba',
  'lstm translation': '3faf217af76ff303',
  'lstm-additive translation': '73a0df856f005398',
  'lstm-dot translation': '41a514b5ed912ea0',
  'gru translation': '521690eea73b30c2',
  'gru-additive translation': 'fe25aaf445dc67b8',
  'gru-dot translation': 'b3b3093a584c2ffb',
};

/** Each function's results over all of float32. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  exp: 'a2abc53335060465',
  log: 'f55071e4957854a1',
  erf: '1b6bcbbbdabdf597',
  tanh: '3d5c253142710645',
  sigmoid: '543f92216c6703f4',
  softplus: '2f40a8fd6f79eace',
  gelu: 'b67829fef1f57a87',
  geluTanh: '5460fc0f2cf695d5',
};

/** The same of models that no task of the page trains yet. */
const OTHERS: Readonly<Record<string, string>> = {
  'rnn_tanh language model': 'd5dd53b42d7b0591',
  'rnn_tanh classifier': 'fe2d517608e71a8d',
  'rnn_relu language model': 'd235131832a9083b',
  'rnn_relu classifier': 'a9bcca14da6ac2d1',
  'lstm language model': 'cbcc0b3a6525961c',
  'lstm classifier': 'c45bb38793f6c8e7',
  'gru language model': '51ada75670d30165',
  'gru classifier': '2f4448610b2aa2d3',
  'transformer language model': '5103e4ca080f2831',
  'transformer classifier': '37cd70a71e8dd0dd',
  'recursive network': '7875f2ddd952cb47',
  'child-sum TreeLSTM': 'd26e26aa52ae965b',
  'bag of words': '7cec1be0cfc44998',
  'window network': '8ca57b5218c8197a',
  'feed-forward network': '3e4403f5af67c04b',
};

const STEPS = 12;

function trained(model: ModelId, task: TaskId): Session {
  const session = Session.create({ ...defaultConfig, model, task, layers: 2, width: 16 }, models[model]);
  for (let step = 0; step < STEPS; step++) session.step();
  return session;
}

/** Parameters after STEPS updates of Adam on one batch. @param loss one forward pass of the model, to its loss */
function trainedOn(
  model: { readonly parameters: Parameters },
  loss: (tape: Tape, targets: (ids: readonly number[]) => Tensor) => Tensor,
): string {
  const memory = new Memory();
  const tape = new Tape(memory);
  const optimiser = adam();
  const { parameters } = model;
  parameters.allocate(memory, optimiser.stateBlocks);
  parameters.initialise(5);
  const targets = (ids: readonly number[]) =>
    tape.constant('targets', ['N'], [ids.length], ids, { dtype: 'i32' });
  for (let update = 1; update <= STEPS; update++) {
    tape.reset();
    parameters.zeroGradients();
    tape.backward(loss(tape, targets));
    optimiser.update(memory, parameters, update, 0.01);
  }
  return fingerprintOf(parameters.bytes());
}

const text = padIds([
  [1, 4, 2, 5, 3],
  [3, 2],
]);
const next = [4, 2, 5, 3, 1, 2, 1, 0, 0, 0];
/** The same by time first, as recurrent networks answer. */
const nextByTime = [4, 2, 2, 1, 5, 0, 3, 0, 1, 0];
const trees = [{ words: [0, 1, -1, 2, -1], children: [[], [], [0, 1], [], [2, 3]] }];

/** A fingerprint of every kind of model that RUNS leaves out. */
const others: Readonly<Record<string, () => string>> = Object.fromEntries([
  ...(Object.keys(cells) as CellId[]).flatMap((cell) => [
    [
      `${cell} language model`,
      () => {
        const sizes = { vocabulary: 6, input: 5, hidden: 7, outputs: 6, layers: 2 };
        const model = new RecurrentNetwork({ cell, ...sizes, reading: 'everyStep' });
        return trainedOn(model, (tape, targets) =>
          crossEntropy(tape, model.forward(tape, text).output, targets(nextByTime), { ignoreIndex: 0 }),
        );
      },
    ],
    [
      `${cell} classifier`,
      () => {
        const sizes = { vocabulary: 6, input: 5, hidden: 7, outputs: 3, bidirectional: true };
        const model = new RecurrentNetwork({ cell, ...sizes, reading: 'final' });
        return trainedOn(model, (tape, targets) => {
          const { output } = model.forward(tape, text, lengthsOf(tape, 'text', text));
          return crossEntropy(tape, output, targets([0, 2]));
        });
      },
    ],
  ]),
  [
    'transformer language model',
    () => {
      const sizes = { vocabulary: 6, width: 10, heads: 2, feedForward: 12, layers: 2 };
      const model = new LanguageModel({ ...sizes, activation: gelu, normFirst: true });
      return trainedOn(model, (tape, targets) =>
        crossEntropy(tape, model.forward(tape, text).logits, targets(next), { ignoreIndex: 0 }),
      );
    },
  ],
  [
    'transformer classifier',
    () => {
      const sizes = { vocabulary: 6, width: 10, heads: 2, feedForward: 12, layers: 2, classes: 3 };
      const model = new Classifier({ ...sizes, pad: 0, positions: { learned: 5 } });
      return trainedOn(model, (tape, targets) =>
        crossEntropy(tape, model.forward(tape, text).logits, targets([0, 2])),
      );
    },
  ],
  ...[
    ['recursive network', () => new RecursiveNetwork({ vocabulary: 3, width: 5, classes: 2 })] as const,
    [
      'child-sum TreeLSTM',
      () => new ChildSumTreeLstm({ vocabulary: 3, width: 5, hidden: 6, classes: 2 }),
    ] as const,
  ].map(([name, build]) => [
    name,
    () => {
      const model = build();
      return trainedOn(model, (tape, targets) =>
        crossEntropy(tape, model.classify(tape, model.forward(tape, trees).states), targets([0, 1, 0, 1, 1])),
      );
    },
  ]),
  [
    'bag of words',
    () => {
      const model = new BagOfWords({ vocabulary: 6, width: 5, hidden: 7, outputs: 3 });
      return trainedOn(model, (tape, targets) =>
        crossEntropy(tape, model.forward(tape, text), targets([0, 2])),
      );
    },
  ],
  [
    'window network',
    () => {
      const model = new WindowNetwork({ vocabulary: 6, width: 5, span: 3, hidden: 7, outputs: 6 });
      return trainedOn(model, (tape, targets) =>
        crossEntropy(tape, model.forward(tape, text), targets(next), { ignoreIndex: 0 }),
      );
    },
  ],
  [
    'feed-forward network',
    () => {
      const model = new FeedForward({ inputs: 3, hidden: [5, 7], outputs: 2, activation: 'relu' });
      return trainedOn(model, (tape, targets) => {
        const x = tape.constant('x', ['B', 'I'], [2, 3], [1, -0.5, 0.25, -1, 2, 0.125]);
        return crossEntropy(tape, model.forward(tape, x).output, targets([0, 1]));
      });
    },
  ],
]);

const functions = {
  exp: (tape: Tape, x: Tensor) => exp(tape, x),
  log: (tape: Tape, x: Tensor) => log(tape, x),
  erf: (tape: Tape, x: Tensor) => erf(tape, x),
  tanh: (tape: Tape, x: Tensor) => tanh(tape, x),
  sigmoid: (tape: Tape, x: Tensor) => sigmoid(tape, x),
  softplus: (tape: Tape, x: Tensor) => softplus(tape, x),
  gelu: (tape: Tape, x: Tensor) => gelu(tape, x),
  geluTanh: (tape: Tape, x: Tensor) => gelu(tape, x, 'tanh'),
};

/** Fingerprint of f over every 4099th float32. NaN is left out: WebAssembly does not say which of its bits are set. */
function sweep(f: (tape: Tape, x: Tensor) => Tensor): string {
  const bits = Uint32Array.from({ length: Math.floor(2 ** 32 / 4099) }, (_, i) => i * 4099);
  const values = new Float32Array(bits.buffer);
  const tape = new Tape(new Memory());
  const results = tape.read(f(tape, tape.constant('x', ['N'], [values.length], values)));
  return fingerprintOf(new Uint8Array(results.filter((result) => !Number.isNaN(result)).buffer));
}

/** @param where the machine that runs the cases */
export function assertDeterminism(where: string): void {
  describe(`in ${where}, the same config and seed give the same weights`, () => {
    for (const model of Object.keys(models) as ModelId[]) {
      for (const task of Object.keys(tasks) as TaskId[]) {
        it(`${model} on ${task}`, () => {
          expect(trained(model, task).fingerprint()).toBe(RUNS[`${model} ${task}`]);
        });
      }
    }
  });

  describe(`in ${where}, the same batch and seed give the same weights`, () => {
    for (const [name, run] of Object.entries(others)) {
      it(name, () => {
        expect(run()).toBe(OTHERS[name]);
      });
    }
  });

  describe(`in ${where}, the same number gives the same result`, () => {
    for (const [name, f] of Object.entries(functions)) {
      it(name, () => {
        expect(sweep(f)).toBe(FUNCTIONS[name]);
      });
    }
  });
}
