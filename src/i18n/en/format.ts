// English formats, for the sentences of this folder.
import { numbersFor } from '../numbers.ts';

export const tag = 'en-GB';
export const format = numbersFor(tag);

/** “zebra” in typographic quotes. */
export const quoted = (word: string): string => `“${word}”`;

/** 1 word, 2 words */
export const counted = (count: number, one: string, many: string): string =>
  `${format.integer(count)} ${count === 1 ? one : many}`;
