// One word of the phrase, as typed; one that the model does not know is marked with what it reads instead.
import type { CSSProperties } from 'react';
import { fitted } from '../../geometry/words.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import type { Roving } from '../frame/useRoving.ts';
import type { WordHandlers, WordState } from './usePointing.ts';

interface SourceWordProps {
  readonly word: string;
  readonly known: boolean;
  readonly fontSize: number;
  readonly room: number;
  readonly style: CSSProperties;
  readonly state: WordState;
  readonly roving: Roving;
  readonly on: WordHandlers;
}

export function SourceWord(props: SourceWordProps) {
  const { translation, tokens } = useMessages().figures;
  const { word, known, fontSize, room, style, state } = props;
  return (
    <button
      type="button"
      className={`tr-source tr-${state}`}
      style={style}
      aria-pressed={state === 'pinned'}
      title={known ? undefined : translation.unknownWord(word)}
      {...props.roving}
      {...props.on}
    >
      <span
        className={known ? 'tr-word' : 'tr-word tr-unknown'}
        style={{ fontSize: fitted(word, fontSize, room) }}
      >
        {word}
      </span>
      {!known && <span className="tr-mark">{tokens.unknown}</span>}
    </button>
  );
}
