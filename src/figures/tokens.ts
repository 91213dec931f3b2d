// The special tokens: what stands in a figure where the model read or wrote something that is no word.
import type { Messages } from '../i18n/messages.ts';

/** How a special token is called; undefined for a word. */
export function tokenName(word: string, tokens: Messages['figures']['tokens']): string | undefined {
  switch (word) {
    case '<pad>':
      return tokens.padding;
    case '<bos>':
      return tokens.begin;
    case '<eos>':
      return tokens.end;
    case '<unk>':
      return tokens.unknown;
    default:
      return undefined;
  }
}

const special = new Set(['<pad>', '<bos>', '<eos>', '<unk>']);

export const isWord = (word: string): boolean => !special.has(word);
