// The field for a phrase, the sentences under it, and the phrases that are offered.
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { PhraseField } from '../../src/pages/home/PhraseField.tsx';
import { pausedRun, predictionOf } from './fakeRun.ts';
import { draw } from './render.tsx';

const field = () => screen.getByLabelText('English phrase');

describe('the field', () => {
  test('each key goes to the run', async () => {
    const { actions } = draw(<PhraseField />, pausedRun);
    await userEvent.type(field(), '!');
    expect(actions.setPhrase).toHaveBeenLastCalledWith('the big red dog!');
  });

  test('offers phrases that the model has never seen', async () => {
    const { actions } = draw(<PhraseField />, pausedRun);
    expect(screen.getByRole('list', { name: 'Phrases it has never seen' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'the big red dog' })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'my black cat' }));
    expect(actions.setPhrase).toHaveBeenCalledExactlyOnceWith('my black cat');
  });
});

describe('under the field', () => {
  const told = (
    phrase: string,
    prediction = predictionOf(phrase) as ReturnType<typeof predictionOf> | null,
  ) => {
    draw(<PhraseField />, { ...pausedRun, phrase, prediction });
    return field();
  };

  test('an empty phrase asks for words', () => {
    expect(told('  ', null)).toHaveAccessibleDescription('Type a few English words for it to translate.');
  });

  test('a phrase without a word is quoted, as text', () => {
    expect(told('🙂 <br>', null)).toHaveAccessibleDescription('There is no word to read in “🙂 <br>”.');
  });

  test('says where a phrase comes from', () => {
    expect(told('the big red dog')).toHaveAccessibleDescription(/never been shown this phrase/);
  });

  test('a word it has never met is named', () => {
    const prediction = predictionOf('the big zebra', {
      source: [
        { word: 'the', known: true },
        { word: 'zebra', known: false },
        { word: 'zebra', known: false },
      ],
    });
    expect(told('the big zebra', prediction)).toHaveAccessibleDescription(
      'It has never met “zebra”; the model sees <unk>.',
    );
  });

  test('many unknown words are named in part and counted', () => {
    const words = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff'];
    const prediction = predictionOf('x', { source: words.map((word) => ({ word, known: false })) });
    expect(told('x', prediction)).toHaveAccessibleDescription(
      'It has never met “aa”, “bb”, “cc”, “dd” and 2 more words; the model sees <unk>.',
    );
  });

  test('a long phrase: how many words were read', () => {
    const source = Array.from({ length: 12 }, () => ({ word: 'dog', known: true }));
    expect(told('dog', predictionOf('dog', { source, dropped: 488 }))).toHaveAccessibleDescription(
      /It read the first 12 of 500 words/,
    );
  });

  test('a translation without an end says where it was stopped', () => {
    expect(told('dog', predictionOf('dog', { ended: false }))).toHaveAccessibleDescription(
      /did not come to an end by itself, and was stopped after 5 words/,
    );
  });

  test('follows the run', () => {
    const { store } = draw(<PhraseField />, pausedRun);
    act(() => store.setState({ phrase: 'dog', prediction: predictionOf('dog', { origin: 'own' }) }));
    expect(field()).toHaveAccessibleDescription(/of your own/);
  });
});
