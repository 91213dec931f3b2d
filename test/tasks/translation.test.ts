// The translation task as data: what is taught, that it is right, and that the split is honest.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { EOS, PAD, type SequencePair, UNK } from '../../src/tasks/task.ts';
import { kindsOf } from '../../src/tasks/translation/kinds.ts';
import { adjectives, nouns, verbs } from '../../src/tasks/translation/lexicon.ts';
import { translation } from '../../src/tasks/translation/translation.ts';

const { pairs, source, target } = translation;
const english = ({ source: words }: SequencePair) => words.join(' ');
const french = ({ target: words }: SequencePair) => words.join(' ');
const line = (pair: SequencePair | undefined) => (pair ? `${english(pair)} → ${french(pair)}` : undefined);
const say = (text: string) => translation.reference(text.split(' '))?.join(' ');
const seeds = [0, 1, 2, 3, 7, 8, 42, 100, 2024, 65535, 123456789, 4294967295];

describe('translation: the French', () => {
  it.each([
    ['the big red dog', 'le gros chien rouge'],
    ['the big red cow', 'la grosse vache rouge'],
    ['a small green turtle', 'une petite tortue verte'],
    ['my old white boat', 'mon vieux bateau blanc'],
    ['my old white house', 'ma vieille maison blanche'],
    ['a beautiful black cat', 'un beau chat noir'],
    ['a beautiful black mouse', 'une belle souris noire'],
    ['a new blue hat', 'un nouveau chapeau bleu'],
    ['a new blue car', 'une nouvelle voiture bleue'],
    ['an old ball', 'une vieille balle'],
    ['a young duck', 'un jeune canard'],
    ['the goat', 'la chèvre'],
  ])('puts "%s" as "%s": gender agrees, colours follow the noun', (words, expected) => {
    expect(say(words)).toBe(expected);
  });

  it.each([
    ['i love you', "je t'aime"],
    ['you love me', "tu m'aimes"],
    ['she loves him', "elle l'aime"],
    ['i love the dog', "j'aime le chien"],
    ['you love my cat', 'tu aimes mon chat'],
    ['she sees me', 'elle me voit'],
    ['you see her', 'tu la vois'],
    ['my dog loves me', "mon chien m'aime"],
    ['i look for you', 'je te cherche'],
    ['he looks for the book', 'il cherche le livre'],
    ['the cat sleeps', 'le chat dort'],
    ['the cat does not sleep', 'le chat ne dort pas'],
    ['i do not love you', "je ne t'aime pas"],
    ['you do not love the rabbit', "tu n'aimes pas le lapin"],
    [
      'my big black cat does not love the small white mouse',
      "mon gros chat noir n'aime pas la petite souris blanche",
    ],
  ])('puts "%s" as "%s": verbs agree, pronouns stand before them and elide', (words, expected) => {
    expect(say(words)).toBe(expected);
  });

  it.each([
    'she see me',
    'i sees you',
    'a old dog',
    'an dog',
    'i see me',
    'she does not sees me',
    'he do not sleep',
    'i look you',
    'i sleep the dog',
    'i love',
    'the dog the cat',
    'the red big dog',
    'i do not see a dog',
    'dog',
    'you',
    'the purple dog',
    'the dog sleeps sleeps',
  ])('knows no answer to "%s", which is not English or not in the grammar', (words) => {
    expect(say(words)).toBeUndefined();
  });

  it('knows no answer to no words, nor to special tokens', () => {
    expect(translation.reference([])).toBeUndefined();
    expect(translation.reference(['<bos>', 'the', 'dog'])).toBeUndefined();
  });

  it('knows the answer to every pair, and it is the one that is taught', () => {
    for (const pair of pairs) expect(translation.reference(pair.source)).toEqual(pair.target);
  });

  it('never needs an article or an adjective that changes before a vowel', () => {
    const mayFollow = [
      ...nouns.map((noun) => noun.french),
      ...adjectives.flatMap((a) => [a.masculine, a.feminine]),
    ];
    expect(mayFollow.filter((word) => /^[aeiouyhàâéèêîôû]/.test(word))).toEqual([]);
  });

  it('has as many feminine nouns as masculine ones, among animals and among things', () => {
    const count = (gender: string, animate: boolean) =>
      nouns.filter((noun) => noun.gender === gender && noun.animate === animate).length;
    expect(count('feminine', true)).toBe(count('masculine', true));
    expect(count('feminine', false)).toBe(count('masculine', false));
  });
});

