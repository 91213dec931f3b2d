// Judges a model on held-out pairs: the loss with teacher forcing, and how many phrases it translates exactly by itself.

import { crossEntropy } from '../engine/ops/loss.ts';
import type { Tape } from '../engine/tape.ts';
import { type DecodingOptions, greedyDecode } from '../models/decoding.ts';
import { padIds, type SequenceToSequence } from '../models/sequenceToSequence.ts';
import { BOS, EOS, PAD, type SequencePair, type SequenceTask, UNK } from '../tasks/task.ts';

/** How a model did on the held-out pairs. */
export interface Evaluation {
  /** Updates done when it was judged. */
  readonly step: number;
  /** Mean cross-entropy in nats over held-out target words. */
  readonly loss: number;
  /** Share of phrases whose greedy translation is right word for word, 0 to 1. */
  readonly exactMatch: number;
}

/** Phrases judged at a time: with the largest model a slice takes 3–15 ms, so that a pause is heard in time. */
const SLICE = 8;

/** How a task is decoded: only words and `<eos>` may be written. */
export function decodingOptions({ maxTargetLength }: SequenceTask): DecodingOptions {
  return { bos: BOS, eos: EOS, never: [PAD, BOS, UNK], maxLength: maxTargetLength };
}

/** Yields between slices; the tape's arena is free again at every yield. */
export function* evaluateInSlices(
  tape: Tape,
  model: SequenceToSequence,
  task: SequenceTask,
  pairs: readonly SequencePair[],
): Generator<void, { loss: number; exactMatch: number }> {
  let loss = 0;
  let words = 0;
  let exact = 0;
  for (let from = 0; from < pairs.length; from += SLICE) {
    if (from > 0) yield;
    const slice = pairs.slice(from, from + SLICE);
    const result = tape.withoutGradients(() => judge(tape, model, task, slice));
    loss += result.loss * result.words;
    words += result.words;
    exact += result.exact;
  }
  return { loss: loss / words, exactMatch: exact / pairs.length };
}

function judge(tape: Tape, model: SequenceToSequence, task: SequenceTask, pairs: readonly SequencePair[]) {
  const target = pairs.map((pair) => pair.target.map((word) => task.target.idOf(word)));
  const encoded = model.encode(
    tape,
    padIds(pairs.map((pair) => pair.source.map((word) => task.source.idOf(word)))),
  );
  const { logits } = model.decode(tape, encoded, padIds(target.map((ids) => [BOS, ...ids])));
  const wanted = padIds(target.map((ids) => [...ids, EOS]));
  const ids = tape.constant('wanted', ['B', 'T'], [wanted.batch, wanted.length], wanted.values, {
    dtype: 'i32',
  });
  const loss = tape.scalar(crossEntropy(tape, logits, ids, { ignoreIndex: PAD }));
  const written = greedyDecode(tape, model, encoded, decodingOptions(task));
  const exact = written.filter((tokens, row) => sameIds(tokens, [...(target[row] as number[]), EOS])).length;
  return { loss, words: target.reduce((sum, own) => sum + own.length + 1, 0), exact };
}

function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
