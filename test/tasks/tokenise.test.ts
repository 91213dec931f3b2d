// Typed text to words: whatever is typed, pasted or sent in a link.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNK } from '../../src/tasks/task.ts';
import { translation } from '../../src/tasks/translation/translation.ts';
import { cut, maxWordLength, wordsOf } from '../../src/tasks/words.ts';

const read = (text: string) => translation.tokenise(text).words;

describe('tokenise', () => {
  it.each([
    ['The Big RED dog', ['the', 'big', 'red', 'dog']],
    ['  the\tbig \n\r\n red\u00a0dog\u3000', ['the', 'big', 'red', 'dog']],
    ['“The dog,” she said: (the cat)… sleeps!', ['the', 'dog', 'she', 'said', 'the', 'cat', 'sleeps']],
    ['dog,cat;cow-goat/duck', ['dog', 'cat', 'cow', 'goat', 'duck']],
    ['3 dogs', ['3', 'dogs']],
  ])('reads %j as its words, without case, space and punctuation', (text, words) => {
    expect(read(text)).toEqual(words);
  });

  it.each(['', ' ', '\t\n', '?!', '…', "'", "''' '", '\u0000', '\u200b\u200d', '<>', '\u0301', '\ud800'])(
    'finds no word in %j',
    (text) => {
      expect(translation.tokenise(text)).toEqual({ words: [], dropped: 0 });
    },
  );

  it.each(["I'm", 'I’m', 'I‘m', 'Iʼm', 'I´m', 'I`m', 'I′m', 'I＇m'])(
    'reads %s with a straight apostrophe',
    (text) => {
      expect(read(text)).toEqual(["i'm"]);
    },
  );

  it('drops apostrophes that are not inside a word', () => {
    expect(read("'the' dogs' 'cat")).toEqual(['the', 'dogs', 'cat']);
  });

  it.each([
    ['The cat doesn’t sleep', ['the', 'cat', 'does', 'not', 'sleep']],
    ["I don't love you", ['i', 'do', 'not', 'love', 'you']],
  ])('writes out the negation of "%s", as the grammar does', (text, words) => {
    expect(read(text)).toEqual(words);
  });

  it('reads composed and decomposed letters alike', () => {
    expect(read('che\u0300vre')).toEqual(['chèvre']);
    expect(read('CHÈVRE')).toEqual(['chèvre']);
  });

  it('takes the text out of markup, and executes and keeps none of it', () => {
    expect(read('<b>the dog</b><img src=x onerror=alert(1)>')).toEqual([
      'b',
      'the',
      'dog',
      'b',
      'img',
      'src',
      'x',
      'onerror',
      'alert',
      '1',
    ]);
  });

  it('cannot be made to yield a special token', () => {
    expect(read('<eos> <pad><bos> <unk>')).toEqual(['eos', 'pad', 'bos', 'unk']);
    for (const word of read('<eos> <pad><bos> <unk>')) expect(translation.source.idOf(word)).toBe(UNK);
  });

  it('keeps emoji as words that the vocabulary lacks', () => {
    expect(read('the 🐶 sleeps')).toEqual(['the', '🐶', 'sleeps']);
    expect(translation.source.idOf('🐶')).toBe(UNK);
    expect(read('👨‍👩‍👧 ❤️ 🇫🇷')).toHaveLength(3);
  });

  it('reads right-to-left words and drops marks that would turn the text around', () => {
    expect(read('\u202eكلب\u202c אני \u200fdog')).toEqual(['كلب', 'אני', 'dog']);
  });

  it('parts words at control characters and drops soft hyphens', () => {
    expect(read('the\u0007big\u0000red\u001bdog')).toEqual(['the', 'big', 'red', 'dog']);
    expect(read('tur\u00adtle')).toEqual(['turtle']);
  });

  it('reads twelve words and counts the rest', () => {
    const text = Array.from({ length: 500 }, (_, i) => `word${i}`).join(' ');
    const { words, dropped } = translation.tokenise(text);
    expect(words).toEqual(Array.from({ length: 12 }, (_, i) => `word${i}`));
    expect(dropped).toBe(488);
    expect(translation.tokenise('a b c d e f g h i j k l').dropped).toBe(0);
  });

  it('cuts a word after 40 characters, never through one', () => {
    expect(read('a'.repeat(100))).toEqual(['a'.repeat(40)]);
    expect(read(`a${'🐶'.repeat(50)}`)).toEqual([`a${'🐶'.repeat(19)}`]);
    expect(read(`e${'\u0323\u0301'.repeat(500)}`)[0]?.length).toBe(40);
  });

  it('reads a megabyte in well under a second', () => {
    const started = performance.now();
    const { dropped } = translation.tokenise("dog's ' ".repeat(130_000));
    expect(dropped).toBe(130_000 - 12);
    expect(performance.now() - started).toBeLessThan(2000); // 0.1 s here: room for a busy machine, none for n²
  });

  it('gives any text at most 12 words of 1 to 40 characters, and the same words when they are read again', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const { words, dropped } = translation.tokenise(typed);
        expect(words.length).toBeLessThanOrEqual(12);
        expect(dropped).toBeGreaterThanOrEqual(0);
        for (const word of words) {
          expect(word.length).toBeGreaterThan(0);
          expect(word.length).toBeLessThanOrEqual(maxWordLength);
          expect(word).not.toMatch(/[\s<>\p{Cc}\p{Cf}\p{Cs}]/u);
        }
        expect(read(words.join(' '))).toEqual(words);
      }),
      { numRuns: 500 },
    );
  });
});

describe('wordsOf', () => {
  it('knows no language: contractions stay whole', () => {
    expect(wordsOf("Don't stop")).toEqual(["don't", 'stop']);
  });
});

describe('cut', () => {
  it('keeps short text, and never half a surrogate pair', () => {
    expect(cut('dog', 3)).toBe('dog');
    expect(cut('dogs', 3)).toBe('dog');
    expect(cut('a🐶', 2)).toBe('a');
    expect(cut('🐶b', 2)).toBe('🐶');
    expect(cut('🐶', 0)).toBe('');
  });
});
