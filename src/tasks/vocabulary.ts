// From sequences of words to a vocabulary. The ids of the special tokens are those of task.ts.

import { UNK, type Vocabulary } from './task.ts';

const specialTokens = ['<pad>', '<bos>', '<eos>', '<unk>'] as const; // at PAD, BOS, EOS, UNK

/** All words of the sequences, by first appearance, after the four special tokens. */
export function vocabularyOf(sequences: Iterable<readonly string[]>): Vocabulary {
  const ids = new Map<string, number>();
  for (const token of specialTokens) ids.set(token, ids.size);
  for (const sequence of sequences) {
    for (const word of sequence) if (!ids.has(word)) ids.set(word, ids.size);
  }
  const words = [...ids.keys()];
  return { words, idOf: (word) => ids.get(word) ?? UNK };
}
