// The promise behind the lab's links and its time machine: one config gives the same bits in Node and in a browser. The
// same cases run in both against the same fingerprints: every cell on every kind of task, and whatever else there is to
// choose at least once.

import { describe, expect, it } from 'vitest';
import type { LabConfig } from '../../../src/experiment/lab/config.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfigFor, settings } from '../../../src/experiment/lab/settings.ts';

const STEPS = 6;

/** Every cell on every task, each with another optimiser and start in turn. */
const cases: readonly (readonly [name: string, config: LabConfig])[] = settings.cell.choices.flatMap(
  (cell, c) =>
    settings.task.choices.map((task, t) => {
      const { choices: optimisers } = settings.optimiser;
      const { choices: starts } = settings.initialisation;
      const optimiser = optimisers[(c + t) % optimisers.length] as LabConfig['optimiser'];
      const initialisation = starts[(c + t) % starts.length] as LabConfig['initialisation'];
      const learningRate = optimiser === 'sgd' ? 0.1 : 0.01;
      const own = { cell, optimiser, initialisation, learningRate, hiddenSize: 16, batchSize: 8 };
      const sizes = {
        layers: 1 + ((c + t) % 2),
        bidirectional: (c + t) % 3 === 0,
        truncation: t % 2 === 0 ? 0 : 5,
      };
      return [`${cell} ${task}`, { ...defaultLabConfigFor(task), ...own, ...sizes }] as const;
    }),
);

/** Parameters after STEPS updates. A change of these numbers breaks every shared link. */
const RUNS: Readonly<Record<string, string>> = {
  'rnn_tanh sentiment': 'a432e8408773e1a1',
  'rnn_tanh nextCharacter': '17ba4716a2c34d0d',
  'rnn_tanh nextWord': '3ee3744fdbc8dc49',
  'rnn_tanh firstToken': 'ea840e457e975e9d',
  'rnn_tanh adding': 'a3f311b85ff58f33',
  'rnn_tanh sine': '7715c9eaee0976b8',
  'rnn_tanh series': '1e25037f8343087c',
  'rnn_relu sentiment': '08dcbdf6415c6e2d',
  'rnn_relu nextCharacter': '0f5f7b7cb21abcd6',
  'rnn_relu nextWord': '85737bc61fbd4126',
  'rnn_relu firstToken': 'f36ab590efcbf319',
  'rnn_relu adding': '3eb526a0da2ed321',
  'rnn_relu sine': '289b0f279aebe655',
  'rnn_relu series': '39cb06c898a4d370',
  'lstm sentiment': '61d0c461092dedf5',
  'lstm nextCharacter': 'b0417dc317948987',
  'lstm nextWord': '47ee0211beba6e98',
  'lstm firstToken': '54ded18c6edcb8a3',
  'lstm adding': '1dc4874bafd1c5a9',
  'lstm sine': '23b64b82d09b4d2e',
  'lstm series': '80d57f1aef635809',
  'gru sentiment': '20f7a241506a3c7d',
  'gru nextCharacter': '4a8bc208b9e9d92b',
  'gru nextWord': '579e82f4df4c356f',
  'gru firstToken': '0890036861743e1e',
  'gru adding': '2a69ebff07492697',
  'gru sine': 'ffd7f175e3e9a76e',
  'gru series': '6607aad30b09519f',
};

/** @param where the machine that runs the cases */
export function assertLabDeterminism(where: string): void {
  describe(`in ${where}, the same lab config gives the same weights`, () => {
    it.each(cases)('%s', (name, config) => {
      const session = LabSession.create(config);
      for (let step = 0; step < STEPS; step++) expect(session.step().diverged).toBe(false);
      expect(session.fingerprint()).toBe(RUNS[name]);
    });
  });
}
