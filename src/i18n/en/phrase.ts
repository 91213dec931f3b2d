// The field for a phrase, and what is said under it.
import { counted, format, quoted } from './format.ts';

export const phrase = {
  field: 'English phrase',
  placeholder: 'the big red dog',
  suggestions: 'Phrases it has never seen',
  empty: 'Type a few English words for it to translate.',
  nothingToRead: (typed: string) => `There is no word to read in ${quoted(typed)}.`,
  dropped: (read: number, total: number) =>
    `It read the first ${format.integer(read)} of ${counted(total, 'word', 'words')}: it has room for no more.`,
  unknown: (words: readonly string[], more: number) =>
    `It has never met ${format.list(
      more > 0 ? [...words.map(quoted), counted(more, 'more word', 'more words')] : words.map(quoted),
    )}; the model sees <unk>.`,
  notEnded: (written: number) =>
    `It did not come to an end by itself, and was stopped after ${counted(written, 'word', 'words')}.`,
  origin: {
    heldOut: 'Held out: it has never been shown this phrase.',
    training: 'This phrase is one of those it learns from.',
    own: 'A phrase of your own, not in its list.',
  },
};
