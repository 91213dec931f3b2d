// The hero's twin: each written word with its probability, the word that should stand there, and how much the model
// looked at each word read while it wrote it.
import type { Prediction } from '../../experiment/prediction.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import { tokenName } from '../tokens.ts';
import { alignOutput } from './align.ts';

export function translationData(
  prediction: Prediction,
  /** (steps, source words) */
  weights: Float32Array | null,
  { translation: words, tokens, attention }: Messages['figures'],
): FigureData {
  const source = prediction.source.map(({ word }) => word);
  const across = weights === null ? [] : source;
  return {
    caption: words.title,
    columns: [words.output, words.probabilityName, words.shouldBe, ...across],
    rows: alignOutput(prediction).map((slot) =>
      slot.kind === 'missing'
        ? [words.missing, '', slot.expected, ...across.map(() => '')]
        : [
            tokenName(slot.word, tokens) ?? slot.word,
            slot.probability,
            slot.expected ?? '',
            ...across.map((_, at) => weights?.[slot.step * source.length + at] ?? Number.NaN),
          ],
    ),
    format: attention.weight,
  };
}
