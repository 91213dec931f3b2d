// The words of the translation task, English beside French, with what the grammar must know of each.
// No sentence is built here. No French noun or adjective below begins with a vowel or a mute h, so le, la, ma, beau,
// nouveau and vieux never change before one; a test holds that.

export type Gender = 'masculine' | 'feminine';

/** A word that French gives a form for each gender. */
export interface Gendered {
  readonly english: string;
  readonly masculine: string;
  readonly feminine: string;
}

export type Article = Gendered;

/** `a` stands for `an` too: which of the two is written depends on the next word. */
export const articles = {
  the: { english: 'the', masculine: 'le', feminine: 'la' },
  a: { english: 'a', masculine: 'un', feminine: 'une' },
  my: { english: 'my', masculine: 'mon', feminine: 'ma' },
} as const satisfies Record<string, Article>;

export interface Noun {
  readonly english: string;
  readonly french: string;
  readonly gender: Gender;
  /** Can sleep, see and love. Houses cannot. */
  readonly animate: boolean;
}

const noun = (english: string, french: string, gender: Gender, animate: boolean): Noun => ({
  english,
  french,
  gender,
  animate,
});

/** As many of each gender, living and not: the gender of a noun cannot be guessed from anything but the noun. */
export const nouns: readonly Noun[] = [
  noun('dog', 'chien', 'masculine', true),
  noun('cat', 'chat', 'masculine', true),
  noun('rabbit', 'lapin', 'masculine', true),
  noun('duck', 'canard', 'masculine', true),
  noun('mouse', 'souris', 'feminine', true),
  noun('cow', 'vache', 'feminine', true),
  noun('goat', 'chèvre', 'feminine', true),
  noun('turtle', 'tortue', 'feminine', true),
  noun('book', 'livre', 'masculine', false),
  noun('hat', 'chapeau', 'masculine', false),
  noun('boat', 'bateau', 'masculine', false),
  noun('house', 'maison', 'feminine', false),
  noun('car', 'voiture', 'feminine', false),
  noun('ball', 'balle', 'feminine', false),
];

export interface Adjective extends Gendered {
  /** Before or after the noun in French; in English always before it. */
  readonly place: 'before' | 'after';
  /** What it is naturally said of: a mouse is young, a hat is new. */
  readonly of: 'all' | 'animate' | 'inanimate';
}

const adjective = (
  place: Adjective['place'],
  english: string,
  masculine: string,
  feminine: string,
  of: Adjective['of'] = 'all',
): Adjective => ({ english, masculine, feminine, place, of });

/** Any thing may have any colour, as in a picture book: the task's own example is a red dog. */
export const adjectives: readonly Adjective[] = [
  adjective('before', 'big', 'gros', 'grosse'),
  adjective('before', 'small', 'petit', 'petite'),
  adjective('before', 'beautiful', 'beau', 'belle'),
  adjective('before', 'old', 'vieux', 'vieille'),
  adjective('before', 'young', 'jeune', 'jeune', 'animate'),
  adjective('before', 'new', 'nouveau', 'nouvelle', 'inanimate'),
  adjective('after', 'red', 'rouge', 'rouge'),
  adjective('after', 'blue', 'bleu', 'bleue'),
  adjective('after', 'black', 'noir', 'noire'),
  adjective('after', 'green', 'vert', 'verte'),
  adjective('after', 'white', 'blanc', 'blanche'),
];

export type Person = 1 | 2 | 3;

export interface Pronoun {
  readonly person: Person;
  /** As subject: "she sleeps", "elle dort". */
  readonly subject: { readonly english: string; readonly french: string };
  /** As object; in French it stands before the verb: "sees her", "la voit". */
  readonly object: { readonly english: string; readonly french: string };
}

/** One "you": the French is the familiar tu. */
export const pronouns: readonly Pronoun[] = [
  {
    person: 1,
    subject: { english: 'i', french: 'je' },
    object: { english: 'me', french: 'me' },
  },
  {
    person: 2,
    subject: { english: 'you', french: 'tu' },
    object: { english: 'you', french: 'te' },
  },
  {
    person: 3,
    subject: { english: 'he', french: 'il' },
    object: { english: 'him', french: 'le' },
  },
  {
    person: 3,
    subject: { english: 'she', french: 'elle' },
    object: { english: 'her', french: 'la' },
  },
];

export interface Verb {
  /** The plain form, of I, you and negated sentences: "look". */
  readonly english: string;
  /** The form of he, she and nouns: "looks". */
  readonly thirdPerson: string;
  /** What follows the verb in English and has no word of its own in French: "look for" is one verb, chercher. */
  readonly particle?: string;
  /** The present tense for je, tu, il. */
  readonly french: readonly [je: string, tu: string, il: string];
  /** Takes an object. */
  readonly transitive: boolean;
  /** A state rather than an act: one loves the dog or my dog rather than "a dog". */
  readonly state: boolean;
}

const verb = (
  english: string,
  thirdPerson: string,
  french: Verb['french'],
  kind: 'intransitive' | 'transitive' | 'transitive state',
  particle?: string,
): Verb => ({
  english,
  thirdPerson,
  french,
  transitive: kind !== 'intransitive',
  state: kind === 'transitive state',
  ...(particle === undefined ? {} : { particle }),
});

export const verbs: readonly Verb[] = [
  verb('sleep', 'sleeps', ['dors', 'dors', 'dort'], 'intransitive'),
  verb('eat', 'eats', ['mange', 'manges', 'mange'], 'intransitive'),
  verb('run', 'runs', ['cours', 'cours', 'court'], 'intransitive'),
  verb('play', 'plays', ['joue', 'joues', 'joue'], 'intransitive'),
  verb('love', 'loves', ['aime', 'aimes', 'aime'], 'transitive state'),
  verb('see', 'sees', ['vois', 'vois', 'voit'], 'transitive'),
  verb('look', 'looks', ['cherche', 'cherches', 'cherche'], 'transitive', 'for'),
];

/** The small words that a sentence needs besides: "does not sleep". */
export const particles = {
  auxiliary: { plain: 'do', thirdPerson: 'does' },
  negation: { english: 'not', french: ['ne', 'pas'] },
} as const;
