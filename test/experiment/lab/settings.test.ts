// The table of what can be chosen, and the parser that keeps to it.

import { describe, expect, it } from 'vitest';
import { parseLabConfig } from '../../../src/experiment/lab/parseLabConfig.ts';
import { LabSession } from '../../../src/experiment/lab/session.ts';
import { defaultLabConfig, defaultLabConfigFor, settings } from '../../../src/experiment/lab/settings.ts';
import { cells } from '../../../src/models/cells/registry.ts';
import { lengths } from '../../../src/tasks/prediction/lengths.ts';
import { predictionTasks } from '../../../src/tasks/prediction/registry.ts';

describe('the settings of the lab', () => {
  it('offer every cell and every task there is', () => {
    expect(settings.cell.choices).toEqual(Object.keys(cells));
    expect(settings.task.choices).toEqual(Object.keys(predictionTasks));
    for (const [id, task] of Object.entries(predictionTasks))
      expect(task.length).toBe(lengths[id as keyof typeof lengths]);
  });

  it('have defaults within their ranges, in the order that a config has its fields', () => {
    for (const setting of Object.values(settings)) {
      if (setting.kind === 'choice' || setting.kind === 'name') {
        expect(setting.choices as readonly unknown[]).toContain(setting.default);
      } else if (setting.kind !== 'flag') {
        expect(setting.default).toBeGreaterThanOrEqual(setting.min);
        expect(setting.default).toBeLessThanOrEqual(setting.max);
      }
    }
    expect(['version', ...Object.keys(settings), 'changes']).toEqual(Object.keys(defaultLabConfig));
  });

  it('change only the learning rate of a run that goes on', () => {
    const live = Object.entries(settings).filter(([, setting]) => setting.effect === 'live');
    expect(live.map(([name]) => name)).toEqual(['learningRate']);
  });

  it.each(settings.task.choices)('%s: its default run parses to itself, without a word', (task) => {
    const config = defaultLabConfigFor(task);
    expect(parseLabConfig(config)).toEqual({ config, problems: [] });
    expect(parseLabConfig({ task })).toEqual({ config, problems: [] });
    expect(parseLabConfig(JSON.parse(JSON.stringify(config)))).toEqual({ config, problems: [] });
  });

  it('build a network at both ends of every size', () => {
    const ends = (choices: readonly number[]) => [choices[0] as number, choices.at(-1) as number];
    for (const cell of settings.cell.choices) {
      for (const hiddenSize of ends(settings.hiddenSize.choices)) {
        for (const layers of ends(settings.layers.choices)) {
          const config = {
            ...defaultLabConfig,
            cell,
            hiddenSize,
            layers,
            bidirectional: layers > 1,
            batchSize: 1,
          };
          const session = LabSession.create({ ...config, initialisation: 'orthogonal' });
          expect(session.step().diverged).toBe(false);
        }
      }
    }
  });
});

describe('parseLabConfig', () => {
  it.each([
    [undefined],
    [null],
    ['seed=7'],
    [[1, 2]],
    [
      {
        get seed(): number {
          throw new Error('no');
        },
      },
    ],
    [
      {
        changes: [
          {
            get step(): number {
              throw new Error('no');
            },
          },
        ],
      },
    ],
  ])('makes the default of what is no config (case %#)', (input) => {
    const { config, problems } = parseLabConfig(input);
    expect(config).toEqual(defaultLabConfig);
    expect(problems).toEqual([expect.objectContaining({ field: 'config', reason: 'unreadable' })]);
  });

  it('reads numbers and flags as text, as links have them', () => {
    const { config, problems } = parseLabConfig({
      hiddenSize: '64',
      bidirectional: 'true',
      changes: '3:0.1',
    });
    expect(config).toMatchObject({
      hiddenSize: 64,
      bidirectional: true,
      changes: [{ step: 3, learningRate: 0.1 }],
    });
    expect(problems).toEqual([]);
  });

  it("uses the task's default, not the lab's, for what it cannot read", () => {
    const { config, problems } = parseLabConfig({
      task: 'adding',
      cell: 'brain',
      learningRate: 'x',
      length: 'y',
    });
    expect(config).toEqual(defaultLabConfigFor('adding'));
    expect(problems.map(({ field }) => field)).toEqual(['cell', 'length', 'learningRate']);
  });
});
