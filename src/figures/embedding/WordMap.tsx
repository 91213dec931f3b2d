// Words as dots with their names, on the two axes; the way each came; lines to the neighbours of the one that is seen.
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useMemo } from 'react';
import {
  type Label,
  type MapScale,
  nearestPoint,
  placeLabels,
  planMap,
  wordTowards,
} from '../../geometry/lab/embeddingMap.ts';
import type { Neighbour } from '../../geometry/lab/embeddingNeighbours.ts';
import { project } from '../../geometry/lab/pca.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { placed } from '../frame/placed.ts';
import { pointIn } from '../frame/pointIn.ts';
import type { Embedding } from './useEmbedding.ts';

interface WordMapProps {
  readonly embedding: Embedding;
  readonly width: number;
  readonly height: number;
  /** The word whose neighbours are shown. */
  readonly seen: number | undefined;
  readonly neighbours: readonly Neighbour[];
  /** The words that have been read, in their order, the present one last; none where nothing is read. */
  readonly path: readonly number[];
  /** What a screen reader says of the word that is seen. */
  readonly spoken: string;
  readonly onPoint: (word: number | undefined) => void;
  readonly onChoose: (word: number | undefined) => void;
}

/** So many words can be named in any case; beyond, those that have been read have no right to it. */
const mostNamed = 20;

/** How far from a dot a pointer and a finger may be, pixels. */
const reach = 24;

export function WordMap(props: WordMapProps) {
  const { embedding, width, height, seen, neighbours, path, onPoint, onChoose } = props;
  const { embedding: m } = useLabMessages();
  const drawn = useMemo(() => draw(embedding, width, height), [embedding, width, height]);
  const { scale, points, trails, order } = drawn;
  const forced = useMemo(
    () => new Set([...(seen === undefined ? [] : [seen]), ...neighbours.map(({ index }) => index)]),
    [seen, neighbours],
  );
  const labels = useMemo(() => {
    const first = [...new Set([...forced, ...path])];
    const named = first.length <= mostNamed ? new Set(first) : forced;
    return placeLabels(
      embedding.words,
      points,
      [...first, ...order.filter((own) => !first.includes(own))],
      { width, height },
      named,
    );
  }, [embedding.words, points, order, width, height, forced, path]);
  const read = useMemo(() => new Set(path), [path]);
  const labelOf = useMemo(() => new Map(labels.map((label) => [label.index, label])), [labels]);
  const under = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    return nearestPoint(points, pointIn(event), reach);
  };
  const walk = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      onPoint(undefined);
      onChoose(undefined);
      return;
    }
    if ((event.key === 'Enter' || event.key === ' ') && seen !== undefined) {
      event.preventDefault();
      onChoose(seen);
      return;
    }
    const next = wordTowards(points, seen, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onPoint(next);
  };
  const [one, other] = embedding.projection.axes;
  // A picture with a cursor inside, as matrices are; the choice of a word above it does the same with native means.
  const reader = { role: 'img', tabIndex: 0, 'aria-label': `${m.map}. ${props.spoken}` } as const;
  const handlers = {
    onKeyDown: walk,
    onBlur: () => onPoint(undefined),
    onPointerMove: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') onPoint(under(event));
    },
    onPointerLeave: () => onPoint(undefined),
    onClick: (event: MouseEvent) => onChoose(under(event)),
  };
  const at = (word: number) => ({ x: points[2 * word] ?? 0, y: points[2 * word + 1] ?? 0 });
  return (
    <div>
      <div className="embedding-map" {...reader} {...handlers} style={{ width, height }}>
        <svg className="embedding-picture" width={width} height={height} aria-hidden="true">
          <path className="embedding-axis" d={`M0 ${scale.y(0)}H${width}M${scale.x(0)} ${height}V0`} />
          <text className="embedding-axis-name" x={width - 2} y={height - 6} textAnchor="end">
            {m.across(one.share)}
          </text>
          <text className="embedding-axis-name" x={2} y={14}>
            {m.up(other.share)}
          </text>
          {placed(trails).map(({ item, at: age }) => (
            <path
              key={age}
              className="embedding-trail"
              d={item}
              opacity={(0.7 * (age + 1)) / trails.length}
            />
          ))}
          {path.length > 1 && (
            <>
              <path className="embedding-path" d={wayThrough(path.map(at))} />
              <path className="embedding-path embedding-hop" d={wayThrough(path.slice(-2).map(at))} />
            </>
          )}
          {seen !== undefined &&
            neighbours.map(({ index, cosine }) => (
              <line
                key={index}
                className="embedding-line"
                x1={at(seen).x}
                y1={at(seen).y}
                x2={at(index).x}
                y2={at(index).y}
                strokeWidth={0.5 + 2 * Math.max(0, cosine)}
              />
            ))}
          {placed(embedding.words).map(({ item: word, at: index }) => (
            <Word
              key={index}
              word={word}
              place={at(index)}
              label={labelOf.get(index)}
              read={read.has(index)}
              look={
                index === seen ? 'seen' : forced.has(index) ? 'near' : seen === undefined ? 'plain' : 'far'
              }
            />
          ))}
        </svg>
      </div>
      <p className="embedding-note" style={{ maxWidth: width }}>
        {path.length > 1 && `${m.path} `}
        {trails.length > 0 && `${m.trail} `}
        {labels.length < embedding.words.length && m.hidden(embedding.words.length - labels.length)}
      </p>
    </div>
  );
}

