// What the figures say: labels, legends, and the one-line readouts.
import { inPowers } from '../powers.ts';
import { counted, format, quoted } from './format.ts';

const headed = (head: number | null): string =>
  head === null ? 'the mean of all heads' : `head ${head + 1}`;
const notANumber = 'not a number';
const weight = (value: number): string => (Number.isFinite(value) ? format.probability(value) : notANumber);

/** 0.312, 3.2 × 10⁻⁶ or 2.8 × 10¹⁷: any two can be told apart. */
const loss = (value: number): string => (Number.isFinite(value) ? format.loss(value) : notANumber);

const noWeight = (doing: string, word: string, key: string): string =>
  `${doing} ${quoted(word)}, the weight of ${quoted(key)} is not a number.`;
const looks =
  (doing: string) =>
  (head: number | null, query: string, key: string, value: number): string =>
    Number.isFinite(value)
      ? `${doing} ${quoted(query)}, ${headed(head)} looks ${weight(value)} at ${quoted(key)}.`
      : noWeight(doing, query, key);

const scored = (right: number, total: number): string =>
  right === total
    ? total === 1
      ? 'The word is right.'
      : `All ${total} words are right.`
    : `${right} of ${counted(total, 'word is', 'words are')} right.`;

export const figures = {
  /** How a special token reads where words stand. */
  tokens: { padding: 'padding', begin: 'start', end: 'end', unknown: '<unk>' },
  frame: {
    table: 'Table',
    tableOf: (figure: string) => `Table: ${figure}`,
    rows: (shown: number, all: number) =>
      `${format.integer(shown)} of ${format.integer(all)} rows; the CSV has them all.`,
    more: 'More',
    moreOf: (figure: string) => `More: ${figure}`,
    notLoaded: 'This could not be loaded. Try again, or load the page anew.',
    save: 'Save',
    saveAs: { svg: 'Picture (SVG)', png: 'Picture (PNG)', csv: 'Numbers (CSV)' },
    saved: 'Saved.',
    notSaved: (why: string) => `It could not be saved: ${why}`,
    gone: 'there is nothing to save any more.',
    copyLink: 'Copy link',
    copied: 'Link copied.',
    copyByHand: 'This browser does not let the page copy. Here is the link to copy by hand:',
    fullScreen: 'Full screen',
    leaveFullScreen: 'Leave full screen',
    madeBy: (step: number) =>
      `Unrolled, step ${format.integer(step)}. Every mark is a number of the live model.`,
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
    /** Instead of a probability. */
    notANumber,
    /** Names of the words' buttons: what is seen on them, in its order, in words. */
    word: (word: string, probability: number) => `${word}, probability ${weight(probability)}`,
    wrongWord: (word: string, expected: string, probability: number) =>
      `${word}: wrong, it should be ${expected}, probability ${weight(probability)}`,
    extraWord: (word: string, probability: number) =>
      `${word}: wrong, no word belongs here, probability ${weight(probability)}`,
    end: 'end of the phrase',
    missing: 'missing',
    unknownWord: (word: string) => `${word}, unknown to the model`,
    more: (count: number) => `and ${counted(count, 'more word', 'more words')}:`,
    /** The five best words of one step. */
    choices: (position: number) => `Likeliest for word ${position}`,
    isRight: 'right',
    pinned: 'pinned',
    hint: 'Choose a word to see where it looks and what else was likely.',
    scored,
    chosen: (word: string, probability: number, next: string, nextProbability: number) =>
      !Number.isFinite(probability)
        ? `It writes ${quoted(word)}; its probability is not a number.`
        : `It writes ${quoted(word)} with probability ${weight(probability)}; next best is ${quoted(next)} with ${weight(nextProbability)}.`,
    looksMost: (word: string, key: string, value: number) =>
      `Writing ${quoted(word)}, it looks most at ${quoted(key)}: ${weight(value)}.`,
    looksAt: (word: string, key: string, value: number) =>
      Number.isFinite(value)
        ? `Writing ${quoted(word)}, it looks ${weight(value)} at ${quoted(key)}.`
        : noWeight('Writing', word, key),
    drawnOn: (key: string, word: string, value: number) =>
      `${quoted(key)} is looked at most while writing ${quoted(word)}: ${weight(value)}.`,
  },
  attention: {
    kinds: {
      encoderSelf: {
        title: 'Encoder self-attention',
        rows: 'English word',
        columns: 'English word it draws on',
        reads: looks('Reading'),
      },
      decoderSelf: {
        title: 'Decoder self-attention',
        rows: 'French word just written',
        columns: 'French word it looks back at',
        reads: looks('After'),
      },
      cross: {
        title: 'Cross-attention',
        rows: 'French word being written',
        columns: 'English word it looks at',
        reads: looks('Writing'),
      },
    },
    row: 'Row =',
    column: 'Column =',
    query: 'query',
    key: 'key',
    masked: (query: string, key: string) =>
      `Masked: ${quoted(key)} comes after ${quoted(query)}, so it cannot be seen yet.`,
    maskedCell: 'masked',
    weight,
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
    lossValue: loss,
    /** At the loss axis, all as powers of ten or none. */
    lossTick: (value: number, powers: boolean) =>
      powers ? inPowers(value, 1, format.rate) : format.rate(value),
    accuracyValue: (fraction: number) => format.percent(fraction),
    stepValue: (step: number) => format.integer(step),
    read: (step: number, loss: string) => `Step ${format.integer(step)}: loss ${loss}`,
    readAccuracy: (read: string, fraction: number, measuredAt: number) =>
      `${read}, held-out right ${format.percent(fraction)} (measured at step ${format.integer(measuredAt)}).`,
    readStart: (step: number) => `Step ${format.integer(step)}: no update yet`,
    readEmpty: 'Both lines begin with the first step.',
    soFar: (steps: number) =>
      `${counted(steps, 'step', 'steps')} so far. Point at the curve to read any of them.`,
    reader: 'Read the curves',
    diverged: (step: number) => `broke down at step ${format.integer(step)}`,
    scale: 'loss, log scale',
    step: 'Step',
    tableLoss: 'Loss',
    tableAccuracy: 'Held-out right',
  },
};