describe('translation: the pairs', () => {
  it('are 1,500 to 2,200', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(1500);
    expect(pairs.length).toBeLessThanOrEqual(2200);
  });

  it('are unique in their source', () => {
    expect(new Set(pairs.map(english)).size).toBe(pairs.length);
  });

  it('never change, nor their order, for links and fingerprints rest on them (golden)', () => {
    expect(pairs.length).toBe(2194);
    expect(line(pairs[0])).toBe('the dog → le chien');
    expect(line(pairs[1])).toBe('the cat → le chat');
    expect(line(pairs.at(-1))).toBe('he loves the beautiful red dog → il aime le beau chien rouge');
    expect(bytesToHex(sha256(utf8ToBytes(pairs.map(line).join('\n'))))).toBe(
      '93819e9d34da8dd3e50d322441952fa2f656b3324269cec6612f240e2c3a543e',
    );
  });

  it('hold the example, and phrases whose two sides differ in length', () => {
    const lines = pairs.map(line);
    expect(lines).toContain('the big red dog → le gros chien rouge');
    expect(lines).toContain("i love you → je t'aime");
    expect(lines).toContain('she sees me → elle me voit');
    expect(lines).toContain("i love the dog → j'aime le chien");
    expect(lines).toContain('the cat does not sleep → le chat ne dort pas');
  });

  it('fit the limits that the task declares', () => {
    expect(Math.max(...pairs.map((pair) => pair.source.length))).toBeLessThanOrEqual(
      translation.maxSourceLength,
    );
    expect(Math.max(...pairs.map((pair) => pair.target.length))).toBeLessThan(translation.maxTargetLength);
    expect(Math.min(...pairs.map((pair) => pair.source.length))).toBeGreaterThan(1);
  });

  it('let nothing act that does not live', () => {
    const things = nouns.filter((noun) => !noun.animate).map((noun) => noun.english);
    const forms = new Set(verbs.flatMap((verb) => [verb.english, verb.thirdPerson]));
    for (const { source: words } of pairs) {
      const verb = words.findIndex((word) => forms.has(word));
      const subject = words.slice(0, Math.max(0, verb));
      expect(
        subject.filter((word) => things.includes(word)),
        words.join(' '),
      ).toEqual([]);
    }
  });

  it('call animals young and things new, not the other way about', () => {
    const animals = new Set(nouns.filter((noun) => noun.animate).map((noun) => noun.english));
    const nounAfter = ({ source: words }: SequencePair, adjective: string) => {
      const at = words.indexOf(adjective);
      return at < 0 ? undefined : words.slice(at).find((word) => kindsOf('english', word).includes('noun'));
    };
    for (const pair of pairs) {
      const young = nounAfter(pair, 'young');
      const fresh = nounAfter(pair, 'new');
      if (young !== undefined) expect(animals.has(young), english(pair)).toBe(true);
      if (fresh !== undefined) expect(animals.has(fresh), english(pair)).toBe(false);
    }
  });

  it('say "an" before a vowel and "a" before anything else', () => {
    for (const { source: words } of pairs) {
      words.forEach((word, i) => {
        if (word === 'an') expect(words[i + 1]).toMatch(/^[aeiou]/);
        if (word === 'a') expect(words[i + 1]).not.toMatch(/^[aeiou]/);
      });
    }
  });
});

