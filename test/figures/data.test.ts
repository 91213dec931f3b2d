// What the home page's figures give to their tables and to the CSV: the very numbers that they draw.
import { describe, expect, test } from 'vitest';
import { attentionData } from '../../src/figures/attention/data.ts';
import { curveData } from '../../src/figures/curves/data.ts';
import { translationData } from '../../src/figures/translation/data.ts';
import { figures } from '../../src/i18n/en/figures.ts';
import { sample } from './sample.ts';

describe('a figure as data', () => {
  test('attention: a row a query, a column a key, in full; what is masked is no number', () => {
    const data = attentionData(
      {
        name: 'Decoder self-attention',
        marks: {
          weights: Float32Array.of(1, 0, 1 / 3, 2 / 3),
          rows: 2,
          columns: 2,
          masked: ({ row, column }) => column > row,
        },
        rowLabels: ['start', 'le'],
        columnLabels: ['start', 'le'],
      },
      'French word just written',
      figures.attention,
    );
    expect(data.columns).toEqual(['French word just written', 'start', 'le']);
    expect(data.rows).toEqual([
      ['start', 1, 'masked'],
      ['le', Math.fround(1 / 3), Math.fround(2 / 3)],
    ]);
    expect(data.format?.(1 / 3, 1)).toBe('0.33');
  });

  test('curves: a row for every step, accuracy only where it was measured; the table has those steps', () => {
    const losses = { values: Float32Array.of(4, 2, 1), length: 3 };
    const accuracy = [
      { step: 0, value: 0 },
      { step: 2, value: 0.5 },
    ];
    const data = curveData(losses, accuracy, figures.curve);
    expect(data.rows).toEqual([
      [0, '', 0],
      [1, 4, ''],
      [2, 2, 0.5],
      [3, 1, ''],
    ]);
    expect(data.few).toEqual([
      [0, '', 0],
      [2, 2, 0.5],
    ]);
    expect([0, 1, 2].map((column) => data.format?.(1, column))).toEqual(['1', '1.000', '100%']);
  });

  test('translation: a row for every word, with what should stand there and where it looked', () => {
    const prediction = sample({ source: 'the dog', output: 'le chat', reference: 'le chien brun' });
    const weights = Float32Array.of(0.75, 0.25, 0.5, 0.5);
    const probability = (at: number) => prediction.steps[at]?.chosen.probability;
    expect(translationData(prediction, weights, figures)).toMatchObject({
      columns: ['French', 'probability', 'should be', 'the', 'dog'],
      rows: [
        ['le', probability(0), '', 0.75, 0.25],
        ['chat', probability(1), 'chien', 0.5, 0.5],
        ['missing', '', 'brun', '', ''],
      ],
    });
    expect(translationData(prediction, null, figures).columns).toEqual([
      'French',
      'probability',
      'should be',
    ]);
  });
});
