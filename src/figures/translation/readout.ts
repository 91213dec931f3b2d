// The hero's line of words: what the word that is pointed at looks at, or how the whole translation stands.
import type { Prediction } from '../../experiment/prediction.ts';
import type { Messages } from '../../i18n/messages.ts';
import { strongest } from '../attention/weights.ts';
import { tokenName } from '../tokens.ts';
import type { WordCursor } from '../view.ts';
import { alignOutput, score } from './align.ts';

/** @param weights (steps, source words), of the attention that is drawn; null when there is none */
export function readout(
  prediction: Prediction,
  weights: Float32Array | null,
  { target, source }: WordCursor,
  messages: Messages['figures'],
): string {
  const { translation, tokens } = messages;
  const columns = prediction.source.length;
  const named = (word: string) => tokenName(word, tokens) ?? word;
  const step = target === undefined ? undefined : prediction.steps[target];
  const written = (at: number) => named(prediction.steps[at]?.chosen.word ?? '');
  const read = (at: number) => prediction.source[at]?.word ?? '';
  if (target !== undefined && step !== undefined && weights !== null) {
    const weight = (at: number) => weights[target * columns + at] ?? 0;
    if (source !== undefined && source < columns)
      return translation.looksAt(written(target), read(source), weight(source));
    const most = strongest(weights, columns, target);
    const [, second] = step.best;
    const { word, probability } = step.chosen;
    const sentences = [
      second && translation.chosen(named(word), probability, named(second.word), second.probability),
      most >= 0 && translation.looksMost(named(word), read(most), weight(most)),
    ];
    return sentences.filter(Boolean).join(' ');
  }
  if (source !== undefined && source < columns && weights !== null) {
    const rows = prediction.steps.map((_, at) => weights[at * columns + source] ?? 0);
    const most = strongest(rows, rows.length, 0);
    return most < 0 ? '' : translation.drawnOn(read(source), written(most), rows[most] ?? 0);
  }
  if (prediction.reference === null) return translation.hint;
  const [right, of] = score(alignOutput(prediction), prediction.reference);
  return `${translation.scored(right, of)} ${translation.hint}`;
}
