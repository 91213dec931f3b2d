// Next character: rhymes are read letter by letter, and after each letter the network says which one comes next.

import { Random } from '../../../engine/random.ts';
import { entropyOf } from '../drawing.ts';
import { lengths } from '../lengths.ts';
import type { Example, PredictionTask } from '../task.ts';
import { heldOut, training } from './corpus.ts';

const length = lengths.nextCharacter;
/** From one held-out window to the next. */
const STRIDE = 5;

/** "hen sat on the sill…": the first words of the held-out verses are those of many others, these are not. */
const EXAMPLE_START = heldOut.indexOf('hen sat');

/** Characters that cannot be seen, and the marks that stand for them. */
const marks: Readonly<Record<string, string>> = { '\n': '¶', ' ': '·' };
const shown = (character: string) => marks[character] ?? character;

const vocabulary: readonly string[] = [
  '¶',
  '·',
  ...new Set([...(training + heldOut)].filter((character) => !(character in marks)).sort()),
];
const ids = new Map(vocabulary.map((character, id) => [character, id]));

/** Some text, and the character that follows it, if that is known. */
function exampleOf(text: readonly string[], after: string | undefined): Example {
  const labels = text.map(shown);
  const following = [...labels.slice(1), ...(after === undefined ? [] : [shown(after)])];
  return {
    labels,
    input: Int32Array.from(labels, (label) => ids.get(label) as number),
    target: Int32Array.from(labels, (_, t) => ids.get(following[t] ?? '') ?? -1),
  };
}

const windowAt = (text: string, from: number, steps: number): Example =>
  exampleOf([...text.slice(from, from + steps)], text[from + steps]);

/**
 * The example of length 8, "hen·sat·": after h the network must say e, after e it must say n … and after "sat·", o.
 * Held out are whole verses, and of their windows those that no verse of the training text has word for word.
 */
export const nextCharacter: PredictionTask = {
  id: 'nextCharacter',
  input: { kind: 'tokens', vocabulary },
  output: { kind: 'classes', classes: vocabulary, at: 'everyStep' },
  length,
  blindLoss: () => entropyOf(training),
  batch(seed, step, size, steps) {
    const random = new Random(seed, `nextCharacter ${step}`);
    return Array.from({ length: size }, () =>
      windowAt(training, random.below(training.length - steps), steps),
    );
  },
  heldOut(_seed, steps) {
    const windows: Example[] = [windowAt(heldOut, EXAMPLE_START, steps)];
    for (let from = STRIDE; from + steps < heldOut.length; from += STRIDE) {
      if (!training.includes(heldOut.slice(from, from + steps))) windows.push(windowAt(heldOut, from, steps));
    }
    return windows;
  },
  example: (steps) => windowAt(heldOut, EXAMPLE_START, steps),
  read(text) {
    const characters = [...text.toLowerCase().replace(/\r\n?/g, '\n')];
    if (characters.length === 0) return { problem: 'empty', detail: '' };
    if (characters.length > length.max) return { problem: 'tooLong', detail: String(length.max) };
    const unknown = characters.find((character) => !ids.has(shown(character)));
    return unknown === undefined ? exampleOf(characters, undefined) : { problem: 'unknown', detail: unknown };
  },
};
