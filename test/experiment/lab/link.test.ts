// A lab run to the hash of a URL and back, and what becomes of links that nobody should have made.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabConfig } from '../../../src/experiment/lab/config.ts';
import { readLabLink, writeLabLink } from '../../../src/experiment/lab/link.ts';
import { defaultLabConfig, defaultLabConfigFor, settings } from '../../../src/experiment/lab/settings.ts';
import { maxLinkStep, maxLinkText } from '../../../src/experiment/linkFields.ts';
import { lengths } from '../../../src/tasks/prediction/lengths.ts';

const plain =
  'v=1&task=sentiment&seed=7&cell=lstm&hiddenSize=32&layers=1&bidirectional=false&embeddingSize=16&length=12&initialisation=uniform&spectralRadius=1&optimiser=adam&learningRate=0.01&clipNorm=1&truncation=0&batchSize=32&step=0';
const nothing = {
  figure: undefined,
  config: defaultLabConfig,
  step: 0,
  text: undefined,
  pinned: undefined,
};

const real = ({ accepts }: { readonly accepts: { readonly min: number; readonly max: number } }) =>
  fc.double({ ...accepts, noNaN: true }).map((x) => x + 0); // −0 is written as 0
const rate = real(settings.learningRate);
const configs: fc.Arbitrary<LabConfig> = fc.constantFrom(...settings.task.choices).chain((task) => {
  const length = lengths[task].kind === 'chosen' ? lengths[task] : settings.length;
  return fc.record(
    {
      version: fc.constant(1),
      task: fc.constant(task),
      seed: fc.integer({ min: 0, max: 4294967295 }),
      cell: fc.constantFrom(...settings.cell.choices),
      hiddenSize: fc.constantFrom(...settings.hiddenSize.choices),
      layers: fc.constantFrom(...settings.layers.choices),
      bidirectional: fc.boolean(),
      embeddingSize: fc.constantFrom(...settings.embeddingSize.choices),
      length: fc.integer({
        min: length.kind === 'integer' || length.kind === 'chosen' ? length.min : 2,
        max: length.max,
      }),
      initialisation: fc.constantFrom(...settings.initialisation.choices),
      spectralRadius: real(settings.spectralRadius),
      optimiser: fc.constantFrom(...settings.optimiser.choices),
      learningRate: rate,
      clipNorm: real(settings.clipNorm),
      truncation: fc.integer({ min: 0, max: 64 }),
      batchSize: fc.constantFrom(...settings.batchSize.choices),
      changes: fc
        .uniqueArray(
          fc.tuple(fc.nat(), rate).map(([step, learningRate]) => ({ step, learningRate })),
          { maxLength: 100, selector: (change) => change.step },
        )
        .map((changes) => [...changes].sort((a, b) => a.step - b.step)),
    },
    { noNullPrototype: true },
  );
});

describe('writeLabLink', () => {
  it('writes the figure, the version, then every field by its full name, always in the same order', () => {
    expect(writeLabLink({ ...nothing, figure: 'gates', step: 120, text: 'not bad' })).toBe(
      `figure=gates&${plain.replace('step=0', 'step=120')}&text=not+bad`,
    );
  });

  it('writes no figure, no changes and no text where there are none', () => {
    expect(writeLabLink(nothing)).toBe(plain);
  });

  it('writes a pinned number by its name, readable by eye', () => {
    const pinned = { of: 'gradient', tensor: 'rnn.l0.t3.forget', index: 5 } as const;
    expect(writeLabLink({ ...nothing, pinned })).toBe(`${plain}&pinned=gradient:rnn.l0.t3.forget:5`);
  });

  it('writes how the figure is looked at, readable by eye', () => {
    const look = new Map([
      ['beat', '4'],
      ['order', 'activity'],
    ]);
    expect(writeLabLink({ ...nothing, look })).toBe(`${plain}&view=beat:4,order:activity`);
    expect(readLabLink(`${plain}&view=beat:4,order:activity`)).toMatchObject({ look, problems: [] });
    expect(writeLabLink({ ...nothing, look: new Map() })).toBe(plain);
  });

  it('writes nothing of a text that could end the link or begin a tag', () => {
    expect(writeLabLink({ ...nothing, text: '&step=9#<b>"' })).toContain('&text=%26step%3D9%23%3Cb%3E%22');
  });
});