describe('translation: the vocabularies', () => {
  it('begin with the special tokens, then have the words by first appearance', () => {
    expect(source.words.slice(0, 6)).toEqual(['<pad>', '<bos>', '<eos>', '<unk>', 'the', 'dog']);
    expect(target.words.slice(0, 6)).toEqual(['<pad>', '<bos>', '<eos>', '<unk>', 'le', 'chien']);
    expect(new Set(source.words).size).toBe(source.words.length);
    expect(new Set(target.words).size).toBe(target.words.length);
  });

  it('have 50 to 80 words a side', () => {
    for (const { words } of [source, target]) {
      expect(words.length - 4).toBeGreaterThanOrEqual(50);
      expect(words.length - 4).toBeLessThanOrEqual(80);
    }
  });

  it('give a word its id and an unknown one that of <unk>', () => {
    for (const vocabulary of [source, target]) {
      vocabulary.words.forEach((word, id) => {
        expect(vocabulary.idOf(word)).toBe(id);
      });
    }
    expect(source.idOf('chien')).toBe(UNK);
    expect(source.idOf('constructor')).toBe(UNK);
    expect(source.idOf('Dog')).toBe(UNK);
    expect(source.idOf('')).toBe(UNK);
    expect(target.idOf('<eos>')).toBe(EOS);
    expect(target.idOf('<pad>')).toBe(PAD);
  });

  it('hold every word that the grammar can answer with', () => {
    const subjects = ['i', 'you', 'he', 'she', 'the dog', 'a cow'];
    const objects = ['', ' me', ' you', ' him', ' her', ' my new car', ' the old red dog'];
    const answers = subjects.flatMap((subject) =>
      ['', ' do not', ' does not'].flatMap((negation) =>
        verbs.flatMap(({ english: plain, thirdPerson, particle }) =>
          [plain, thirdPerson].flatMap((form) =>
            objects.flatMap(
              (object) =>
                say(`${subject}${negation} ${form}${particle ? ` ${particle}` : ''}${object}`) ?? [],
            ),
          ),
        ),
      ),
    );
    const words = new Set(answers.flatMap((answer) => answer.split(' ')));
    expect(answers.length).toBeGreaterThan(100);
    expect([...words].filter((word) => target.idOf(word) === UNK)).toEqual([]);
  });

  it('have no word of which the grammar cannot say what it is', () => {
    for (const word of source.words.slice(4)) expect(kindsOf('english', word), word).not.toEqual([]);
    for (const word of target.words.slice(4)) expect(kindsOf('french', word), word).not.toEqual([]);
  });

  it('tell what a word may be, every kind of it', () => {
    expect(kindsOf('english', 'dog')).toEqual(['noun']);
    expect(kindsOf('english', 'you')).toEqual(['subject', 'object']);
    expect(kindsOf('french', 'la')).toEqual(['article', 'object']);
    expect(kindsOf('french', "t'aime")).toEqual(['verb']);
    expect(kindsOf('french', 'dog')).toEqual([]);
  });
});

describe('translation: the split', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(translation.split(7)).toEqual(translation.split(7));
    expect(translation.split(7).heldOut.map(english)).not.toEqual(translation.split(8).heldOut.map(english));
  });

  it.each(seeds)('of seed %i parts all pairs in two, and nothing held out is in training', (seed) => {
    const { train, heldOut } = translation.split(seed);
    const learnt = new Set(train.map(english));
    expect(heldOut.filter((pair) => learnt.has(english(pair)))).toEqual([]);
    expect([...train, ...heldOut].map(english).sort()).toEqual(pairs.map(english).sort());
  });

  it.each(seeds)('of seed %i holds out about a tenth, the example first', (seed) => {
    const { heldOut } = translation.split(seed);
    expect(heldOut.length / pairs.length).toBeGreaterThan(0.09);
    expect(heldOut.length / pairs.length).toBeLessThan(0.11);
    expect(line(heldOut[0])).toBe(`${translation.example.input} → ${translation.example.output}`);
  });

  it.each(seeds)('of seed %i leaves every word of both languages in training', (seed) => {
    const { train } = translation.split(seed);
    const english = new Set(train.flatMap((pair) => pair.source));
    const french = new Set(train.flatMap((pair) => pair.target));
    expect(source.words.slice(4).filter((word) => !english.has(word))).toEqual([]);
    expect(target.words.slice(4).filter((word) => !french.has(word))).toEqual([]);
  });

  it.each(seeds)('of seed %i holds out a sentence like "I love you", three words to two', (seed) => {
    const alike = translation
      .split(seed)
      .heldOut.filter((pair) => pair.source.length === 3 && pair.target.length === 2);
    expect(alike.length).toBeGreaterThan(0);
    for (const pair of alike) expect(pair.source[1]).toMatch(/^loves?$/);
  });

  it('keeps training in the order of the pairs, and mixes what is held out', () => {
    const { train, heldOut } = translation.split(7);
    const order = (list: readonly SequencePair[]) => list.map((pair) => pairs.indexOf(pair));
    expect(order(train)).toEqual(order(train).sort((a, b) => a - b));
    expect(order(heldOut)).not.toEqual(order(heldOut).sort((a, b) => a - b));
  });
});
