// One place of the translation: the word that the model wrote, struck with the right one beside it where it is wrong;
// its probability; the mark of the end; or a gap where a word is missing.
import type { CSSProperties } from 'react';
import { textWidth } from '../../geometry/textWidth.ts';
import { fitted } from '../../geometry/words.ts';
import type { Messages } from '../../i18n/messages.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import type { Roving } from '../frame/useRoving.ts';
import type { OutputSlot, WrittenSlot } from './align.ts';
import type { WordHandlers, WordState } from './usePointing.ts';

interface OutputWordProps {
  readonly slot: OutputSlot;
  /** Pixels. */
  readonly fontSize: number;
  readonly correctionSize: number;
  /** Pixels that the word may take. */
  readonly room: number;
  /** The right word stands beside the wrong one where there is room for both, and not below it. */
  readonly beside: boolean;
  readonly style: CSSProperties;
  readonly state: WordState;
  /** Of the panel with the runners-up, while it is this word's. */
  readonly controls: string | undefined;
  readonly roving: Roving;
  readonly on: WordHandlers;
}

export function OutputWord(props: OutputWordProps) {
  const { translation, tokens } = useMessages().figures;
  const { slot, fontSize, room, style, state } = props;
  const correction = (word: string) => (
    <span className="tr-right" style={{ fontSize: fitted(word, props.correctionSize, room) }}>
      {word}
    </span>
  );
  if (slot.kind === 'missing')
    return (
      <span className="tr-output tr-missing" style={style}>
        <span className="tr-word" style={{ fontSize }}>
          <span className="tr-gap" />
        </span>
        <span className="figure-unseen">{translation.missing}: </span>
        {correction(slot.expected)}
      </span>
    );
  const stacked =
    props.beside &&
    slot.expected !== null &&
    textWidth(slot.word) * fontSize + textWidth(slot.expected) * props.correctionSize + 12 > room;
  const bad = slot.verdict === 'wrong' || slot.verdict === 'extra';
  const isEnd = slot.kind === 'end';
  const word = isEnd ? tokens.end : slot.word;
  return (
    <button
      type="button"
      className={`tr-output tr-${state}${stacked ? ' tr-stacked' : ''}`}
      style={style}
      aria-label={nameOf(slot, translation)}
      aria-pressed={state === 'pinned'}
      aria-controls={props.controls}
      {...props.roving}
      {...props.on}
    >
      <span
        className="tr-word"
        style={{
          fontSize: isEnd ? undefined : fitted(word, stacked ? props.correctionSize + 2 : fontSize, room),
        }}
      >
        <span className={`${isEnd ? 'tr-token ' : ''}${bad ? 'tr-wrong' : ''}`}>{word}</span>
      </span>
      {slot.expected !== null && correction(slot.expected)}
      <span className="tr-probability">
        <span className="tr-bar">
          <span style={{ width: `${100 * slot.probability}%` }} />
        </span>
        <span className="tr-number">{translation.probability(slot.probability)}</span>
      </span>
    </button>
  );
}

/** The name of a written word's button: what is seen, in words. */
function nameOf(slot: WrittenSlot, words: Messages['figures']['translation']): string {
  const word = slot.kind === 'end' ? words.end : slot.word;
  if (slot.expected !== null) return words.wrongWord(word, slot.expected, slot.probability);
  return slot.verdict === 'extra'
    ? words.extraWord(word, slot.probability)
    : words.word(word, slot.probability);
}
