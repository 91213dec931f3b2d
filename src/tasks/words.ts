// Typed text to words. What it leaves out it leaves out for every task alike; what a task reads differently
// (English contractions, say) stays with the task.

/** Longest word kept, in UTF-16 units; the rest of a longer one is cut off. */
export const maxWordLength = 40;

const apostrophes = /[\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07]/gu;
const separators = /[\p{Cc}\p{Zl}\p{Zp}\u200b]/gu; // control characters and the zero-width space part words
const invisible = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu; // soft hyphens, direction marks, halves of surrogate pairs, …
// Letters, digits, and symbols such as emoji, each with its combining marks; apostrophes only inside a word.
const word = /[\p{L}\p{N}\p{So}][\p{L}\p{N}\p{So}\p{M}]*(?:'[\p{L}\p{N}\p{So}][\p{L}\p{N}\p{So}\p{M}]*)*/gu;

/** At most `length` UTF-16 units of a text, never half of a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? length - 1 : length);
}

/**
 * The words of a text: lower case, NFC, straight apostrophes, each at most 40 characters. Punctuation and markup
 * part words and are gone: "<b>The Dog’s</b>" gives b, the, dog's, b. So no typed text can spell a special token
 * such as `<eos>`. Emoji stay, as words that no vocabulary knows.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(separators, ' ')
    .replace(invisible, '')
    .normalize('NFC')
    .replace(apostrophes, "'");
  return Array.from(plain.matchAll(word), ([found]) => cut(found, maxWordLength));
}
