// Where the words lie: the live embedding on its two principal axes, moving while it trains, with the neighbours of any
// word and the numbers that make them so.
import './embedding.css';
import { useMemo, useState } from 'react';
import { roundExtent } from '../../geometry/diverging.ts';
import { lookupWidth } from '../../geometry/lab/embeddingLookup.ts';
import { nearestNeighbours } from '../../geometry/lab/embeddingNeighbours.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import type { LabFigureProps } from '../definition.ts';
import { Choice } from '../frame/Choice.tsx';
import { LabFrame } from '../frame/LabFrame.tsx';
import { SignedLegend } from '../frame/SignedLegend.tsx';
import { type Beats, useBeats } from '../frame/useBeats.ts';
import { useProblemWords } from '../lab/useProblemWords.ts';
import { shownValue, useTrace } from '../lab/useTrace.ts';
import { useWidth } from '../lab/useWidth.ts';
import { embeddingData } from './data.ts';
import { LookupTable } from './LookupTable.tsx';
import { Neighbours } from './Neighbours.tsx';
import { embeddingName, useEmbedding } from './useEmbedding.ts';
import { Vectors, vectorHeight } from './Vectors.tsx';
import { WordMap } from './WordMap.tsx';

/** How many neighbours are listed, and how many of them are told in a sentence. */
const listed = 8;
const told = 3;
/** The list stands beside the map from this width on. */
const wide = 640;
const listWidth = 216;
const gap = 32;
/** Of the picture of the whole table and the way from its lit row. */
const lookupGap = 32;

