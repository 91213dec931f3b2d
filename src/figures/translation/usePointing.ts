// Which word is pointed at: hover and focus preview, a click pins, Escape lets go.
//
//   hover ─▶ shown while the pointer stays     focus ─▶ shown until it leaves, or Escape
//   click ─▶ pinned: shown whenever nothing else is, until Escape or another click
import { type FocusEvent, type PointerEvent, useState } from 'react';

export interface Word {
  readonly row: 'source' | 'output';
  /** Index in the phrase, or of the decoding step. */
  readonly index: number;
}

export const sameWord = (one: Word | null, other: Word | null): boolean =>
  one?.row === other?.row && one?.index === other?.index;

/** How a word's button looks. */
export type WordState = 'plain' | 'shown' | 'pinned';

export interface WordHandlers {
  onPointerEnter(event: PointerEvent): void;
  onPointerLeave(): void;
  onFocus(event: FocusEvent): void;
  onBlur(): void;
  onClick(): void;
}

export interface Pointing {
  readonly shown: Word | null;
  /** Whether `shown` is under the pointer or has the focus, rather than being pinned. */
  readonly fresh: boolean;
  readonly pinned: Word | null;
  /** The word that has the focus by keyboard. */
  readonly keyed: Word | null;
  /** For the button of a word. */
  handlers(word: Word): WordHandlers;
  release(): void;
}

/** `exists` tells words that are still there from those of an earlier prediction. */
export function usePointing(exists: (word: Word) => boolean): Pointing {
  const [hovered, setHovered] = useState<Word | null>(null);
  const [focused, setFocused] = useState<{ word: Word; byKeyboard: boolean } | null>(null);
  const [pinned, setPinned] = useState<Word | null>(null);
  const alive = (word: Word | null | undefined) => (word && exists(word) ? word : null);
  const fresh = alive(hovered) ?? alive(focused?.word);
  return {
    shown: fresh ?? alive(pinned),
    fresh: fresh !== null,
    pinned: alive(pinned),
    keyed: focused?.byKeyboard ? alive(focused.word) : null,
    handlers: (word) => ({
      // A finger does not hover: it would leave the word lit.
      onPointerEnter: (event) => event.pointerType !== 'touch' && setHovered(word),
      onPointerLeave: () => setHovered(null),
      onFocus: (event) => setFocused({ word, byKeyboard: event.currentTarget.matches(':focus-visible') }),
      onBlur: () => setFocused(null),
      onClick: () => setPinned((last) => (sameWord(last, word) ? null : word)),
    }),
    release: () => {
      setPinned(null);
      setFocused(null);
      setHovered(null);
    },
  };
}
