// Which run a figure begins with, and what a run lacks for it.
import { describe, expect, test } from 'vitest';
import { defaultLabConfig } from '../../../src/experiment/lab/settings.ts';
import type { LabFigureDefinition } from '../../../src/figures/definition.ts';
import { labFigures } from '../../../src/figures/registry.ts';
import english from '../../../src/i18n/en/lab/index.ts';
import { figureChoices, figureOf, firstFigure, missingFor } from '../../../src/pages/lab/fitting.ts';
import { taskFacts } from '../../../src/pages/lab/tasks.ts';
import { predictionTasks } from '../../../src/tasks/prediction/registry.ts';
import type { PredictionTask } from '../../../src/tasks/prediction/task.ts';

describe.each(labFigures.map((figure) => [figure.id, figure] as const))('the figure %s', (id, figure) => {
  test('fits the run that it opens with', () => {
    const { config, step } = figureChoices.opening(id);
    expect(figure.fits(config)).toBe(true);
    expect(step).toBe(figure.warmUp);
  });

  test('has a title in the catalogue under its id', () => {
    const words: Readonly<Record<string, object>> = english;
    expect(words[id]).toHaveProperty('title', expect.any(String));
  });

  test('is the only one of that name, which a link can hold', () => {
    expect(labFigures.filter((other) => other.id === id)).toHaveLength(1);
    expect(id).toMatch(/^[a-z][a-z-]{0,39}$/);
  });
});

describe('the page without a figure', () => {
  test('begins with the first figure’s run, untrained', () => {
    expect(figureOf(null)).toBe(firstFigure);
    expect(figureChoices.opening(null)).toEqual({ ...figureChoices.opening(firstFigure.id), step: 0 });
  });

  test('a figure that does not exist stands for the first', () => {
    expect(figureOf('nonsense')).toBeUndefined();
    expect(figureChoices.fits('nonsense', defaultLabConfig)).toBe(true);
    expect(figureChoices.opening('nonsense')).toEqual(figureChoices.opening(firstFigure.id));
  });
});

describe('what a run lacks', () => {
  const figure: LabFigureDefinition = {
    id: 'picky',
    fits: ({ cell, layers }) => cell === 'gru' && layers < 3,
    setting: { task: 'sine', cell: 'gru', layers: 1 },
    warmUp: 0,
    load: () => Promise.reject(new Error('never opened')),
  };

  test('is one setting where one is enough', () => {
    expect(missingFor(figure, { ...defaultLabConfig, cell: 'lstm' })).toEqual({ cell: 'gru' });
    expect(missingFor(figure, { ...defaultLabConfig, cell: 'gru', layers: 3 })).toEqual({ layers: 1 });
  });

  test('is all that differs where one is not enough', () => {
    expect(missingFor(figure, { ...defaultLabConfig, cell: 'lstm', layers: 3 })).toEqual({
      task: 'sine',
      cell: 'gru',
      layers: 1,
    });
  });

  test('is nothing where the figure fits', () => {
    expect(missingFor(figure, { ...defaultLabConfig, cell: 'gru' })).toEqual({});
  });
});

test.each(Object.entries(predictionTasks) as [keyof typeof taskFacts, PredictionTask][])(
  'what the page knows of %s is so',
  (id, task) => {
    expect(taskFacts[id]).toEqual({
      tokens: task.input.kind === 'tokens',
      typed: task.read !== undefined,
      metric: task.output.kind === 'classes' ? 'share' : 'error',
    });
  },
);