export default function EmbeddingFigure(props: LabFigureProps) {
  const problemOf = useProblemWords();
  const { embedding: m } = useLabMessages();
  const numbers = useNumbers();
  const { answer, embedding } = useEmbedding(props);
  const trace = shownValue(useTrace(props));
  const { box, width } = useWidth();
  // undefined: the word of the beat; null: none.
  const [chosen, setChosen] = useState<number | null>();
  const [pointed, setPointed] = useState<number>();
  const [number, setNumber] = useState<string>();
  const beats = useBeats(trace && embedding ? trace.labels.length : 0);
  const rowOf = useMemo(
    () => new Map(embedding?.words.map((words, index) => [words, index])),
    [embedding?.words],
  );
  const path = useMemo(
    () => (trace?.labels ?? []).slice(0, beats.index + 1).flatMap((label) => rowOf.get(label) ?? []),
    [trace, rowOf, beats.index],
  );
  const label = trace?.labels[beats.index] ?? '';
  // Until somebody chooses, the word that is read.
  const wanted = pointed ?? (chosen === undefined ? (rowOf.get(label) ?? -1) : (chosen ?? -1));
  const follows = pointed === undefined && chosen === undefined && trace !== null;
  const seen = embedding && wanted >= 0 && wanted < embedding.words.length ? wanted : undefined;
  const neighbours = useMemo(
    () =>
      embedding && seen !== undefined
        ? nearestNeighbours(embedding.values, embedding.words.length, embedding.size, seen, listed)
        : [],
    [embedding, seen],
  );
  const rows = useMemo(
    () => (seen === undefined ? [] : [seen, ...neighbours.map(({ index }) => index)]),
    [seen, neighbours],
  );
  const extent = useMemo(() => (embedding ? roundExtent(embedding.values) : 1), [embedding]);
  const word = (index: number) => embedding?.words[index] ?? '';
  const sentence = () => {
    if (!embedding) return '';
    if (follows && seen === undefined) return m.unknown(beats.index, label);
    if (seen === undefined) {
      const [one, other] = embedding.projection.axes;
      return m.shows(embedding.words.length, embedding.size, one.share + other.share);
    }
    const nearest = neighbours.slice(0, told).map(({ index, cosine }) => m.neighbour(word(index), cosine));
    const near = numbers.list(nearest);
    return follows
      ? m.looked(beats.index, word(seen), seen, embedding.words.length, near)
      : m.at(word(seen), near);
  };
  const tensor = trace?.tensors.find(({ name, op }) => op === 'parameter' && name === embeddingName);
  const pinned = tensor && props.pinned?.tensor === tensor.id ? props.pinned.index : undefined;
  const pin = (index: number | undefined) => {
    if (!tensor) return;
    if (index !== undefined) props.onPin({ tensor: tensor.id, index, of: 'value' });
    else if (pinned !== undefined) props.onPin(null);
  };
  const none = '';
  const choices = useMemo(
    () =>
      (embedding?.words ?? [])
        .map((words, index) => ({ id: String(index), words }))
        .sort((a, b) => a.words.localeCompare(b.words)),
    [embedding?.words],
  );
  const beside = width >= wide;
  const mapWidth = beside ? width - listWidth - gap : width;
  const choose = (index: number | null) => {
    beats.pause();
    setChosen(index);
  };
  const without = answer.state === 'ready' && !embedding;
  return (
    <LabFrame
      id="embedding"
      title={m.title}
      state={without ? 'failed' : answer.state}
      problem={without ? m.empty : problemOf(answer)}
      beats={
        trace && embedding
          ? {
              beats: followed(beats, () => setChosen(undefined)),
              label: (at) => m.beat(trace.labels[at] ?? ''),
            }
          : undefined
      }
      controls={
        embedding && (
          <Choice
            id="embedding-word"
            label={m.word}
            value={seen === undefined ? none : String(seen)}
            options={[{ id: none, words: m.noWord }, ...choices]}
            onChoose={(id) => choose(id === none ? null : Number(id))}
          />
        )
      }
      legend={seen !== undefined && <SignedLegend label={m.scale} extent={extent} />}
      readout={number ?? sentence()}
      answers={number !== undefined || pointed !== undefined}
      data={() => (embedding ? embeddingData(embedding, seen, m) : { caption: '', columns: [], rows: [] })}
      step={embedding?.step ?? 0}
      link={props.link}
    >
      {embedding && (
        <div ref={box} className="embedding">
          <p className="figure-unseen">{m.hint}</p>
          <div className="embedding-sides">
            <WordMap
              embedding={embedding}
              width={mapWidth}
              height={Math.round(Math.min(560, Math.max(360, mapWidth * 0.8)))}
              seen={seen}
              neighbours={neighbours}
              path={path}
              spoken={sentence()}
              onPoint={setPointed}
              onChoose={(index) => choose(index ?? null)}
            />
            <div className="embedding-side" style={{ width: beside ? listWidth : width }}>
              <Neighbours
                words={embedding.words}
                size={embedding.size}
                seen={seen}
                neighbours={neighbours}
                onChoose={choose}
              />
            </div>
          </div>
          {seen !== undefined && (
            <div>
              <h4 className="embedding-name">{m.vectors}</h4>
              <p className="embedding-note embedding-note-above">{m.vectorsNote}</p>
              <div className="embedding-rows">
                <LookupTable
                  embedding={embedding}
                  row={seen}
                  extent={extent}
                  height={vectorHeight * rows.length}
                  gap={lookupGap}
                />
                <Vectors
                  embedding={embedding}
                  rows={rows}
                  extent={extent}
                  width={width - lookupWidth(embedding.size) - lookupGap}
                  linked={pinned}
                  onRead={setNumber}
                  onPin={pin}
                />
              </div>
            </div>
          )}
        </div>
      )}
    </LabFrame>
  );
}

/** The beats, which take the word back from whoever had chosen another. */
function followed(beats: Beats, follow: () => void): Beats {
  const then =
    <T extends unknown[]>(act: (...all: T) => void) =>
    (...all: T) => {
      follow();
      act(...all);
    };
  return {
    ...beats,
    play: then(beats.play),
    next: then(beats.next),
    back: then(beats.back),
    seek: then(beats.seek),
  };
}
