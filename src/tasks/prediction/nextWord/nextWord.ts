// Next word: everyday sentences are read word by word, and after each word the network says which one comes next.

import { Random } from '../../../engine/random.ts';
import { wordsOf } from '../../words.ts';
import { entropyOf, pick } from '../drawing.ts';
import { isHeldOut } from '../heldOut.ts';
import { lengths } from '../lengths.ts';
import type { Example, PredictionTask } from '../task.ts';
import { sentences } from './grammar.ts';

const worked = 'she takes the dog for a walk';
const UNKNOWN = '<unk>';
const END = '.';
/** One word in this many is shown as `<unk>` while training, so that the network can read on after a word it never saw. */
const UNKNOWN_SHARE = 40;
/** Words that typed text may have; the grammar's longest sentence has 10. */
const maxLength = lengths.nextWord.max;

const all = sentences();
const isKept = (words: readonly string[]) => words.join(' ') === worked || isHeldOut(words);
const taught = all.filter((words) => !isKept(words));
const kept = all.filter(isKept);
const vocabulary: readonly string[] = [UNKNOWN, END, ...new Set(all.flat())];
const ids = new Map(vocabulary.map((word, id) => [word, id]));

const following = (words: readonly string[]) => [...words.slice(1), END];

function exampleOf(labels: readonly string[], next: readonly (string | undefined)[]): Example {
  return {
    labels,
    input: Int32Array.from(labels, (word) => ids.get(word) ?? 0),
    target: Int32Array.from(next, (word) => ids.get(word ?? '') ?? -1),
  };
}

const whole = (words: readonly string[]) => exampleOf(words, following(words));

/**
 * She takes the dog for a walk: after "she" the network must say takes, after "takes" the … and after "walk" the full
 * stop. Much cannot be known (who knows what she does?), so the loss stays well above 0: what can be known is the verb's
 * form, and that we walk the dog and ride the bus.
 */
export const nextWord: PredictionTask = {
  id: 'nextWord',
  input: { kind: 'tokens', vocabulary },
  output: { kind: 'classes', classes: vocabulary, at: 'everyStep' },
  length: lengths.nextWord,
  blindLoss: () => entropyOf(taught.flatMap(following)),
  batch(seed, step, size) {
    const random = new Random(seed, `nextWord ${step}`);
    return Array.from({ length: size }, () => {
      const words = pick(random, taught);
      const shown = words.map((word) => (random.below(UNKNOWN_SHARE) === 0 ? UNKNOWN : word));
      return exampleOf(shown, following(words));
    });
  },
  heldOut(seed) {
    const others = kept.filter((words) => words.join(' ') !== worked);
    return [whole(worked.split(' ')), ...new Random(seed, 'nextWord held out').shuffle(others).map(whole)];
  },
  example: () => whole(worked.split(' ')),
  read(text) {
    const words = wordsOf(text);
    if (words.length === 0) return { problem: 'empty', detail: '' };
    if (words.length > maxLength) return { problem: 'tooLong', detail: String(maxLength) };
    return exampleOf(words, text.trimEnd().endsWith(END) ? following(words) : [...words.slice(1), undefined]);
  },
};
