// The nearest neighbours of a word, with their cosines; each leads on to its own.
import type { Neighbour } from '../../geometry/lab/embeddingNeighbours.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { useRoving } from '../frame/useRoving.ts';

interface NeighboursProps {
  readonly words: readonly string[];
  readonly size: number;
  readonly seen: number | undefined;
  readonly neighbours: readonly Neighbour[];
  readonly onChoose: (word: number) => void;
}

export function Neighbours({ words, size, seen, neighbours, onChoose }: NeighboursProps) {
  const { embedding: m } = useLabMessages();
  const numbers = useNumbers();
  const roving = useRoving(neighbours.length);
  if (seen === undefined) return <p className="embedding-note">{m.nobody}</p>;
  const name = m.neighbours(words[seen] ?? '');
  return (
    <>
      <h4 className="embedding-name">{name}</h4>
      <ol className="embedding-list" aria-label={name} onKeyDown={roving.onKeyDown}>
        {neighbours.map(({ index, cosine }, at) => (
          <li key={index}>
            <button
              type="button"
              className="embedding-neighbour"
              onClick={() => onChoose(index)}
              onFocus={() => roving.entered(at)}
              {...roving.item(at)}
            >
              <span className="embedding-neighbour-word">{words[index]}</span>
              <span className="embedding-share">
                <span className="embedding-bar" style={{ width: `${100 * Math.max(0, cosine)}%` }} />
              </span>
              <span className="embedding-number">
                {cosine < 0 ? `−${numbers.probability(-cosine)}` : numbers.probability(cosine)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className="embedding-note">{m.neighboursNote(size)}</p>
    </>
  );
}
