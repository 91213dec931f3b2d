// Everyday sentences, made by a small grammar of our own. What comes next hangs on what was said before: the verb's form
// on the time and on who acts, the object on the verb.

/** Whether it happens (and how often), or happened. */
const times = {
  present: ['', 'today', 'every morning', 'on sundays'],
  past: ['yesterday', 'last night', 'last week'],
} as const;

const subjects = {
  one: ['she', 'he', 'my sister', 'my father', 'the teacher'],
  many: ['we', 'they', 'my friends', 'the children'],
} as const;

/** A verb as many say it, as one does, in the past, and what follows it. */
interface VerbPhrase {
  readonly many: string;
  readonly one: string;
  readonly past: string;
  readonly rests: readonly string[];
}

const phrases: readonly VerbPhrase[] = [
  { many: 'take', one: 'takes', past: 'took', rests: ['the dog for a walk', 'the train to the city'] },
  { many: 'walk', one: 'walks', past: 'walked', rests: ['the dog in the park', 'the dog to the river'] },
  { many: 'feed', one: 'feeds', past: 'fed', rests: ['the birds in the garden', 'the cat at home'] },
  { many: 'drink', one: 'drinks', past: 'drank', rests: ['a cup of tea', 'a glass of milk'] },
  { many: 'ride', one: 'rides', past: 'rode', rests: ['a bike to school', 'the bus to work'] },
  { many: 'play', one: 'plays', past: 'played', rests: ['the piano at home', 'a game of chess'] },
  { many: 'write', one: 'writes', past: 'wrote', rests: ['a letter to a friend'] },
  { many: 'bake', one: 'bakes', past: 'baked', rests: ['a cake for the party', 'bread for the family'] },
  { many: 'open', one: 'opens', past: 'opened', rests: ['the door with a key'] },
];

/** Every sentence, always in the same order, as words without the full stop. */
export function sentences(): string[][] {
  const all: string[] = [];
  for (const tense of ['present', 'past'] as const) {
    for (const time of times[tense]) {
      for (const number of ['one', 'many'] as const) {
        for (const subject of subjects[number]) {
          for (const phrase of phrases) {
            const verb = tense === 'past' ? phrase.past : phrase[number];
            for (const rest of phrase.rests) all.push(`${time} ${subject} ${verb} ${rest}`.trim());
          }
        }
      }
    }
  }
  return all.map((text) => text.split(' '));
}
