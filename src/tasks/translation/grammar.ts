// What can be said, and how it is said in English and in French. A phrase is a small tree; `english` and `french`
// write it down, each by its own rules of order and agreement. Which phrases are taught is corpus.ts.

import {
  type Adjective,
  type Article,
  articles,
  type Noun,
  type Pronoun,
  particles,
  type Verb,
} from './lexicon.ts';

/** "the big red dog": at most one adjective of each place, in this order in English. */
export interface NounPhrase {
  readonly kind: 'noun phrase';
  readonly article: Article;
  readonly before: Adjective | undefined;
  readonly after: Adjective | undefined;
  readonly noun: Noun;
}

/** Plain: "sleeps". Not: "does not sleep". */
export type Manner = 'plain' | 'not';

/** "the cat does not see me". */
export interface Sentence {
  readonly kind: 'sentence';
  readonly subject: Pronoun | NounPhrase;
  readonly manner: Manner;
  readonly verb: Verb;
  /** Present just when the verb is transitive. */
  readonly object: Pronoun | NounPhrase | undefined;
}

export type Phrase = NounPhrase | Sentence;

export const isPronoun = (part: Pronoun | NounPhrase): part is Pronoun => 'person' in part;

const personOf = (part: Pronoun | NounPhrase) => (isPronoun(part) ? part.person : 3);

const startsWithVowel = (word: string) => /^[aeiou]/.test(word); // no word of the lexicon begins with é or a mute h

/**
 * Is the tree a sentence of both languages? Left out are "I see me" (which wants "myself") and "does not see a dog"
 * (where un becomes de). Sense is not asked for: houses may sleep here, though never in the corpus.
 */
export function isGrammatical(sentence: Sentence): boolean {
  const { subject, object, manner, verb } = sentence;
  if (verb.transitive !== (object !== undefined)) return false;
  if (object === undefined) return true;
  if (isPronoun(object)) return personOf(subject) === 3 || personOf(subject) !== object.person;
  return !(manner === 'not' && object.article === articles.a);
}

function englishNounPhrase({ article, before, after, noun }: NounPhrase): string[] {
  const words = [before, after].flatMap((adjective) => (adjective ? [adjective.english] : []));
  words.push(noun.english);
  const first = words[0] ?? '';
  const an = article === articles.a && startsWithVowel(first);
  return [an ? 'an' : article.english, ...words];
}

function englishSentence({ subject, manner, verb, object }: Sentence): string[] {
  const third = personOf(subject) === 3;
  const { auxiliary, negation } = particles;
  const words = isPronoun(subject) ? [subject.subject.english] : englishNounPhrase(subject);
  if (manner === 'not') words.push(third ? auxiliary.thirdPerson : auxiliary.plain, negation.english);
  words.push(third && manner !== 'not' ? verb.thirdPerson : verb.english);
  if (verb.particle !== undefined) words.push(verb.particle);
  if (object) words.push(...(isPronoun(object) ? [object.object.english] : englishNounPhrase(object)));
  return words;
}

/** The phrase in English: lower-case words. */
export function english(phrase: Phrase): string[] {
  return phrase.kind === 'sentence' ? englishSentence(phrase) : englishNounPhrase(phrase);
}

function frenchNounPhrase({ article, before, after, noun }: NounPhrase): string[] {
  const words = [article[noun.gender]];
  if (before) words.push(before[noun.gender]);
  words.push(noun.french);
  if (after) words.push(after[noun.gender]);
  return words;
}

/** These lose their vowel before another one. Tu, il and elle do not. */
const elidable: ReadonlySet<string> = new Set(['je', 'me', 'te', 'le', 'la', 'ne']);

/**
 * Adds the verb to the words before it. An elided word and its verb are one token, "t'aime", as they are one word
 * to the eye: tokens are what white space parts, on both sides and without exception. It is also what makes
 * "I love you" three tokens and "je t'aime" two, so that the lengths of the two sides differ.
 */
function withVerb(before: readonly string[], verb: string): string[] {
  const last = before.at(-1);
  if (last === undefined || !elidable.has(last) || !startsWithVowel(verb)) return [...before, verb];
  return [...before.slice(0, -1), `${last.slice(0, -1)}'${verb}`];
}

/** Order: subject, ne, pronoun object, verb, pas, noun object. */
function frenchSentence({ subject, manner, verb, object }: Sentence): string[] {
  const { negation } = particles;
  const before = isPronoun(subject) ? [subject.subject.french] : frenchNounPhrase(subject);
  if (manner === 'not') before.push(negation.french[0]);
  if (object && isPronoun(object)) before.push(object.object.french);
  const [je, tu, il] = verb.french;
  const words = withVerb(before, { 1: je, 2: tu, 3: il }[personOf(subject)]);
  if (manner === 'not') words.push(negation.french[1]);
  if (object && !isPronoun(object)) words.push(...frenchNounPhrase(object));
  return words;
}

/** The phrase in French: lower-case words, an elided word and its verb being one. */
export function french(phrase: Phrase): string[] {
  return phrase.kind === 'sentence' ? frenchSentence(phrase) : frenchNounPhrase(phrase);
}
