// A run to the hash of a URL and back, and what becomes of links that nobody should have made.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig, type ExperimentConfig, MAX_CHANGES } from '../../src/experiment/config.ts';
import { hyperparameters } from '../../src/experiment/hyperparameters.ts';
import { maxLinkPhrase, maxLinkStep, readLink, writeLink } from '../../src/experiment/link.ts';

const plain =
  'v=1&task=translation&model=transformer&seed=7&learningRate=0.005&layers=1&heads=2&width=32&step=0';
const defaults = { config: defaultConfig, step: 0, phrase: undefined };

const choice = (choices: readonly number[]) => fc.constantFrom(...choices);
const rate = fc.double({ ...hyperparameters.learningRate.accepts, noNaN: true });
const configs: fc.Arbitrary<ExperimentConfig> = fc.record(
  {
    version: fc.constant(1),
    task: fc.constant('translation'),
    model: fc.constant('transformer'),
    seed: fc.integer({ min: 0, max: 4294967295 }),
    learningRate: rate,
    layers: choice(hyperparameters.layers.choices),
    heads: choice(hyperparameters.heads.choices),
    width: choice(hyperparameters.width.choices),
    changes: fc
      .uniqueArray(
        fc.tuple(fc.nat(), rate).map(([step, learningRate]) => ({ step, learningRate })),
        {
          maxLength: MAX_CHANGES,
          selector: (change) => change.step,
        },
      )
      .map((changes) => [...changes].sort((a, b) => a.step - b.step)),
  },
  { noNullPrototype: true },
);

describe('writeLink', () => {
  it('writes version first, then every field by its full name, always in the same order', () => {
    expect(writeLink({ config: defaultConfig, step: 148, phrase: 'the big red dog' })).toBe(
      'v=1&task=translation&model=transformer&seed=7&learningRate=0.005&layers=1&heads=2&width=32&step=148&phrase=the+big+red+dog',
    );
  });

  it('writes no changes and no phrase where there are none', () => {
    expect(writeLink(defaults)).toBe(plain);
  });

  it('writes changes to be read by eye', () => {
    const changes = [
      { step: 60, learningRate: 0.001 },
      { step: 120, learningRate: 5e-4 },
      { step: 130, learningRate: 1e38 },
    ];
    expect(writeLink({ ...defaults, config: { ...defaultConfig, changes } })).toContain(
      '&changes=60:0.001,120:0.0005,130:1e38&',
    );
  });

  it('leaves nothing in a phrase that could end the link or begin a tag', () => {
    const link = writeLink({ ...defaults, phrase: `&seed=1#x <script>alert("1")</script> I’m 100% 'it'` });
    expect(link.slice(plain.length)).toMatch(/^&phrase=[\w%+.*-]+$/);
  });

  it('writes the first 500 units of a longer phrase, never half a character', () => {
    const phrase = `a${'🐶'.repeat(400)}`;
    const { phrase: read, problems } = readLink(writeLink({ ...defaults, phrase }));
    expect(read).toBe(`a${'🐶'.repeat(249)}`);
    expect(problems).toEqual([]);
  });

  it('survives half a surrogate pair, which no URL can carry', () => {
    expect(readLink(writeLink({ ...defaults, phrase: 'a\ud800b' })).phrase).toBe('a\ufffdb');
  });
});

