// The figure's numbers as a table: every word with its place, its cosine with the word that is seen, and its vector.
import { cosine } from '../../geometry/lab/embeddingNeighbours.ts';
import { project } from '../../geometry/lab/pca.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import type { Embedding } from './useEmbedding.ts';

export function embeddingData(
  { words, values, size, projection }: Embedding,
  seen: number | undefined,
  m: LabMessages['embedding'],
): FigureData {
  const places = project(values, words.length, projection);
  const name = seen === undefined ? null : (words[seen] ?? null);
  return {
    caption: m.table(name),
    format: m.written,
    columns: [
      m.columns.word,
      m.columns.row,
      m.columns.across,
      m.columns.up,
      ...(name === null ? [] : [m.columns.cosine(name)]),
      ...Array.from({ length: size }, (_, at) => m.columns.number(at)),
    ],
    rows: words.map((word, at) => [
      word,
      at + 1,
      places[2 * at] ?? Number.NaN,
      places[2 * at + 1] ?? Number.NaN,
      ...(seen === undefined ? [] : [cosine(values, size, seen, at)]),
      ...values.subarray(at * size, (at + 1) * size),
    ]),
  };
}
