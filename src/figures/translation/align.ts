// Sets what the model wrote against the right translation, word by word: what is right, wrong, one too many, missing.
// By position, as greedy decoding writes it: the fifth word is right when the fifth word should be that one.
import type { Prediction } from '../../experiment/prediction.ts';
import { isWord } from '../tokens.ts';

const endToken = '<eos>';

interface Written {
  /** Index of the decoding step. */
  readonly step: number;
  readonly word: string;
  readonly probability: number;
  /** Null where no right translation is known. */
  readonly verdict: 'right' | 'wrong' | 'extra' | null;
  /** The word that should stand here; null unless the verdict is wrong. */
  readonly expected: string | null;
}

export type OutputSlot =
  | ({ readonly kind: 'word' | 'end' } & Written)
  | { readonly kind: 'missing'; readonly expected: string };

export type WrittenSlot = Exclude<OutputSlot, { kind: 'missing' }>;

/** One slot for every step, in order, then one for every word that is missing at the end. */
export function alignOutput({ steps, reference }: Pick<Prediction, 'steps' | 'reference'>): OutputSlot[] {
  const slots = steps.map((step, at): OutputSlot => {
    const { word, probability } = step.chosen;
    const kind = word === endToken ? 'end' : 'word';
    const written = { kind, step: at, word, probability } as const;
    if (reference === null) return { ...written, verdict: null, expected: null };
    const expected = reference[at];
    if (expected === undefined)
      return { ...written, verdict: kind === 'end' ? 'right' : 'extra', expected: null };
    return expected === word
      ? { ...written, verdict: 'right', expected: null }
      : { ...written, verdict: 'wrong', expected };
  });
  const missing = (reference ?? []).slice(steps.length);
  return [...slots, ...missing.map((expected): OutputSlot => ({ kind: 'missing', expected }))];
}

/**
 * How many slots get a full place and arcs: as many as the phrase and its right translation need, so that the picture
 * keeps its size while a model that knows nothing yet writes on and on. The rest follow small.
 */
export function placesFor({ source, steps, reference }: Prediction): number {
  const output = reference === null ? Math.min(steps.length, source.length + 2) : reference.length + 1;
  return Math.max(1, source.length, output);
}

/** How many words of the right translation stand in their place, of how many. */
export function score(
  slots: readonly OutputSlot[],
  reference: readonly string[],
): readonly [right: number, of: number] {
  const right = slots.filter((slot) => slot.kind === 'word' && slot.verdict === 'right').length;
  return [right, reference.length];
}

/** The written words without special tokens, as a sentence. */
export const sentenceOf = (steps: Prediction['steps']): string =>
  steps
    .map((step) => step.chosen.word)
    .filter(isWord)
    .join(' ');
