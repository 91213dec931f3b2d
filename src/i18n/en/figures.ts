// What the figures say: labels, legends, and the one-line readouts.
import { counted, format, quoted } from './format.ts';

const headed = (head: number | null): string =>
  head === null ? 'the mean of all heads' : `head ${head + 1}`;
const weight = (value: number): string => format.probability(value);

const scored = (right: number, total: number): string =>
  right === total
    ? total === 1
      ? 'The word is right.'
      : `All ${total} words are right.`
    : `${right} of ${counted(total, 'word is', 'words are')} right.`;

export const figures = {
  /** How a special token reads where words stand. */
  tokens: { begin: 'start', end: 'end', unknown: '<unk>' },
  frame: {
    table: 'Table',
    tableOf: (figure: string) => `Table: ${figure}`,
  },
  legend: {
    attention: 'attention weight',
    masked: 'masked: later words',
  },
  translation: {
    title: 'Word by word',
    source: 'English',
    output: 'French',
    probabilityName: 'probability',
    shouldBe: 'should be',
    sentence: (source: string, output: string) => `${source} → ${output}`,
    nothing: 'nothing yet',
    probability: (value: number) => format.probability(value),
    /** Names of the words' buttons. */
    word: (word: string, probability: number) => `${word}, probability ${weight(probability)}`,
    wrongWord: (word: string, expected: string, probability: number) =>
      `${word}, probability ${weight(probability)}: wrong, it should be ${expected}`,
    extraWord: (word: string, probability: number) =>
      `${word}, probability ${weight(probability)}: wrong, no word belongs here`,
    missing: 'missing',
    end: 'end of the phrase',
    unknownWord: (word: string) => `${word}, unknown to the model`,
    more: (count: number) => `and ${counted(count, 'more word', 'more words')}:`,
    /** The five best words of one step. */
    choices: (position: number) => `Likeliest for word ${position}`,
    isRight: 'right',
    pinned: 'pinned',
    hint: 'Choose a word to see where it looks and what else was likely.',
    scored,
    chosen: (word: string, probability: number, next: string, nextProbability: number) =>
      `It writes ${quoted(word)} with probability ${weight(probability)}; next best is ${quoted(next)} with ${weight(nextProbability)}.`,
    looksMost: (word: string, key: string, value: number) =>
      `Writing ${quoted(word)}, it looks most at ${quoted(key)}: ${weight(value)}.`,
    looksAt: (word: string, key: string, value: number) =>
      `Writing ${quoted(word)}, it looks ${weight(value)} at ${quoted(key)}.`,
    drawnOn: (key: string, word: string, value: number) =>
      `${quoted(key)} is looked at most while writing ${quoted(word)}: ${weight(value)}.`,
  },
  attention: {
    kinds: {
      encoderSelf: {
        title: 'Encoder self-attention',
        rows: 'English word',
        columns: 'English word it draws on',
        reads: (head: number | null, query: string, key: string, value: number) =>
          `Reading ${quoted(query)}, ${headed(head)} looks ${weight(value)} at ${quoted(key)}.`,
      },
      decoderSelf: {
        title: 'Decoder self-attention',
        rows: 'French word just written',
        columns: 'French word it looks back at',
        reads: (head: number | null, query: string, key: string, value: number) =>
          `After ${quoted(query)}, ${headed(head)} looks ${weight(value)} at ${quoted(key)}.`,
      },
      cross: {
        title: 'Cross-attention',
        rows: 'French word being written',
        columns: 'English word it looks at',
        reads: (head: number | null, query: string, key: string, value: number) =>
          `Writing ${quoted(query)}, ${headed(head)} looks ${weight(value)} at ${quoted(key)}.`,
      },
    },
    row: 'Row =',
    column: 'Column =',
    query: 'query',
    key: 'key',
    masked: (query: string, key: string) =>
      `Masked: ${quoted(key)} comes after ${quoted(query)}, so it cannot be seen yet.`,
    maskedCell: 'masked',
    point: 'Point at a cell to read it.',
    hint: 'Arrow keys move from cell to cell, Enter keeps a cell, Escape lets go.',
    head: 'Head',
    headNumber: (head: number) => `Head ${head + 1}`,
    mean: 'Mean',
    layer: 'Layer',
    layerNumber: (layer: number) => `${layer + 1}`,
    empty: 'Nothing to show until there is a phrase to read.',
  },
  curve: {
    title: 'Loss and held-out accuracy',
    loss: 'loss',
    accuracy: 'held-out right',
    steps: 'steps',
    empty: 'no steps yet',
    lossValue: (value: number) => format.loss(value),
    accuracyValue: (fraction: number) => format.percent(fraction),
    stepValue: (step: number) => format.integer(step),
    notFinite: 'not a number',
    read: (step: number, loss: string) => `Step ${format.integer(step)}: loss ${loss}`,
    readAccuracy: (read: string, fraction: number, measuredAt: number) =>
      `${read}, held-out right ${format.percent(fraction)} (measured at step ${format.integer(measuredAt)}).`,
    readStart: (step: number) => `Step ${format.integer(step)}: no update yet`,
    readEmpty: 'Both lines begin with the first step.',
    soFar: (steps: number) =>
      `${counted(steps, 'step', 'steps')} so far. Point at the curve to read any of them.`,
    reader: 'Read the curves',
    diverged: (step: number) => `broke down at step ${format.integer(step)}`,
    scale: 'log scale',
    step: 'Step',
    tableLoss: 'Loss',
    tableAccuracy: 'Held-out right',
  },
};
