// Words of the figure `embedding`.
import { counted, format, quoted } from '../format.ts';

const signed = (text: string) => text.replace(/^-/, '−');
const written = (value: number) => (Number.isFinite(value) ? signed(format.loss(value + 0)) : 'not a number');
const place = (at: number) => format.integer(at + 1);

const percent = (share: number) => `${format.rate(Math.round(share * 1000) / 10)} %`;

export const embedding = {
  title: 'Where the words lie',
  tab: 'Embedding',
  word: 'Word',
  noWord: 'none chosen',
  map: 'Words on the two axes along which they differ the most',
  hint: 'Arrow keys lead from word to word, Home and End to the first and last of the vocabulary. Enter chooses a word, Escape lets it go.',
  across: (share: number) => `axis 1, across: ${percent(share)} of the differences`,
  up: (share: number) => `axis 2, up: ${percent(share)} of the differences`,
  shows: (words: number, size: number, shares: number) =>
    `${counted(words, 'token', 'tokens')} with ${counted(size, 'number', 'numbers')} each; the two axes show ${percent(shares)} of how they differ. Point at a word for its neighbours.`,
  hidden: (count: number) =>
    `${counted(count, 'token is a dot only: its name would cover others', 'tokens are dots only: their names would cover others')}. Point at a dot to read it.`,
  trail: 'Short lines: the way of each word over the last frames.',
  at: (word: string, neighbours: string) => `${quoted(word)}: nearest are ${neighbours}.`,
  beat: (word: string) => quoted(word),
  looked: (step: number, word: string, row: number, rows: number, neighbours: string) =>
    `Step ${place(step)}, ${quoted(word)}: row ${place(row)} of the table’s ${format.integer(rows)}; nearest are ${neighbours}.`,
  unknown: (step: number, word: string) =>
    `Step ${place(step)}, ${quoted(word)}: the table has no row for it.`,
  lookup: (rows: number, row: number) =>
    `The whole table, ${counted(rows, 'row', 'rows')}; row ${place(row)} is looked up`,
  path: 'Line from word to word: the way through the text, its last hop bold.',
  neighbour: (word: string, cosine: number) => `${quoted(word)} (${signed(format.probability(cosine))})`,
  neighbours: (word: string) => `Nearest to ${quoted(word)}`,
  neighboursNote: (size: number) =>
    `By the cosine of the angle between the vectors, in all ${counted(size, 'number', 'numbers')}, not in the picture: 1 is the same direction, 0 a right angle.`,
  nobody: 'Point at a word, or choose one, to see its neighbours and its numbers.',
  cosine: 'cosine',
  vectors: 'Their vectors, number by number',
  vectorsNote:
    'At the left the whole table, a row for each token; the first vector is the row that is lit there.',
  cell: (word: string, number: number, value: number) =>
    `${quoted(word)}, number ${place(number)}: ${written(value)}`,
  scale: 'number of a vector',
  /** As a table writes it; rows are counted from 1. */
  written: (value: number, column: number) => (column === 1 ? format.integer(value) : written(value)),
  empty: 'This run has no embedding: its task reads numbers, which need no vectors.',
  table: (word: string | null) =>
    word === null
      ? 'Every word: its place and its vector'
      : `Every word: its place, its vector, its cosine with ${quoted(word)}`,
  columns: {
    word: 'word',
    row: 'row',
    across: 'axis 1',
    up: 'axis 2',
    cosine: (word: string) => `cosine with ${word}`,
    number: (at: number) => `number ${format.integer(at + 1)}`,
  },
};
