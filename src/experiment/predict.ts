// One phrase through the model, with all that a page wants to show of it.

import type { Tape } from '../engine/tape.ts';
import { greedyDecode, positionProbabilities } from '../models/decoding.ts';
import { type AttentionWeights, padIds, type SequenceToSequence } from '../models/sequenceToSequence.ts';
import { BOS, EOS, type SequencePair, type SequenceTask, type Split, UNK } from '../tasks/task.ts';
import { decodingOptions } from './evaluate.ts';
import type { AttentionMap, DecodedStep, Prediction, WordChoice } from './prediction.ts';

/** Runners-up shown for each word, the chosen one included. */
const BEST = 5;

/** @returns null when no word is left of the phrase */
export function predict(
  tape: Tape,
  model: SequenceToSequence,
  task: SequenceTask,
  split: Split,
  phrase: string,
): Prediction | null {
  const { words, dropped } = task.tokenise(phrase);
  if (words.length === 0) return null;
  return tape.withoutGradients(() => {
    const encoded = model.encode(tape, padIds([words.map((word) => task.source.idOf(word))]));
    const limits = decodingOptions(task);
    const [written = []] = greedyDecode(tape, model, encoded, limits);
    const read = [BOS, ...written.slice(0, -1)];
    const decoded = model.decode(tape, encoded, padIds([read]));
    const vocabulary = task.target.words;
    const steps = positionProbabilities(tape, decoded, limits.never).map((p, t) =>
      decodedStep(p, written[t] as number, vocabulary),
    );
    const spell = (ids: readonly number[]) => ids.map((id) => vocabulary[id] as string);
    const labels = { source: words, read: spell(read), written: spell(written) };
    return {
      input: phrase,
      source: words.map((word) => ({ word, known: task.source.idOf(word) !== UNK })),
      dropped,
      steps,
      ended: written.at(-1) === EOS,
      reference: task.reference(words) ?? null,
      origin: originOf(words, split),
      attention: [...encoded.attention, ...decoded.attention].map((one) => attentionMap(tape, one, labels)),
    };
  });
}

function decodedStep(probabilities: Float32Array, id: number, vocabulary: readonly string[]): DecodedStep {
  const choice = (index: number): WordChoice => ({
    id: index,
    word: vocabulary[index] as string,
    probability: probabilities[index] as number,
  });
  // Ties go to the smaller id, as in argmax.
  const order = Array.from(probabilities.keys()).sort(
    (a, b) => (probabilities[b] as number) - (probabilities[a] as number) || a - b,
  );
  return { chosen: choice(id), best: order.slice(0, BEST).map(choice) };
}

function attentionMap(
  tape: Tape,
  { kind, layer, weights }: AttentionWeights,
  labels: { source: readonly string[]; read: readonly string[]; written: readonly string[] },
): AttentionMap {
  const axes = {
    encoderSelf: { queries: labels.source, keys: labels.source },
    decoderSelf: { queries: labels.read, keys: labels.read },
    cross: { queries: labels.written, keys: labels.source },
  };
  return { kind, layer, heads: weights.shape[1] as number, ...axes[kind], weights: tape.read(weights) };
}

function originOf(words: readonly string[], split: Split): Prediction['origin'] {
  const same = (pair: SequencePair) =>
    pair.source.length === words.length && pair.source.every((word, i) => word === words[i]);
  if (split.heldOut.some(same)) return 'heldOut';
  return split.train.some(same) ? 'training' : 'own';
}
