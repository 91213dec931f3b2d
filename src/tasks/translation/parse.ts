// English words back to the phrase they say, so that a phrase of the visitor's own can be judged too.
// The inverse of `english` in grammar.ts, and only that: it corrects nothing and guesses nothing.

import { english, isGrammatical, type Manner, type NounPhrase, type Phrase } from './grammar.ts';
import { adjectives, articles, nouns, type Pronoun, particles, pronouns, verbs } from './lexicon.ts';

/** Reads the words from left to right. Each `read…` takes its words and answers, or takes none and answers undefined. */
class Reader {
  private at = 0;
  private readonly words: readonly string[];

  constructor(words: readonly string[]) {
    this.words = words;
  }

  get done(): boolean {
    return this.at === this.words.length;
  }

  /** Takes the next word if it is this one. */
  takes(word: string): boolean {
    const found = this.words[this.at] === word;
    if (found) this.at += 1;
    return found;
  }

  /** The first of these whose English word comes next. */
  readOne<T>(items: readonly T[], wordOf: (item: T) => string): T | undefined {
    return items.find((item) => this.takes(wordOf(item)));
  }

  readNounPhrase(): NounPhrase | undefined {
    const start = this.at;
    const article = this.takes('an') ? articles.a : this.readOne(Object.values(articles), (a) => a.english);
    const adjective = (place: 'before' | 'after') =>
      this.readOne(
        adjectives.filter((a) => a.place === place),
        (a) => a.english,
      );
    const before = adjective('before');
    const after = adjective('after');
    const noun = this.readOne(nouns, (n) => n.english);
    if (article && noun) return { kind: 'noun phrase', article, before, after, noun };
    this.at = start;
    return undefined;
  }

  readPart(role: 'subject' | 'object'): Pronoun | NounPhrase | undefined {
    return this.readOne(pronouns, (pronoun) => pronoun[role].english) ?? this.readNounPhrase();
  }

  readManner(): Manner {
    const { auxiliary, negation } = particles;
    const negated = this.takes(auxiliary.plain) || this.takes(auxiliary.thirdPerson);
    return negated && this.takes(negation.english) ? 'not' : 'plain';
  }
}

function parts(words: readonly string[]): Phrase | undefined {
  const reader = new Reader(words);
  const subject = reader.readPart('subject');
  if (subject === undefined) return undefined;
  if (reader.done) return 'kind' in subject ? subject : undefined;
  const manner = reader.readManner();
  const verb = reader.readOne(verbs, (v) => v.english) ?? reader.readOne(verbs, (v) => v.thirdPerson);
  if (verb === undefined) return undefined;
  if (verb.particle !== undefined) reader.takes(verb.particle);
  const object = reader.readPart('object');
  const sentence = { kind: 'sentence', subject, manner, verb, object } as const;
  return reader.done && isGrammatical(sentence) ? sentence : undefined;
}

/**
 * The phrase that these words say, or undefined if the grammar does not know it. Agreement is checked by writing
 * the phrase down again: "she see me" and "a old dog" do not come back as they were, so they are not English.
 */
export function parse(words: readonly string[]): Phrase | undefined {
  const phrase = parts(words);
  return phrase && english(phrase).join(' ') === words.join(' ') ? phrase : undefined;
}
