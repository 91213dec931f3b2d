// Anything at all to a config that can be run.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultConfig,
  type ExperimentConfig,
  learningRateAt,
  MAX_CHANGES,
} from '../../src/experiment/config.ts';
import { hyperparameters } from '../../src/experiment/hyperparameters.ts';
import { parseConfig } from '../../src/experiment/parseConfig.ts';
import { models } from '../../src/models/registry.ts';
import { tasks } from '../../src/tasks/registry.ts';

const { config: parsed, problems: reported } = {
  config: (input: unknown) => parseConfig(input).config,
  problems: (input: unknown) => parseConfig(input).problems,
};

/** Whether a config is one that a session may be built from, whatever it was read from. */
function expectSound(config: ExperimentConfig): void {
  const { seed, learningRate, layers, heads, width } = hyperparameters;
  expect(config.version).toBe(1);
  expect(Object.keys(tasks)).toContain(config.task);
  expect(Object.keys(models)).toContain(config.model);
  expect(Number.isInteger(config.seed) && config.seed >= seed.min && config.seed <= seed.max).toBe(true);
  const rates = [config.learningRate, ...config.changes.map((change) => change.learningRate)];
  for (const rate of rates)
    expect(rate >= learningRate.accepts.min && rate <= learningRate.accepts.max).toBe(true);
  expect(layers.choices).toContain(config.layers);
  expect(heads.choices).toContain(config.heads);
  expect(width.choices).toContain(config.width);
  const steps = config.changes.map((change) => change.step);
  expect(steps.length).toBeLessThanOrEqual(MAX_CHANGES);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  expect(steps.every((step) => Number.isSafeInteger(step) && step >= 0)).toBe(true);
}

describe('parseConfig', () => {
  it('gives the default config for an empty one, without a word', () => {
    expect(parseConfig({})).toEqual({ config: defaultConfig, problems: [] });
    expectSound(defaultConfig);
  });

  it('gives a sound config back as it is', () => {
    const config: ExperimentConfig = {
      ...defaultConfig,
      seed: 4294967295,
      learningRate: 1e38,
      layers: 3,
      heads: 8,
      width: 16,
      changes: [
        { step: 1, learningRate: 0.1 },
        { step: 60, learningRate: 0.001 },
      ],
    };
    expect(parseConfig(config)).toEqual({ config, problems: [] });
  });

  it('reads numbers that are written out, as the command line and links give them', () => {
    expect(
      parseConfig({ version: '1', seed: '12', learningRate: '5e-4', layers: '2', heads: '4', width: '64' }),
    ).toEqual({
      config: { ...defaultConfig, seed: 12, learningRate: 0.0005, layers: 2, heads: 4, width: 64 },
      problems: [],
    });
  });

  it.each([
    ['seed', -1, 'out-of-range', 0],
    ['seed', 4294967296, 'out-of-range', 4294967295],
    ['seed', 7.5, 'not-a-number', 7],
    ['seed', '0x10', 'not-a-number', 7],
    ['seed', '', 'not-a-number', 7],
    ['seed', ' 9', 'not-a-number', 7],
    ['seed', null, 'not-a-number', 7],
    ['seed', Number.NaN, 'not-a-number', 7],
    ['seed', [9], 'not-a-number', 7],
    ['learningRate', 0, 'out-of-range', 1e-6],
    ['learningRate', -1, 'out-of-range', 1e-6],
    ['learningRate', '1e999', 'out-of-range', 1e38],
    ['learningRate', 'NaN', 'not-a-number', 0.005],
    ['learningRate', 'Infinity', 'not-a-number', 0.005],
    ['layers', 4, 'not-a-choice', 1],
    ['layers', 'two', 'not-a-number', 1],
    ['heads', 3, 'not-a-choice', 2],
    ['width', 33, 'not-a-choice', 32],
    ['width', true, 'not-a-number', 32],
    ['task', 'toString', 'not-a-choice', 'translation'],
    ['task', 1, 'not-a-choice', 'translation'],
    ['model', '__proto__', 'not-a-choice', 'transformer'],
    ['model', '', 'not-a-choice', 'transformer'],
    ['version', 2, 'newer-version', 1],
    ['version', 0, 'out-of-range', 1],
    ['version', 'x', 'not-a-number', 1],
  ] as const)('reports %s = %j as %s and uses %j', (field, value, reason, used) => {
    const result = parseConfig({ [field]: value });
    expect(result.config).toEqual({ ...defaultConfig, [field]: used });
    expect(result.problems).toMatchObject([{ field, reason, used: String(used) }]);
  });

  it('reports every bad field, and keeps the good ones', () => {
    const result = parseConfig({ seed: 3, layers: 9, heads: 'x', width: 64 });
    expect(result.config).toEqual({ ...defaultConfig, seed: 3, width: 64 });
    expect(result.problems).toEqual([
      { field: 'layers', value: '9', reason: 'not-a-choice', used: '1' },
      { field: 'heads', value: 'x', reason: 'not-a-number', used: '2' },
    ]);
  });

  it('takes -0 for 0, so that equal configs are written alike', () => {
    expect(Object.is(parsed({ seed: -0 }).seed, 0)).toBe(true);
    expect(Object.is(parsed({ seed: '-0' }).seed, 0)).toBe(true);
  });

  it('reports fields that it does not know, after those that it does, and ignores them', () => {
    const result = parseConfig({ colour: 'red', seed: 'x', admin: { root: true } });
    expect(result.config).toEqual(defaultConfig);
    expect(result.problems).toEqual([
      { field: 'seed', value: 'x', reason: 'not-a-number', used: '7' },
      { field: 'colour', value: 'red', reason: 'unknown-field', used: '' },
      { field: 'admin', value: 'object', reason: 'unknown-field', used: '' },
    ]);
  });

  it('shows at most 40 characters of a name or a value, and at most 20 problems', () => {
    const [problem] = reported({ task: 'x'.repeat(1000) });
    expect(problem?.value).toBe('x'.repeat(40));
    expect(reported({ ['y'.repeat(1000)]: 1 })[0]?.field).toBe('y'.repeat(40));
    expect(reported(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, i])))).toHaveLength(
      20,
    );
  });

  it.each([undefined, null, 7, 'seed=9', [], () => 1, Symbol('config'), 1n])(
    'takes the defaults for %s',
    (input) => {
      const result = parseConfig(input);
      expect(result.config).toEqual(defaultConfig);
      expect(result.problems).toMatchObject([{ field: 'config', reason: 'unreadable', used: '' }]);
    },
  );

  it('survives objects that fight back', () => {
    const thrower = () => {
      throw new Error('no');
    };
    const hostile = [
      new Proxy({}, { ownKeys: thrower }),
      Object.defineProperty({}, 'seed', { enumerable: true, get: thrower }),
      { changes: [Object.defineProperty({}, 'step', { enumerable: true, get: thrower })] },
    ];
    for (const input of hostile) expect(parsed(input)).toEqual(defaultConfig);
    expect(parsed({ seed: { valueOf: thrower, toString: thrower } })).toEqual(defaultConfig);
    expect(parsed({ seed: Object.create(null) })).toEqual(defaultConfig);
  });

  it('cannot be used to reach a prototype', () => {
    const input: unknown = JSON.parse(
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    );
    const result = parseConfig(input);
    expect(result.config).toEqual(defaultConfig);
    expect(result.problems.map((problem) => problem.field)).toEqual(['__proto__', 'constructor']);
    expect('polluted' in {}).toBe(false);
    expect('polluted' in result.config).toBe(false);
  });

  it('inherits nothing: only own fields count', () => {
    expect(parsed(Object.create({ seed: 99 })).seed).toBe(7);
  });

  it('gives a sound config for anything', () => {
    const names = fc.constantFrom(...Object.keys(defaultConfig), '__proto__', 'other');
    const values = fc.oneof(fc.anything(), fc.double(), fc.integer(), fc.string());
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(names, values)), (input) => {
        expectSound(parsed(input));
      }),
      { numRuns: 500 },
    );
  });
});

