// The words that are read: choosing one shows the cell at that step. Native radio buttons, so that arrow keys go through
// them.
import { useId } from 'react';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { placed } from '../frame/placed.ts';

interface WordsProps {
  readonly labels: readonly string[];
  readonly chosen: number;
  readonly onChoose: (step: number) => void;
}

export function Words({ labels, chosen, onChoose }: WordsProps) {
  const { cell: m } = useLabMessages();
  const name = useId();
  return (
    <fieldset className="cell-words">
      <legend className="cell-legend">{m.words}</legend>
      <div className="cell-words-row">
        {placed(labels).map(({ item, at }) => (
          <label key={at} className="cell-word">
            <input
              type="radio"
              name={name}
              value={at}
              checked={at === chosen}
              aria-label={m.word(item, at, labels.length)}
              onChange={() => onChoose(at)}
            />
            <span>{item === ' ' ? m.space : item}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
