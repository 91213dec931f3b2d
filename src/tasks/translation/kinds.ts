// What a word of either language may be in a phrase: for a page that says so, and for tests of the lexicon.
// Derived from the lexicon, so it cannot disagree with the grammar.

import { adjectives, articles, nouns, particles, pronouns, verbs } from './lexicon.ts';

export type WordKind =
  | 'article'
  | 'noun'
  | 'adjective'
  | 'subject'
  | 'object'
  | 'verb'
  | 'auxiliary'
  | 'negation';

type Listed = readonly [kind: WordKind, words: readonly string[]];

/** Every verb form may carry an elided word: j'aime, t'aime, n'aime. */
const elided = (form: string) => [form, ...['j', 'm', 't', 'l', 'n'].map((letter) => `${letter}'${form}`)];

const listed: Readonly<Record<'english' | 'french', readonly Listed[]>> = {
  english: [
    ['article', [...Object.values(articles).map((article) => article.english), 'an']],
    ['noun', nouns.map((noun) => noun.english)],
    ['adjective', adjectives.map((adjective) => adjective.english)],
    ['subject', pronouns.map((pronoun) => pronoun.subject.english)],
    ['object', pronouns.map((pronoun) => pronoun.object.english)],
    [
      'verb',
      verbs.flatMap((verb) => [verb.english, verb.thirdPerson, ...(verb.particle ? [verb.particle] : [])]),
    ],
    ['auxiliary', Object.values(particles.auxiliary)],
    ['negation', [particles.negation.english]],
  ],
  french: [
    ['article', Object.values(articles).flatMap(({ masculine, feminine }) => [masculine, feminine])],
    ['noun', nouns.map((noun) => noun.french)],
    ['adjective', adjectives.flatMap(({ masculine, feminine }) => [masculine, feminine])],
    ['subject', pronouns.map((pronoun) => pronoun.subject.french)],
    ['object', pronouns.map((pronoun) => pronoun.object.french)],
    [
      'verb',
      verbs.flatMap((verb) => verb.french.flatMap((form) => (/^[aeiou]/.test(form) ? elided(form) : [form]))),
    ],
    ['negation', particles.negation.french],
  ],
};

/**
 * What a word may be, in the order above; several kinds for "you" (subject and object) or "la" (article and object),
 * none for a word that the task does not have.
 */
export function kindsOf(language: 'english' | 'french', word: string): readonly WordKind[] {
  return listed[language].filter(([, words]) => words.includes(word)).map(([kind]) => kind);
}