describe('readLink', () => {
  it('gives back the run that was written, all bits of its rates included', () => {
    const phrase = fc.option(fc.string({ unit: 'grapheme', maxLength: 600 }), { nil: undefined });
    fc.assert(
      fc.property(configs, fc.integer({ min: 0, max: maxLinkStep }), phrase, (config, step, text) => {
        const typed = text !== undefined && text.length > maxLinkPhrase ? text.slice(0, 250) : text;
        fc.pre(typed === undefined || !/\p{Cs}/u.test(typed));
        const run = { config, step, phrase: typed };
        expect(readLink(writeLink(run))).toStrictEqual({ ...run, problems: [], present: true });
      }),
      { numRuns: 300 },
    );
  });

  it('gives back the longest link there is', () => {
    const changes = Array.from({ length: MAX_CHANGES }, (_, i) => ({
      step: Number.MAX_SAFE_INTEGER - MAX_CHANGES + i,
      learningRate: 1.2345678901234567e-6,
    }));
    const run = { config: { ...defaultConfig, changes }, step: maxLinkStep, phrase: '犬'.repeat(500) };
    expect(readLink(writeLink(run))).toEqual({ ...run, problems: [], present: true });
  });

  it('reads with and without the leading #', () => {
    expect(readLink(`#${plain}`)).toEqual(readLink(plain));
    expect(readLink(plain)).toEqual({ ...defaults, problems: [], present: true });
  });

  it.each(['', '#', '#main', '#cross-attention', '#a_b'])('finds no link in %j', (hash) => {
    expect(readLink(hash)).toEqual({ ...defaults, problems: [], present: false });
  });

  it('reads a link written by hand: what is not named is the default', () => {
    expect(readLink('#seed=9')).toEqual({
      ...defaults,
      config: { ...defaultConfig, seed: 9 },
      problems: [],
      present: true,
    });
    expect(readLink('#phrase=the+cat').phrase).toBe('the cat');
    expect(readLink('#phrase=').phrase).toBe('');
  });

  it('says what a link lost on its way, once it has said its version', () => {
    const cutShort = plain.slice(0, plain.indexOf('&layers'));
    expect(readLink(cutShort).config).toEqual(defaultConfig);
    expect(readLink(cutShort).problems).toEqual([
      { field: 'layers', value: '', reason: 'unreadable', used: '1' },
      { field: 'heads', value: '', reason: 'unreadable', used: '2' },
      { field: 'width', value: '', reason: 'unreadable', used: '32' },
      { field: 'step', value: '', reason: 'unreadable', used: '0' },
    ]);
  });

  it.each([
    ['seed=abc', { field: 'seed', value: 'abc', reason: 'not-a-number', used: '7' }],
    ['seed=', { field: 'seed', value: '', reason: 'not-a-number', used: '7' }],
    ['seed=-1', { field: 'seed', value: '-1', reason: 'out-of-range', used: '0' }],
    ['learningRate=1e999', { field: 'learningRate', value: '1e999', reason: 'out-of-range', used: '1e+38' }],
    ['heads=3', { field: 'heads', value: '3', reason: 'not-a-choice', used: '2' }],
    ['task=%3Cscript%3E', { field: 'task', value: '<script>', reason: 'not-a-choice', used: 'translation' }],
    ['v=2', { field: 'version', value: '2', reason: 'newer-version', used: '1' }],
    ['step=100001', { field: 'step', value: '100001', reason: 'out-of-range', used: '100000' }],
    ['step=-3', { field: 'step', value: '-3', reason: 'out-of-range', used: '0' }],
    ['step=1.5', { field: 'step', value: '1.5', reason: 'not-a-number', used: '0' }],
    ['changes=x', { field: 'changes', value: 'x', reason: 'unreadable', used: '' }],
    ['changes=1:2:3', { field: 'changes', value: '1:2:3', reason: 'unreadable', used: '' }],
    ['colour=red', { field: 'colour', value: 'red', reason: 'unknown-field', used: '' }],
    ['__proto__=1', { field: '__proto__', value: '1', reason: 'unknown-field', used: '' }],
    ['seed=%E0%A4%A', { field: 'seed', value: '%E0%A4%A', reason: 'unreadable', used: '7' }],
    ['phrase=100%', { field: 'phrase', value: '100%', reason: 'unreadable', used: '' }],
    ['seed=7&seed=8', { field: 'seed', value: '8', reason: 'unreadable', used: '7' }],
    [
      '<script>alert(1)</script>',
      { field: '<script>alert(1)</script>', value: '', reason: 'unknown-field', used: '' },
    ],
  ])('reports %s', (hash, problem) => {
    expect(readLink(hash).problems).toContainEqual(problem);
    expect(readLink(hash).present).toBe(true);
  });

  it('keeps the good values of a link that has bad ones', () => {
    const { config, step, phrase } = readLink('seed=12&layers=99&step=30&phrase=my+cat&x=%');
    expect(config).toEqual({ ...defaultConfig, seed: 12 });
    expect([step, phrase]).toEqual([30, 'my cat']);
  });

  it('keeps the good changes of a list that has bad ones', () => {
    expect(readLink('changes=1:0.1,,2:x,3:0.2').config.changes).toEqual([
      { step: 1, learningRate: 0.1 },
      { step: 3, learningRate: 0.2 },
    ]);
  });

  it('reads : and , encoded or not', () => {
    expect(readLink('changes=1%3A0.1%2C2%3A0.2').config.changes).toEqual(
      readLink('changes=1:0.1,2:0.2').config.changes,
    );
  });

  it('cuts a phrase that is too long, and says so', () => {
    const { phrase, problems } = readLink(`phrase=${'dog '.repeat(200)}`);
    expect(phrase).toBe('dog '.repeat(125));
    expect(problems).toMatchObject([{ field: 'phrase', reason: 'too-long' }]);
  });

  it.each([`seed=${'9'.repeat(9000)}`, `seed=9&phrase=${'%41'.repeat(9000)}`, '&'.repeat(1_000_000)])(
    'refuses a huge link whole',
    (hash) => {
      expect(readLink(hash)).toMatchObject({
        ...defaults,
        problems: [{ field: 'link', reason: 'too-long', used: '' }],
        present: true,
      });
    },
  );

  it('reports at most 20 problems, however many a link has', () => {
    expect(readLink(Array.from({ length: 300 }, (_, i) => `f${i}=1`).join('&')).problems).toHaveLength(20);
    expect(readLink('seed=1&'.repeat(300)).problems).toHaveLength(20);
  });

  it('never throws, and always gives a run within bounds', () => {
    const names = fc.constantFrom(
      'v',
      'task',
      'model',
      'seed',
      'learningRate',
      'layers',
      'heads',
      'width',
      'changes',
      'step',
      'phrase',
      'version',
      '__proto__',
      '',
    );
    const field = fc
      .tuple(names, fc.oneof(fc.string({ unit: 'binary' }), fc.double().map(String)))
      .map(([n, v]) => `${n}=${v}`);
    const hash = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.array(field).map((fields) => fields.join('&')),
    );
    fc.assert(
      fc.property(hash, (text) => {
        const { config, step, phrase, problems } = readLink(text);
        expect(step >= 0 && step <= maxLinkStep && Number.isInteger(step)).toBe(true);
        expect(phrase === undefined || phrase.length <= maxLinkPhrase).toBe(true);
        expect(Object.keys(config)).toEqual(Object.keys(defaultConfig));
        for (const { field: name, value, used } of problems)
          expect(Math.max(name.length, value.length, used.length)).toBeLessThanOrEqual(40);
        expect(readLink(writeLink({ config, step, phrase })).config).toEqual(config);
      }),
      { numRuns: 1000 },
    );
  });
});
