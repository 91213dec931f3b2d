// Every kind of query that has an answerer, on its way from the worker to the page.
import { describe, expect, test } from 'vitest';
import { answerers } from '../../../src/experiment/lab/answers/registry.ts';
import { unpacked } from '../../../src/experiment/lab/packedTrace.ts';
import type { Query, QueryKind } from '../../../src/experiment/lab/queries.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import type { Answered } from '../../../src/worker/lab/kind.ts';
import { config, nothing, samples, setUpTrainer } from './fakes.ts';

const queries: { readonly [Kind in QueryKind]: Extract<Query, { kind: Kind }> } = {
  trace: { kind: 'trace', request: { text: null, clamps: {}, truncation: 0 } },
  parameters: { kind: 'parameters' },
  gradientNorms: { kind: 'gradientNorms' },
  impulse: { kind: 'impulse', length: 6, strength: 1 },
  samples,
};

/** As the page takes it. */
const taken = ({ answer }: Answered) =>
  answer.state === 'ready' ? { ...answer, value: unpacked(answer.value) } : answer;

describe.each(Object.keys(answerers) as QueryKind[])('a query of the kind %s', (kind) => {
  const query = queries[kind];

  test('arrives whole, for every step anew, and leaves the run as it was', () => {
    const { clock, trainer, start, answers, frame } = setUpTrainer();
    start({ ...nothing, queries: [query] });
    clock.run(100);
    const session = LabSession.create(config);
    expect(answers().map(taken)).toEqual([{ state: 'ready', value: session.answer(query) }]);
    for (let step = 1; step <= 3; step++) {
      trainer.receive({ type: 'step', runId: 1 });
      clock.run(100);
      session.step();
      expect(answers().map(taken).at(-1)).toEqual({ state: 'ready', value: session.answer(query) });
    }
    expect(frame()).toMatchObject({ step: 3, still: true, fingerprint: session.fingerprint() });
  });

  test('is answered for a past step as it was answered then', () => {
    const { clock, trainer, start, watch, answers } = setUpTrainer();
    start({ ...nothing, queries: [query] });
    const then = [];
    for (let step = 0; step < 20; step++) {
      clock.run(100);
      then.push(answers().at(-1)?.answer);
      trainer.receive({ type: 'step', runId: 1 });
    }
    clock.run(100);
    for (const shown of [3, 16, 9, 8, 1, 0]) {
      watch({ queries: [query], shown });
      clock.run(200);
      expect(answers().at(-1)?.answer).toEqual(then[shown]);
    }
  });
});
