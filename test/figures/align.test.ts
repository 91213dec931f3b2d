// Right, wrong, one too many, missing: by position.
import { describe, expect, test } from 'vitest';
import { alignOutput, placesFor, score, sentenceOf } from '../../src/figures/translation/align.ts';
import { sample } from './sample.ts';

const verdicts = (output: string, reference: string | null = 'le gros chien rouge') =>
  alignOutput(sample({ output, reference })).map((slot) =>
    slot.kind === 'missing'
      ? `missing ${slot.expected}`
      : `${slot.kind} ${slot.verdict} ${slot.expected ?? ''}`.trim(),
  );

describe('a translation set against the right one', () => {
  test('is right throughout, with its end', () => {
    expect(verdicts('le gros chien rouge <eos>')).toEqual([
      'word right',
      'word right',
      'word right',
      'word right',
      'end right',
    ]);
  });

  test('names the right word where one is wrong', () => {
    expect(verdicts('le rouge chien rouge <eos>')[1]).toBe('word wrong gros');
  });

  test('has words missing when it ends too early', () => {
    expect(verdicts('le gros <eos>')).toEqual([
      'word right',
      'word right',
      'end wrong chien',
      'missing rouge',
    ]);
  });

  test('has words too many when it goes on', () => {
    expect(verdicts('le gros chien rouge rouge rouge <eos>').slice(4)).toEqual([
      'word extra',
      'word extra',
      'end right',
    ]);
    expect(verdicts('le gros chien rouge le le le le').at(-1)).toBe('word extra');
  });

  test('is not judged where no right one is known', () => {
    expect(verdicts('le chien <eos>', null)).toEqual(['word null', 'word null', 'end null']);
  });

  test('keeps its size while the model writes too much or too little', () => {
    const places = ['le gros chien rouge <eos>', 'le <eos>', 'le le le le le le le le le le le'].map(
      (output) => placesFor(sample({ output })),
    );
    expect(places).toEqual([5, 5, 5]);
    expect(placesFor(sample({ output: 'le le le le le le le le le', reference: null }))).toBe(6);
    expect(placesFor(sample({ source: 'dog', output: 'chien <eos>', reference: null }))).toBe(2);
  });

  test('has a score, and reads as a sentence', () => {
    const prediction = sample({ output: 'le rouge chien rouge <eos>' });
    expect(score(alignOutput(prediction), prediction.reference ?? [])).toEqual([3, 4]);
    expect(sentenceOf(prediction.steps)).toBe('le rouge chien rouge');
  });
});