interface WordProps {
  readonly word: string;
  readonly place: { readonly x: number; readonly y: number };
  readonly label: Label | undefined;
  /** Whether it is one of the words that have been read. */
  readonly read: boolean;
  readonly look: 'seen' | 'near' | 'plain' | 'far';
}

/** A line through places, as a path. */
const wayThrough = (places: readonly { readonly x: number; readonly y: number }[]): string =>
  places.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

function Word({ word, place, label, look, read }: WordProps) {
  return (
    <g
      className={`embedding-word embedding-${look}${read ? ' embedding-read' : ''}`}
      style={{ transform: `translate(${place.x}px, ${place.y}px)` }}
    >
      {label?.leader && (
        <line className="embedding-leader" x2={label.leader.x - place.x} y2={label.leader.y - place.y} />
      )}
      <circle r={look === 'seen' ? 5 : read ? 4 : 3} />
      {label && (
        <text x={label.x - place.x} y={label.y - place.y} dy="0.35em" textAnchor={label.anchor}>
          {word}
        </text>
      )}
    </g>
  );
}

interface Drawn {
  readonly scale: MapScale;
  /** [x, y, x, y …], pixels. */
  readonly points: Float64Array;
  /** The words' ways from frame to frame, oldest first, all words in one path. */
  readonly trails: readonly string[];
  /** Words, those farthest out first: they say what the axes mean. */
  readonly order: readonly number[];
}

/** What came before is seen along the axes of now, so that what moves is the words, and not the axes under them. */
function draw({ words, values, projection, before }: Embedding, width: number, height: number): Drawn {
  const count = words.length;
  const places = project(values, count, projection);
  const scale = planMap(places, { width, height });
  const onPage = (own: Float64Array) =>
    own.map((value, at) => (at % 2 === 0 ? scale.x(value) : scale.y(value)));
  const points = onPage(places);
  const ways = [...before.map((old) => onPage(project(old, count, projection))), points];
  const short = (pixels: number | undefined) => Math.round((pixels ?? 0) * 10) / 10;
  const trails = ways.slice(1).map((to, at) => {
    const from = ways[at] ?? to;
    return Array.from(
      { length: count },
      (_, word) =>
        `M${short(from[2 * word])} ${short(from[2 * word + 1])}L${short(to[2 * word])} ${short(to[2 * word + 1])}`,
    ).join('');
  });
  const away = (word: number) => Math.hypot(places[2 * word] ?? 0, places[2 * word + 1] ?? 0);
  const order = Array.from({ length: count }, (_, word) => word).sort((a, b) => away(b) - away(a) || a - b);
  return { scale, points, trails, order };
}
