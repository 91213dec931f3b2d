// Which phrases of the grammar are taught: all of the short ones, and a fixed draw of each longer kind, of which the
// grammar can say millions. The draw is made once, by a seed of its own: it is data, not part of a run.

import { Random } from '../../engine/random.ts';
import {
  english,
  isGrammatical,
  isPronoun,
  type Manner,
  type NounPhrase,
  type Phrase,
  type Sentence,
} from './grammar.ts';
import {
  type Adjective,
  type Article,
  adjectives,
  articles,
  type Noun,
  nouns,
  pronouns,
  type Verb,
  verbs,
} from './lexicon.ts';

type Part = Sentence['subject'];

/** What the sentences of one kind are made from. */
interface Kind {
  readonly subjects: readonly Part[];
  readonly manners: readonly Manner[];
  /** `[undefined]` for sentences without an object. */
  readonly objects: readonly (Part | undefined)[];
}

const allArticles: readonly Article[] = Object.values(articles);
const allManners: readonly Manner[] = ['plain', 'not', 'often'];
const none = [undefined];
const transitive = verbs.filter((verb) => verb.transitive);
const intransitive = verbs.filter((verb) => !verb.transitive);

const saidOf = (adjective: Adjective, noun: Noun) =>
  adjective.of === 'all' || (adjective.of === 'animate') === noun.animate;

/** Every noun phrase with exactly so many adjectives, each of them one that is said of such a noun. */
function nounPhrases(count: 0 | 1 | 2, among: readonly Noun[]): NounPhrase[] {
  const phrases: NounPhrase[] = [];
  for (const article of allArticles) {
    for (const noun of among) {
      const fitting = adjectives.filter((adjective) => saidOf(adjective, noun));
      for (const before of [undefined, ...fitting.filter(({ place }) => place === 'before')]) {
        for (const after of [undefined, ...fitting.filter(({ place }) => place === 'after')]) {
          if (Number(before !== undefined) + Number(after !== undefined) !== count) continue;
          phrases.push({ kind: 'noun phrase', article, before, after, noun });
        }
      }
    }
  }
  return phrases;
}

/** Would a teacher write it? Beyond grammar: what happens often, whom one can love, what to say of "a dog". */
export function isSensible({ subject, manner, verb, object }: Sentence): boolean {
  if (verb.state && manner === 'often') return false;
  if (!isPronoun(subject) && !subject.noun.animate) return false;
  if (!isPronoun(subject) && subject.article === articles.a && manner !== 'plain') return false;
  if (object === undefined || isPronoun(object)) return true;
  if (verb.state && object.article === articles.a) return false;
  return isPronoun(subject) || subject.noun !== object.noun;
}

const isTaught = (sentence: Sentence) => isGrammatical(sentence) && isSensible(sentence);

/** Every sentence of a kind, in the order of the lexicon. */
function everySentence({ subjects, manners, objects }: Kind): Sentence[] {
  return subjects
    .flatMap((subject) =>
      manners.flatMap((manner) =>
        verbs.flatMap((verb) =>
          objects.map(
            (object): Sentence => ({
              kind: 'sentence',
              subject,
              manner,
              verb,
              object,
            }),
          ),
        ),
      ),
    )
    .filter(isTaught);
}

/** `count` different sentences of a kind, in the order drawn. The name keeps one draw from shifting another. */
function someSentences(name: string, count: number, kind: Kind, among: readonly Verb[]): Sentence[] {
  const random = new Random(1, `translation: ${name}`);
  const one = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;
  const drawn = new Map<string, Sentence>();
  while (drawn.size < count) {
    const sentence: Sentence = {
      kind: 'sentence',
      subject: one(kind.subjects),
      manner: one(kind.manners),
      verb: one(among),
      object: one(kind.objects),
    };
    if (isTaught(sentence)) drawn.set(english(sentence).join(' '), sentence);
  }
  return [...drawn.values()];
}

/** "the big red dog": the phrase on the first screen. */
export function isExample(phrase: Phrase): boolean {
  if (phrase.kind === 'sentence') return false;
  const { article, before, after, noun } = phrase;
  return [article, before, after, noun].map((word) => word?.english).join(' ') === 'the big red dog';
}

/** `count` of the noun phrases with so many adjectives, the example among them if it is one, in the order drawn. */
function somePhrases(name: string, adjectives: 1 | 2, count: number): NounPhrase[] {
  const all = new Random(1, `translation: ${name}`).shuffle(nounPhrases(adjectives, nouns));
  return [...all.filter(isExample), ...all.filter((phrase) => !isExample(phrase))].slice(0, count);
}

/** The phrases that are taught, from the simplest kind to the longest. Their order never changes. */
export function corpus(): Phrase[] {
  const animals = nouns.filter((noun) => noun.animate);
  const bare = nounPhrases(0, nouns);
  const bareAnimals = nounPhrases(0, animals);
  const described = [...nounPhrases(1, nouns), ...nounPhrases(2, nouns)];
  const describedAnimals = [...nounPhrases(1, animals), ...nounPhrases(2, animals)];
  const manners = allManners;
  const love = transitive.filter((verb) => verb.state);
  const see = transitive.filter((verb) => !verb.state);
  return [
    ...bare, // my cow
    ...somePhrases('one adjective', 1, 260), // a red ball
    ...somePhrases('two adjectives', 2, 240), // an old black boat
    ...everySentence({ subjects: pronouns, manners, objects: none }), // the goat often plays
    ...someSentences('animals', 110, { subjects: bareAnimals, manners, objects: none }, intransitive), // my dog loves me
    ...everySentence({ subjects: pronouns, manners, objects: pronouns }), // i do not see her
    ...someSentences(
      'animals, pronouns',
      180,
      { subjects: bareAnimals, manners, objects: pronouns },
      transitive,
    ), // my dog loves me
    ...someSentences('love', 170, { subjects: pronouns, manners, objects: bare }, love), // i love my turtle
    ...someSentences('pronouns, nouns', 210, { subjects: pronouns, manners, objects: bare }, see),
    ...someSentences('animals, nouns', 170, { subjects: bareAnimals, manners, objects: bare }, transitive),
    ...someSentences(
      'described animals',
      180,
      { subjects: describedAnimals, manners, objects: none },
      intransitive,
    ),
    ...someSentences(
      'pronouns, described nouns',
      210,
      { subjects: pronouns, manners, objects: described },
      transitive,
    ),
    ...someSentences(
      'described, described',
      160,
      { subjects: describedAnimals, manners, objects: described },
      transitive,
    ),
  ];
}