describe('readLabLink', () => {
  it.each([
    ['beat', []],
    ['beat:4,beat:5', ['beat']],
    ['beat:4,<b>:1', ['beat']],
    ['__proto__:1,order:a b', []],
    [`order:${'x'.repeat(65)}`, []],
    [Array.from({ length: 30 }, (_, at) => `a${'b'.repeat(at % 20)}c:1`).join(','), 12],
  ] as const)('keeps what it can of a look: %s', (text, kept) => {
    const { look, problems } = readLabLink(`${plain}&view=${text}`);
    if (typeof kept === 'number') expect(look?.size).toBe(kept);
    else expect([...(look?.keys() ?? [])]).toEqual(kept);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ field }) => field === 'view')).toBe(true);
  });

  it('gives every run back, all bits of its numbers, without a word', () => {
    fc.assert(
      fc.property(
        configs,
        fc.integer({ min: 0, max: maxLinkStep }),
        fc.option(fc.string({ unit: 'grapheme', maxLength: 60 }), { nil: undefined }),
        fc.option(fc.constantFrom('gates', 'gradient-lab', 'unrolled'), { nil: undefined }),
        fc.option(
          fc.record(
            {
              of: fc.constantFrom('value', 'gradient'),
              tensor: fc.constantFrom('rnn.weight_hh_l0', 'rnn.l1_reverse.t12.forget', 'loss'),
              index: fc.nat({ max: 9_999_999 }),
            },
            { noNullPrototype: true },
          ),
          { nil: undefined },
        ),
        (config, step, text, figure, pinned) => {
          const linked = { figure, config, step, text, pinned };
          expect(readLabLink(`#${writeLabLink(linked)}`)).toEqual({
            ...linked,
            problems: [],
            present: true,
            hasRun: true,
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(['', '#', '#main', '#figure'])('finds no link in "%s"', (hash) => {
    expect(readLabLink(hash)).toEqual({ ...nothing, problems: [], present: false, hasRun: false });
  });

  it('knows a figure alone from a figure with a run', () => {
    expect(readLabLink('#figure=gradient-lab')).toEqual({
      ...nothing,
      figure: 'gradient-lab',
      problems: [],
      present: true,
      hasRun: false,
    });
    expect(readLabLink('#figure=gates&text=good').hasRun).toBe(false);
    for (const some of ['cell=gru', 'v=1', 'step=3', 'changes=1:0.1', 'length=20'])
      expect(readLabLink(`#figure=gates&${some}`).hasRun).toBe(true);
  });

  it('fills up what was written by hand with the defaults of the task', () => {
    const { config, problems } = readLabLink('#task=adding');
    expect(config).toEqual(defaultLabConfigFor('adding'));
    expect(problems).toEqual([]);
  });

  it('fills up a link that leaves settings out with those that its figure begins with, without a word', () => {
    const beginning = (figure: string | undefined): LabConfig =>
      figure === 'gates' ? { ...defaultLabConfig, hiddenSize: 16, layers: 2 } : defaultLabConfig;
    const { config, problems } = readLabLink('#figure=gates&v=1&layers=3&step=4', beginning);
    expect(config).toEqual({ ...defaultLabConfig, hiddenSize: 16, layers: 3 });
    expect(problems).toEqual([]);
    expect(readLabLink('#figure=cell&v=1&layers=3', beginning).config.hiddenSize).toBe(32);
    // Of another task the figure knows nothing.
    expect(readLabLink('#figure=gates&v=1&task=adding', beginning).config).toEqual(
      defaultLabConfigFor('adding'),
    );
  });

  it('names only the bad values of a link that leaves others out', () => {
    const { config, problems } = readLabLink(
      `#${plain.replace('sentiment', 'adding').replace('&cell=lstm', '').replace('seed=7', 'seed=x')}`,
    );
    expect(config.cell).toBe(defaultLabConfigFor('adding').cell);
    expect(problems).toEqual([{ field: 'seed', value: 'x', reason: 'not-a-number', used: '7' }]);
  });

  it.each([
    'forget:3',
    'value:forget',
    'value:forget:-1',
    'value:forget:03',
    'value:forget:1e3',
    'value:__proto__:99999999',
    'VALUE:forget:1',
    'value:<b>:1',
    '',
  ])('reports a pinned number written as “%s”, and the rest is read', (text) => {
    const { pinned, problems, step } = readLabLink(`#${plain.replace('step=0', 'step=9')}&pinned=${text}`);
    expect(pinned).toBeUndefined();
    expect(step).toBe(9);
    expect(problems).toEqual([{ field: 'pinned', value: text, reason: 'not-a-choice', used: '' }]);
  });

  it.each([
    ['figure=Ga%3Ctes', 'figure', 'unreadable', ''],
    ['figure=../secret', 'figure', 'unreadable', ''],
    ['task=telepathy', 'task', 'not-a-choice', 'sentiment'],
    ['cell=constructor', 'cell', 'not-a-choice', 'lstm'],
    ['hiddenSize=33', 'hiddenSize', 'not-a-choice', '32'],
    ['hiddenSize=4096', 'hiddenSize', 'not-a-choice', '32'],
    ['layers=1e9', 'layers', 'not-a-choice', '1'],
    ['bidirectional=perhaps', 'bidirectional', 'not-a-choice', 'false'],
    ['task=adding&length=1000', 'length', 'out-of-range', '64'],
    ['task=series&length=2', 'length', 'out-of-range', '12'],
    ['learningRate=0', 'learningRate', 'out-of-range', '0.000001'],
    ['learningRate=1e39', 'learningRate', 'out-of-range', '1e+38'],
    ['learningRate=fast', 'learningRate', 'not-a-number', '0.01'],
    ['clipNorm=-1', 'clipNorm', 'out-of-range', '0'],
    ['truncation=1.5', 'truncation', 'not-a-number', '0'],
    ['step=-1', 'step', 'out-of-range', '0'],
    ['step=1e12', 'step', 'out-of-range', '100000'],
    ['v=2', 'version', 'newer-version', '1'],
    ['__proto__=x', '__proto__', 'unknown-field', ''],
    ['seed=%E0%A4%A', 'seed', 'unreadable', '7'],
    ['changes=3', 'changes', 'unreadable', ''],
  ])('reports %s and goes on', (hash, field, reason, used) => {
    const { problems } = readLabLink(`#${hash}&x=`);
    expect(problems).toContainEqual(expect.objectContaining({ field, reason, used }));
  });

  it('cuts a long text and refuses a long link', () => {
    expect(readLabLink(`#text=${'a'.repeat(600)}`).text).toHaveLength(maxLinkText);
    expect(readLabLink(`#text=${'a'.repeat(9000)}`)).toMatchObject({
      ...nothing,
      problems: [{ field: 'link', reason: 'too-long' }],
    });
  });

  it('never throws, and always gives a run that can be run', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('1e400', '%', 'NaN', '-0'),
    );
    const name = fc.oneof(
      fc.constantFrom('figure', 'v', 'task', 'length', 'changes', 'step', 'text', 'toString'),
      value,
    );
    const hash = fc
      .array(fc.tuple(name, value), { maxLength: 12 })
      .map((fields) => fields.map(([a, b]) => `${a}=${b}`).join('&'));
    fc.assert(
      fc.property(fc.oneof(hash, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        const { config, step, problems } = readLabLink(text);
        expect(problems.length).toBeLessThanOrEqual(20);
        expect(Number.isInteger(step) && step >= 0 && step <= maxLinkStep).toBe(true);
        const again = readLabLink(writeLabLink({ ...nothing, config, step }));
        expect(again.config).toEqual(config);
        expect(again.problems).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
