// What a figure of the lab is given in tests: real answers, computed here, and everything it asks the page to do.
import { vi } from 'vitest';
import type { Answer, AnswerTo, Query } from '../../../src/experiment/lab/queries.ts';
import { defaultLabConfig } from '../../../src/experiment/lab/settings.ts';
import type { LabActions, LabFigureProps, LabView } from '../../../src/figures/definition.ts';

/** Answers by the kind of the query; a kind that is not there is still being computed. */
export type FakeAnswers = { readonly [K in Query['kind']]?: Answer<AnswerTo<Extract<Query, { kind: K }>>> };

export function labProps(
  answers: FakeAnswers,
  view: Partial<LabView> = {},
  over: Partial<LabFigureProps> = {},
): LabFigureProps {
  const actions: LabActions = {
    configure: vi.fn(),
    train: vi.fn(),
    pause: vi.fn(),
    stepOnce: vi.fn(),
    showStep: vi.fn(),
    fork: vi.fn(),
    openAt: vi.fn(),
  };
  return {
    view: {
      config: defaultLabConfig,
      step: 0,
      lastStep: 0,
      running: false,
      losses: new Float32Array(),
      evaluations: [],
      blindLoss: 1,
      ...view,
    },
    actions,
    asked: null,
    replayTarget: null,
    fingerprint: null,
    brokeAt: null,
    // The one place where the test knows better than the types which answer belongs to which query.
    useAnswer: <Q extends Query>(query: Q | null) =>
      (query === null
        ? { state: 'empty' }
        : (answers[query.kind] ?? { state: 'computing', value: null })) as Answer<AnswerTo<Q>>,
    text: null,
    onText: vi.fn(),
    place: null,
    link: () => 'https://example.org/lab.html#figure=test',
    pinned: null,
    onPin: vi.fn(),
    ...over,
  };
}