describe('parseConfig: changes of the learning rate', () => {
  const changesOf = (changes: unknown) => parsed({ changes }).changes;

  it('are sorted by step, and of two at one step the later counts', () => {
    expect(
      changesOf([
        { step: 9, learningRate: 0.3 },
        { step: 2, learningRate: 0.1 },
        { step: 9, learningRate: 0.2 },
      ]),
    ).toEqual([
      { step: 2, learningRate: 0.1 },
      { step: 9, learningRate: 0.2 },
    ]);
  });

  it('are left out one by one where they say no whole step or no rate', () => {
    const bad = [
      null,
      7,
      {},
      { step: 1 },
      { step: -1, learningRate: 1 },
      { step: 1.5, learningRate: 1 },
      { step: 3, learningRate: 'x' },
    ];
    const result = parseConfig({ changes: [...bad, { step: 5, learningRate: 0.1 }] });
    expect(result.config.changes).toEqual([{ step: 5, learningRate: 0.1 }]);
    expect(result.problems).toHaveLength(bad.length);
    for (const problem of result.problems)
      expect(problem).toMatchObject({ field: 'changes', reason: 'unreadable' });
  });

  it('have their rates clamped like any other', () => {
    expect(parseConfig({ changes: [{ step: 1, learningRate: 0 }] })).toEqual({
      config: { ...defaultConfig, changes: [{ step: 1, learningRate: 1e-6 }] },
      problems: [{ field: 'changes', value: '0', reason: 'out-of-range', used: '0.000001' }],
    });
  });

  it('are the first so many as a config holds, and that there were more is reported', () => {
    const many = Array.from({ length: MAX_CHANGES + 5 }, (_, i) => ({ step: i + 1, learningRate: 0.1 }));
    const result = parseConfig({ changes: many });
    expect(result.config.changes).toEqual(many.slice(0, MAX_CHANGES));
    expect(result.problems).toEqual([
      { field: 'changes', value: String(MAX_CHANGES + 5), reason: 'too-long', used: String(MAX_CHANGES) },
    ]);
  });

  it('are none where there is no list', () => {
    expect(parseConfig({ changes: { length: 3 } })).toMatchObject({
      config: { changes: [] },
      problems: [{ field: 'changes', value: 'object', reason: 'unreadable' }],
    });
  });
});

describe('learningRateAt', () => {
  const config = {
    ...defaultConfig,
    learningRate: 0.1,
    changes: [
      { step: 10, learningRate: 0.2 },
      { step: 20, learningRate: 0.3 },
    ],
  };

  it.each([
    [0, 0.1],
    [9, 0.1],
    [10, 0.2],
    [19, 0.2],
    [20, 0.3],
    [5000, 0.3],
  ])('makes update %i with a rate of %d', (step, rate) => {
    expect(learningRateAt(config, step)).toBe(rate);
  });
});
