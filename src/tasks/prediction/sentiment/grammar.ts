// Sentences of film reviews and whether they praise: a small grammar of our own with what makes the question hard,
// negation ("was not great") and contrast ("the plot was dull but the ending was brilliant": the last word counts).

import type { Random } from '../../../engine/random.ts';
import { pick } from '../drawing.ts';

export type Verdict = 'bad' | 'good';

const subjects = [
  'the film',
  'this movie',
  'the main character',
  'the plot',
  'the story',
  'the ending',
  'the music',
  'the acting',
  'the dialogue',
  'the cast',
  'the villain',
  'the first half',
] as const;

const adjectives: Readonly<Record<Verdict, readonly string[]>> = {
  good: ['great', 'brilliant', 'wonderful', 'funny', 'moving', 'clever', 'beautiful', 'good'],
  bad: ['awful', 'terrible', 'boring', 'dull', 'stupid', 'ugly', 'silly', 'bad'],
};

type Forms = Readonly<Record<Verdict, readonly (readonly [said: string, base: string])[]>>;

/** As said, and after "did not". */
const verbs: Forms = {
  good: [
    ['shone', 'shine'],
    ['worked', 'work'],
    ['moved me', 'move me'],
    ['delighted me', 'delight me'],
  ],
  bad: [
    ['sucked', 'suck'],
    ['failed', 'fail'],
    ['bored me', 'bore me'],
    ['disappointed me', 'disappoint me'],
  ],
};

/** What a viewer did, and after "did not". */
const feelings: Forms = {
  good: [
    ['loved', 'love'],
    ['enjoyed', 'enjoy'],
  ],
  bad: [
    ['hated', 'hate'],
    ['regretted', 'regret'],
  ],
};

const degrees = ['', 'really', 'very', 'so'] as const;
const negations = ['not', 'never'] as const;

const opposite: Readonly<Record<Verdict, Verdict>> = { good: 'bad', bad: 'good' };
const wordsIn = (...parts: readonly string[]): string[] =>
  parts
    .filter((part) => part !== '')
    .join(' ')
    .split(' ');

/** One statement with this verdict. */
function clause(random: Random, verdict: Verdict): string[] {
  const subject = pick(random, subjects);
  switch (random.below(6)) {
    case 0:
    case 1:
      return wordsIn(subject, 'was', pick(random, degrees), pick(random, adjectives[verdict]));
    case 2:
      return wordsIn(subject, 'was', pick(random, negations), pick(random, adjectives[opposite[verdict]]));
    case 3:
      return wordsIn(subject, pick(random, verbs[verdict])[0]);
    case 4:
      return wordsIn(subject, 'did not', pick(random, verbs[opposite[verdict]])[1]);
    default:
      return random.below(2) === 0
        ? wordsIn('i', pick(random, feelings[verdict])[0], subject)
        : wordsIn('i did not', pick(random, feelings[opposite[verdict]])[1], subject);
  }
}

/** A sentence with this verdict: a statement, or two that contradict each other, of which the second counts. */
export function sentence(random: Random, verdict: Verdict): string[] {
  const form = random.below(4);
  if (form < 2) return clause(random, verdict);
  const before = clause(random, opposite[verdict]);
  const after = clause(random, verdict);
  return form === 2 ? [...before, 'but', ...after] : ['although', ...before, ...after];
}

/** Every word that the grammar can say, in the order in which it is written here. */
export function words(): string[] {
  const texts = [
    ...subjects,
    'was',
    ...degrees.slice(1),
    ...negations,
    ...adjectives.good,
    ...adjectives.bad,
    ...[...verbs.good, ...verbs.bad, ...feelings.good, ...feelings.bad].flat(),
    'i did not but although',
  ];
  return [...new Set(texts.flatMap((text) => text.split(' ')))];
}

/** Nouns: a review says as much without knowing what they mean. */
export const nouns: ReadonlySet<string> = new Set(
  subjects.map((subject) => subject.split(' ').at(-1) as string),
);

/** Every way to go on after a subject, or to begin before one, with its verdict. */
function* endings(): Generator<{ words: string[]; verdict: Verdict; before: boolean }> {
  for (const verdict of ['good', 'bad'] as const) {
    for (const adjective of adjectives[verdict]) {
      for (const degree of degrees)
        yield { words: wordsIn('was', degree, adjective), verdict, before: false };
      for (const negation of negations)
        yield { words: wordsIn('was', negation, adjective), verdict: opposite[verdict], before: false };
    }
    for (const [said, base] of verbs[verdict]) {
      yield { words: wordsIn(said), verdict, before: false };
      yield { words: wordsIn('did not', base), verdict: opposite[verdict], before: false };
    }
    for (const [said, base] of feelings[verdict]) {
      yield { words: wordsIn('i', said), verdict, before: true };
      yield { words: wordsIn('i did not', base), verdict: opposite[verdict], before: true };
    }
  }
}

/** Any "the …" or "this …" of at most three words: unknown nouns are nouns. */
const isSubject = (said: readonly string[]) =>
  said.length >= 2 && said.length <= 3 && (said[0] === 'the' || said[0] === 'this');

function verdictOfClause(said: readonly string[]): Verdict | undefined {
  for (const ending of endings()) {
    const own = ending.words;
    const place = ending.before ? 0 : said.length - own.length;
    const rest = ending.before ? said.slice(own.length) : said.slice(0, Math.max(0, place));
    if (isSubject(rest) && own.every((word, i) => said[place + i] === word)) return ending.verdict;
  }
  return undefined;
}

/** What the grammar says of a sentence; undefined for one that it does not know. */
export function verdictOf(said: readonly string[]): Verdict | undefined {
  const although = said[0] === 'although';
  const rest = although ? said.slice(1) : said;
  if (!although && !said.includes('but')) return verdictOfClause(said);
  for (let cut = 1; cut < rest.length; cut++) {
    if (!although && rest[cut] !== 'but') continue;
    const before = verdictOfClause(rest.slice(0, cut));
    const after = verdictOfClause(rest.slice(although ? cut : cut + 1));
    if (before && after && before !== after) return after;
  }
  return undefined;
}
