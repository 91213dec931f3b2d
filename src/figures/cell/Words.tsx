// The words that are read: choosing one shows the cell at that step. Native radio buttons, so that arrow keys go through
// them. With held gates, a bar under each says how far its state has moved from the free run.
import { useEffect, useId, useRef } from 'react';
import { type Role, roleColour } from '../../geometry/palette.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { placed } from '../frame/placed.ts';
import { spelled } from './sentences.ts';

interface WordsProps {
  readonly labels: readonly string[];
  readonly chosen: number;
  /** How far the state after each word has moved; undefined while no gate is held. */
  readonly moved: readonly number[] | undefined;
  /** Of the state that moved. */
  readonly role: Role;
  readonly onChoose: (step: number) => void;
}

/** Pixels of the longest bar. */
const tallest = 24;

export function Words({ labels, chosen, moved, role, onChoose }: WordsProps) {
  const { cell: m } = useLabMessages();
  const name = useId();
  const row = useRef<HTMLDivElement>(null);
  // The row scrolls to the chosen word, and the page does not. Where a word has the focus the browser has done so, and
  // measuring would only cost a layout.
  useEffect(() => {
    const label = row.current?.children[chosen];
    if (!row.current || !(label instanceof HTMLElement) || label.contains(document.activeElement)) return;
    row.current.scrollLeft = label.offsetLeft - (row.current.clientWidth - label.offsetWidth) / 2;
  }, [chosen]);
  const largest = Math.max(0, ...(moved ?? []).filter(Number.isFinite));
  const spoken = (word: string, at: number) =>
    moved
      ? `${m.word(word, at, labels.length)}, ${m.movedAt(moved[at] ?? Number.NaN)}`
      : m.word(word, at, labels.length);
  return (
    <fieldset className="cell-words">
      <legend className="cell-legend">{m.words}</legend>
      <div className="cell-words-row" ref={row}>
        {placed(labels).map(({ item, at }) => (
          <label key={at} className="cell-word">
            <input
              type="radio"
              name={name}
              value={at}
              checked={at === chosen}
              aria-label={spoken(spelled(m, item), at)}
              onChange={() => onChoose(at)}
            />
            <span>{spelled(m, item)}</span>
            {moved && (
              <svg
                className="cell-bar"
                width={16}
                height={tallest}
                style={{ fill: roleColour(role) }}
                aria-hidden="true"
              >
                <rect
                  width={16}
                  height={largest > 0 ? ((moved[at] ?? 0) / largest) * tallest : 0}
                  data-moved={at}
                />
              </svg>
            )}
          </label>
        ))}
      </div>
      {moved && <p className="cell-note">{m.moved(largest)}</p>}
    </fieldset>
  );
}
