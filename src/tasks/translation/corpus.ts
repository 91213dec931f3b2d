// Which phrases of the grammar are taught: all of the short ones, and a fixed draw of each longer kind, of which the
// grammar can say millions. The draw is made once, by a seed of its own: it is data, not part of a run.

import { Random } from '../../engine/random.ts';
import {
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
const none = [undefined];

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

/** Would a teacher write it? Beyond grammar: who can act, whom one can love, what to say of "a dog". */
function isSensible({ subject, manner, verb, object }: Sentence): boolean {
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

/** "the big red dog": the phrase on the first screen. */
function isExample(phrase: Phrase): boolean {
  if (phrase.kind === 'sentence') return false;
  const { article, before, after, noun } = phrase;
  return [article, before, after, noun].map((word) => word?.english).join(' ') === 'the big red dog';
}

/** The first `count` of the phrases in an order drawn by name, the example among them if it is one of them. */
function some<P extends Phrase>(name: string, count: number, phrases: readonly P[]): P[] {
  const drawn = new Random(1, `translation: ${name}`).shuffle([...phrases]);
  return [...drawn.filter(isExample), ...drawn.filter((phrase) => !isExample(phrase))].slice(0, count);
}

/**
 * The phrases that are taught, from the simplest kind to the longest. Their order never changes. Every form of every
 * verb occurs, affirmed and negated; nothing is longer than a negated sentence with one described noun (7 words). Measured, so that a small model is
 * fluent after about 150 updates, while it is being watched; with adverbs and two described nouns it took over 400.
 */
export function corpus(): Phrase[] {
  const animals = nouns.filter((noun) => noun.animate);
  const bare = nounPhrases(0, nouns);
  const bareAnimals = nounPhrases(0, animals);
  const describe = (among: readonly Noun[]) => [...nounPhrases(1, among), ...nounPhrases(2, among)];
  const plain = ['plain'] as const;
  const not = ['not'] as const;
  const both = ['plain', 'not'] as const;
  const animalsAct = everySentence({ subjects: describe(animals), manners: plain, objects: none });
  const negated = everySentence({ subjects: pronouns, manners: not, objects: bare });
  const described = everySentence({ subjects: pronouns, manners: plain, objects: describe(nouns) });
  return [
    ...bare, // my cow
    ...some('one adjective', 300, nounPhrases(1, nouns)), // a red ball
    ...some('two adjectives', 290, nounPhrases(2, nouns)), // an old black boat
    ...everySentence({ subjects: [...pronouns, ...bareAnimals], manners: both, objects: none }), // the goat does not play
    ...everySentence({ subjects: pronouns, manners: both, objects: pronouns }), // i love you
    ...everySentence({ subjects: bareAnimals, manners: plain, objects: pronouns }), // my dog loves me
    ...everySentence({ subjects: pronouns, manners: plain, objects: bare }), // i look for the turtle
    ...some('negated', 200, negated), // you do not love my cat
    ...some('described subjects', 150, animalsAct), // the big red dog sleeps
    ...some('described objects', 200, described), // she sees the big red dog
  ];
}
