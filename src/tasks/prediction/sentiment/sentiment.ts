// Sentiment: a sentence of a film review is read word by word, and at its end the network says whether it praises.

import { logarithm } from '../../../engine/numeric.ts';
import { Random } from '../../../engine/random.ts';
import { wordsOf } from '../../words.ts';
import { distinctDraws, drawUntil, isHeldOut } from '../heldOut.ts';
import { lengths } from '../lengths.ts';
import type { Example, PredictionTask } from '../task.ts';
import { nouns, sentence, type Verdict, verdictOf, words } from './grammar.ts';

const classes: readonly Verdict[] = ['bad', 'good'];
const UNKNOWN = 0;
/** One noun in this many is shown as `<unk>` while training, so that a word never seen is read like a noun never heard. */
const UNKNOWN_SHARE = 16;
const HELD_OUT = 200;
/** Words that typed text may have; the grammar's longest sentence has 15. */
const maxLength = lengths.sentiment.max;

const vocabulary: readonly string[] = ['<unk>', ...words()];
const ids = new Map(vocabulary.map((word, id) => [word, id]));
const worked = ['the', 'main', 'character', 'sucked'];

function exampleOf(labels: readonly string[], verdict: Verdict | undefined): Example {
  return {
    labels,
    input: Int32Array.from(labels, (word) => ids.get(word) ?? UNKNOWN),
    target: Int32Array.of(verdict ? classes.indexOf(verdict) : -1),
  };
}

const isWorked = (said: readonly string[]) => said.join(' ') === worked.join(' ');
const isKept = (said: readonly string[]) => isWorked(said) || isHeldOut(said);

/**
 * The main character sucked: four words, and at the end "bad". "The main character did not suck" is good, and so is
 * "although the music was awful the main character did not suck". Both verdicts come equally often.
 */
export const sentiment: PredictionTask = {
  id: 'sentiment',
  input: { kind: 'tokens', vocabulary },
  output: { kind: 'classes', classes, at: 'end' },
  length: lengths.sentiment,
  blindLoss: () => logarithm(classes.length),
  batch(seed, step, size) {
    const random = new Random(seed, `sentiment ${step}`);
    return Array.from({ length: size }, (_, i) => {
      const verdict = classes[i % classes.length] as Verdict;
      const said = drawUntil(
        () => sentence(random, verdict),
        (drawn) => !isKept(drawn),
      );
      const hidden = said.map((word) =>
        nouns.has(word) && random.below(UNKNOWN_SHARE) === 0 ? (vocabulary[UNKNOWN] as string) : word,
      );
      return exampleOf(hidden, verdict);
    });
  },
  heldOut(seed) {
    const random = new Random(seed, 'sentiment held out');
    const half = (verdict: Verdict, count: number) =>
      distinctDraws(
        count,
        () => sentence(random, verdict),
        (said) => said.join(' '),
        (said) => isHeldOut(said) && !isWorked(said),
      );
    const [bad, good] = [half('bad', HELD_OUT / 2 - 1), half('good', HELD_OUT / 2)];
    const mixed = good.flatMap((said, i) => [
      exampleOf(said, 'good'),
      ...bad.slice(i, i + 1).map((other) => exampleOf(other, 'bad')),
    ]);
    return [exampleOf(worked, 'bad'), ...mixed];
  },
  example: () => exampleOf(worked, 'bad'),
  read(text) {
    const said = wordsOf(text);
    if (said.length === 0) return { problem: 'empty', detail: '' };
    if (said.length > maxLength) return { problem: 'tooLong', detail: String(maxLength) };
    return exampleOf(said, verdictOf(said));
  },
};
